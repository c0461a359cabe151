package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our decoder beside one that is not ours, on files that are not ours either, over the settings that encoders have. At the
 * end a line for the format is printed: how many files were compared, how many came out bit for bit, and how far the
 * worst of the others is.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JudgedDecoding {
    @TempDir
    Path folder;

    private int compared;
    private int same;
    private double worst = Double.POSITIVE_INFINITY;
    private String worstFile = "";

    abstract Format format();

    /** Decodes a file, whose every sample must be the judge's. */
    final void judge(String name, byte[] file, Rgba16 judged) throws Exception {
        Decoded decoded = Codecs.decode(ByteSource.of(file), DecodeOptions.DEFAULT);
        assertEquals(format(), decoded.probe().format(), name);
        Rgba16 ours = Rgba16.of(decoded.picture());
        compared++;
        if (ours.same(judged)) {
            same++;
            return;
        }
        double luma = ours.luma(judged);
        if (luma <= worst) {
            worst = luma;
            worstFile = name;
        }
        fail("%s: %s, %.1f dB of luma beside the judge's %s".formatted(name, ours, luma, judged));
    }

    @AfterAll
    void tell() {
        String others = same == compared
                ? ""
                : String.format(Locale.ROOT, "; the worst of the others %.1f dB of luma (%s)", worst, worstFile);
        System.out.printf(
                "%s beside other decoders: %d files compared, %d bit for bit%s%n",
                format().title(), compared, same, others);
    }

    /** What the JDK's own reader makes of a file. */
    static Rgba16 jdk(byte[] file, String format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        while (!reader.getClass().getName().startsWith("com.sun.")) {
            reader = readers.next();
        }
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream);
            BufferedImage image = reader.read(0);
            return Rgba16.of(image);
        } finally {
            reader.dispose();
        }
    }

    /** What ImageMagick makes of a file. */
    static Rgba16 magick(Program convert, Path file, Shape shape) throws Exception {
        return Rgba16.of(
                convert.run(file + "[0]", "-depth", 16, "-endian", "MSB", "rgba:-"), shape.width(), shape.height());
    }

    /** A picture as a file that every program here reads: a portable map (netpbm's pgm, ppm and pam). */
    final Path portable(Picture picture, String name) throws IOException {
        Shape shape = picture.shape();
        boolean alpha = shape.hasAlpha();
        String head = alpha
                ? "P7\nWIDTH %d\nHEIGHT %d\nDEPTH %d\nMAXVAL %d\nTUPLTYPE %s\nENDHDR\n"
                        .formatted(
                                shape.width(),
                                shape.height(),
                                shape.channels(),
                                shape.maximum(),
                                shape.colours() == 1 ? "GRAYSCALE_ALPHA" : "RGB_ALPHA")
                : "P%d\n%d %d\n%d\n"
                        .formatted(shape.channels() == 1 ? 5 : 6, shape.width(), shape.height(), shape.maximum());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        for (int y = 0; y < shape.height(); y++) {
            bytes.write(picture.block(y), picture.offset(y), shape.rowBytes());
        }
        return Files.write(folder.resolve(name + (alpha ? ".pam" : ".pnm")), bytes.toByteArray());
    }
}
