package io.azulejo.benchmarks;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Decodes and encodes pictures in every format, by our codecs and by ImageIO with its defaults, in turns; prints
 * megapixels a second of one core (CPU time of the thread, best of the rounds, all pictures together). Files to decode
 * are those given and, where ImageIO can write the format, what it makes of them; ImageIO's JPEGs are of quality 75, so
 * that what is decoded by both is the same file. Arguments: picture files of 8 bits RGB.
 */
public final class CodecBenchmark {
    private static final int ROUNDS = 3;

    private CodecBenchmark() {}

    private interface Work {
        void run() throws IOException, PictureException;
    }

    /** The least seconds of each piece of work, by name. */
    private static final Map<String, Double> BEST = new LinkedHashMap<>();

    public static void main(String[] files) throws IOException, PictureException {
        ImageIO.setUseCache(false);
        Map<String, Double> sums = new LinkedHashMap<>();
        double megapixels = 0;
        for (String file : files) {
            BEST.clear();
            megapixels += picture(Path.of(file));
            BEST.forEach((name, seconds) -> sums.merge(name, seconds, Double::sum));
        }
        for (Map.Entry<String, Double> sum : sums.entrySet()) {
            System.out.printf(Locale.ROOT, "%-24s %8.1f MP/s%n", sum.getKey(), megapixels / sum.getValue());
        }
    }

    private static double picture(Path file) throws IOException, PictureException {
        Picture picture = Codecs.decode(ByteSource.of(Files.readAllBytes(file)), DecodeOptions.DEFAULT)
                .picture()
                .with(Metadata.NONE);
        BufferedImage image = ImageIO.read(file.toFile());
        for (int round = 0; round < ROUNDS; round++) {
            for (Format format : List.of(Format.PNG, Format.JPEG, Format.TIFF, Format.WEBP, Format.BMP, Format.GIF)) {
                format(picture, image, format);
            }
        }
        return picture.shape().pixels() / 1e6;
    }

    private static void format(Picture picture, BufferedImage image, Format format)
            throws IOException, PictureException {
        String name = format.label();
        byte[] theirs = written(image, name);
        byte[] content = theirs;
        if (List.of(Format.PNG, Format.JPEG, Format.TIFF, Format.WEBP).contains(format)) {
            List<byte[]> ours = new ArrayList<>();
            timed(name + " encode ours", () -> ours.add(encoded(picture, format)));
            content = content.length == 0 ? ours.get(0) : content;
        }
        if (theirs.length > 0) {
            timed(name + " encode ImageIO", () -> written(image, name));
        }
        byte[] bytes = content;
        timed(name + " decode ours", () -> Codecs.decode(ByteSource.of(bytes), DecodeOptions.DEFAULT));
        timed(name + " decode ImageIO", () -> ImageIO.read(new ByteArrayInputStream(bytes)));
    }

    private static byte[] written(BufferedImage image, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return ImageIO.write(image, name, out) ? out.toByteArray() : new byte[0];
    }

    private static byte[] encoded(Picture picture, Format format) throws IOException, PictureException {
        Shape shape = picture.shape();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = Codecs.of(format).encode(out, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < shape.height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        }
        return out.toByteArray();
    }

    private static void timed(String name, Work work) throws IOException, PictureException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        BEST.merge(name, seconds, Math::min);
    }
}
