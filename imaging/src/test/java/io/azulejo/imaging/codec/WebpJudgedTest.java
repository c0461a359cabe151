package io.azulejo.imaging.codec;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebP as libwebp writes it, with every effort and every setting, beside libwebp's own decoder. */
class WebpJudgedTest extends JudgedDecoding {
    private static final List<Shape> SHAPES =
            List.of(new Shape(97, 64, 3, 8), new Shape(61, 43, 4, 8), new Shape(1, 1, 3, 8), new Shape(17, 130, 4, 8));

    @Override
    Format format() {
        return Format.WEBP;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void lossyOfEveryQuality(int method) throws Exception {
        for (Shape shape : SHAPES) {
            for (int quality : new int[] {0, 30, 50, 75, 90, 100}) {
                String name = "%s, method %d, quality %d".formatted(Rgba16.size(shape), method, quality);
                byte[] file = written(Pictures.drawn(shape, quality), param -> {
                    param.setMethod(method);
                    param.setCompressionQuality(quality / 100f);
                });
                judge(name, file, libwebp(file));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void losslessOfEveryEffort(int method) throws Exception {
        for (Shape shape : SHAPES) {
            for (Picture picture : pictures(shape)) {
                for (int quality : new int[] {0, 50, 100}) {
                    byte[] file = written(picture, param -> {
                        param.setCompressionType(CompressionType.Lossless);
                        param.setMethod(method);
                        param.setCompressionQuality(quality / 100f);
                        param.setExact(true);
                    });
                    judge(
                            "%s, method %d, lossless %d".formatted(Rgba16.size(shape), method, quality),
                            file,
                            libwebp(file));
                }
            }
        }
    }

    @Test
    void lossyOfEveryOtherSetting() throws Exception {
        List<Consumer<WebPWriteParam>> settings = new ArrayList<>();
        for (int i : new int[] {0, 1, 2}) {
            settings.add(param -> param.setAlphaFiltering(i));
            settings.add(param -> param.setPreprocessing(i));
            settings.add(param -> param.setPartitions(i + 1));
            settings.add(param -> param.setSegments(i + 1));
        }
        for (int i : new int[] {0, 50, 100}) {
            settings.add(param -> param.setFilterStrength(i));
            settings.add(param -> param.setSnsStrength(i));
            settings.add(param -> param.setAlphaQuality(i));
            settings.add(param -> param.setPartitionLimit(i));
        }
        for (int i : new int[] {0, 3, 7}) {
            settings.add(param -> param.setFilterSharpness(i));
        }
        settings.add(param -> param.setAlphaCompressionAlgorithm(0));
        settings.add(param -> param.setFilterType(0));
        settings.add(param -> param.setUseSharpYUV(true));
        settings.add(param -> param.setAutoAdjustFilterStrength(true));
        settings.add(param -> param.setEntropyAnalysisPassCount(5));
        settings.add(param -> param.setTargetSize(900));
        for (Shape shape : SHAPES) {
            for (int i = 0; i < settings.size(); i++) {
                byte[] file = written(Pictures.drawn(shape, i), settings.get(i));
                judge("%s, setting %d".formatted(Rgba16.size(shape), i), file, libwebp(file));
            }
        }
    }

    @Test
    void asCwebpWritesItBesideDwebp() throws Exception {
        Program cwebp = Program.named("cwebp", "-h", "Usage", "webp");
        Program dwebp = Program.named("dwebp", "-h", "Usage", "webp");
        for (Shape shape : SHAPES) {
            Path picture = portable(Pictures.drawn(shape, 7), "picture");
            for (String setting : settings()) {
                Path file = folder.resolve("picture.webp");
                List<Object> arguments = new ArrayList<>(List.of((Object[]) setting.split(" ")));
                arguments.addAll(List.of(picture, "-o", file));
                cwebp.run(arguments.toArray());
                byte[] bytes = Files.readAllBytes(file);
                Rgba16 judged = rgba(dwebp.run(file, "-nodither", "-pam", "-o", "-"), shape);
                judge(Rgba16.size(shape) + " " + setting, bytes, judged);
            }
        }
    }

    private static List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            settings.add("-q 60 -m " + i);
        }
        for (int i = 0; i < 10; i += 3) {
            settings.add("-exact -z " + i);
        }
        settings.addAll(List.of(
                "-near_lossless 40",
                "-lossless",
                "-q 80 -jpeg_like",
                "-q 20 -strong",
                "-q 20 -nostrong -sharpness 5",
                "-q 50 -alpha_q 20 -alpha_filter best",
                "-preset text",
                "-preset photo"));
        return settings;
    }

    /** What libwebp writes. */
    private static byte[] written(Picture picture, Consumer<WebPWriteParam> settings) throws IOException {
        WebPWriteParam param = new WebPWriteParam(Locale.ROOT);
        param.setCompressionType(CompressionType.Lossy);
        settings.accept(param);
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(JdkFiles.image(picture), null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** What libwebp reads. */
    private static Rgba16 libwebp(byte[] file) throws IOException {
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream);
            BufferedImage image = reader.read(0);
            return Rgba16.of(image);
        } finally {
            reader.dispose();
        }
    }

    /** The samples behind the head of a PAM file of four channels. */
    private static Rgba16 rgba(byte[] pam, Shape shape) throws IOException {
        int bytes = shape.width() * shape.height() * 4;
        byte[] wide = new byte[2 * bytes];
        for (int i = 0; i < bytes; i++) {
            wide[2 * i] = pam[pam.length - bytes + i];
            wide[2 * i + 1] = wide[2 * i];
        }
        return Rgba16.of(wide, shape.width(), shape.height());
    }

    /** Smooth, without any order, and of 2, 16, some 50 and 256 colours, for which there are palettes. */
    private static List<Picture> pictures(Shape shape) {
        List<Picture> pictures = new ArrayList<>(List.of(Pictures.drawn(shape, 1), Pictures.noise(shape, 2)));
        for (int colours : new int[] {2, 16, 50, 256}) {
            pictures.add(coloured(shape, colours));
        }
        return pictures;
    }

    /** Waves of so many colours, of which the first is clear black where there is alpha. */
    private static Picture coloured(Shape shape, int colours) {
        Picture picture = Pictures.smooth(shape, colours);
        for (int y = 0; y < shape.height(); y++) {
            byte[] row = picture.block(y);
            for (int i = picture.offset(y); i < picture.offset(y) + shape.rowBytes(); i += shape.channels()) {
                int colour = (row[i] & 0xff) * colours / 256;
                for (int c = 0; c < shape.channels(); c++) {
                    row[i + c] = (byte) (colour == 0 ? 0 : 37 * colour * (c + 1));
                }
            }
        }
        return picture;
    }
}
