package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** Files as the encoders of the JDK write them; that of JPEG is libjpeg. */
final class JdkFiles {
    private static final String JPEG_METADATA = "javax_imageio_jpeg_image_1.0";

    private JdkFiles() {}

    /** Colour without chroma subsampling. */
    static byte[] jpeg(Picture picture, int quality) throws IOException {
        ImageWriter writer = writer("jpeg");
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
        BufferedImage image = image(picture);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        var root = (IIOMetadataNode) metadata.getAsTree(JPEG_METADATA);
        var first = (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
        first.setAttribute("HsamplingFactor", "1");
        first.setAttribute("VsamplingFactor", "1");
        metadata.setFromTree(JPEG_METADATA, root);
        return written(writer, new IIOImage(image, null, metadata), param);
    }

    static byte[] progressiveJpeg(Picture picture) throws IOException {
        ImageWriter writer = writer("jpeg");
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return written(writer, new IIOImage(image(picture), null, null), param);
    }

    /** Components as they are, of no stated colour. */
    static byte[] jpeg(Raster components) throws IOException {
        return written(writer("jpeg"), new IIOImage(components, null, null), null);
    }

    /** In strips, or in tiles of 32 by 16 pixels; without compression where none is named. */
    static byte[] tiff(BufferedImage image, String compression, boolean tiled) throws IOException {
        ImageWriter writer = writer("tiff");
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (!compression.isEmpty()) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
        }
        if (tiled) {
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(32, 16, 0, 0);
        }
        return written(writer, new IIOImage(image, null, null), param);
    }

    /** The colours of a picture of three channels of 8 bits. */
    static BufferedImage image(Picture picture) {
        Shape shape = picture.shape();
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int red = picture.sample(x, y, 0) << 16;
                image.setRGB(x, y, red | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2));
            }
        }
        return image;
    }

    /** Not one that a library on the class path brings. */
    private static ImageWriter writer(String format) {
        return Stream.iterate(ImageIO.getImageWritersByFormatName(format), Iterator::hasNext, rest -> rest)
                .map(Iterator::next)
                .filter(one -> one.getClass().getName().startsWith("com.sun."))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] written(ImageWriter writer, IIOImage image, ImageWriteParam param) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, image, param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
