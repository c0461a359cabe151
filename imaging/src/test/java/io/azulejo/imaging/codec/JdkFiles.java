package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
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

    static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
        ImageWriter writer = writer("png");
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (interlaced) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        return written(writer, new IIOImage(image, null, null), param);
    }

    /** The colours of a picture of three channels of 8 bits, or of four. */
    static BufferedImage image(Picture picture) {
        Shape shape = picture.shape();
        boolean alpha = shape.hasAlpha();
        BufferedImage image = new BufferedImage(
                shape.width(), shape.height(), alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int colour = picture.sample(x, y, 0) << 16 | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2);
                image.setRGB(x, y, alpha ? picture.sample(x, y, 3) << 24 | colour : colour);
            }
        }
        return image;
    }

    /** Images of the kinds that its writers know: grey and colour, with alpha and without, of all depths. */
    static List<BufferedImage> images(int width, int height) {
        List<BufferedImage> images = new ArrayList<>();
        for (int type : new int[] {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY
        }) {
            images.add(filled(new BufferedImage(width, height, type)));
        }
        for (int channels = 2; channels <= 4; channels++) {
            int type = DataBuffer.TYPE_USHORT;
            boolean alpha = channels != 3;
            var model = new ComponentColorModel(
                    ColorSpace.getInstance(channels == 2 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                    alpha,
                    false,
                    alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                    type);
            images.add(
                    filled(new BufferedImage(model, model.createCompatibleWritableRaster(width, height), false, null)));
        }
        return images;
    }

    private static BufferedImage filled(BufferedImage image) {
        WritableRaster raster = image.getRaster();
        Random random = new Random(image.getType());
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    int most = 1 << raster.getSampleModel().getSampleSize(band);
                    // A palette of the JDK may be shorter than its indices reach.
                    int least = image.getColorModel() instanceof IndexColorModel model ? model.getMapSize() : most;
                    raster.setSample(
                            x, y, band, (random.nextInt(8) + 3 * x + 5 * y * (band + 1)) % Math.min(most, least));
                }
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
