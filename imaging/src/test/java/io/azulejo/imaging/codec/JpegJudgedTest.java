package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JPEG as libjpeg-turbo and the JDK write it, beside their own decoders. All are of one school: the same transform and
 * the same way to enlarge chroma, so that every sample is the same.
 */
class JpegJudgedTest extends JudgedDecoding {
    private static final List<Shape> SHAPES =
            List.of(new Shape(97, 64, 3, 8), new Shape(61, 43, 3, 8), new Shape(1, 1, 3, 8), new Shape(17, 130, 3, 8));

    @Override
    Format format() {
        return Format.JPEG;
    }

    @Test
    void asTheJdkWritesItBesideItsOwnColours() throws Exception {
        for (Shape shape : SHAPES) {
            for (int quality : new int[] {5, 50, 90, 100}) {
                byte[] file = JdkFiles.jpeg(Pictures.drawn(shape, quality), quality);
                judge("%s, quality %d".formatted(Rgba16.size(shape), quality), file, jdk(file, "jpeg"));
            }
            byte[] progressive = JdkFiles.progressiveJpeg(Pictures.drawn(shape, 1));
            judge(Rgba16.size(shape) + ", progressive", progressive, jdk(progressive, "jpeg"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1", "2x1", "2x2", "1x2", "4x1", "4x2", "2x4", "grey", "rgb"})
    void asCjpegWritesItBesideDjpeg(String sampling) throws Exception {
        Program cjpeg = Program.named("cjpeg", "-version", "libjpeg-turbo", "libjpeg-turbo-progs");
        Program djpeg = Program.named("djpeg", "-version", "libjpeg-turbo", "libjpeg-turbo-progs");
        for (Shape shape : SHAPES) {
            Path picture = portable(Pictures.drawn(shape, 3), "picture");
            for (String setting : List.of(
                    "-quality 5",
                    "-quality 50 -restart 1",
                    "-quality 75 -restart 3B",
                    "-quality 90 -optimize",
                    "-quality 100",
                    "-quality 60 -progressive",
                    "-quality 85 -progressive -restart 2B",
                    "-quality 40 -dct float")) {
                List<Object> arguments = new ArrayList<>(List.of((Object[]) setting.split(" ")));
                arguments.addAll(
                        switch (sampling) {
                            case "grey" -> List.of("-grayscale");
                            case "rgb" -> List.of("-rgb");
                            default -> List.of("-sample", sampling);
                        });
                arguments.add(picture);
                byte[] file = cjpeg.run(arguments.toArray());
                Files.write(folder.resolve("picture.jpg"), file);
                Rgba16 judged = rgba(djpeg.run("-pnm", folder.resolve("picture.jpg")), shape);
                String name = "%s, %s, %s".formatted(Rgba16.size(shape), sampling, setting);
                judge(name, file, judged);
            }
        }
    }

    /** The samples behind the head of a PGM or PPM file. */
    private static Rgba16 rgba(byte[] pnm, Shape shape) {
        int pixels = shape.width() * shape.height();
        int channels = new String(pnm, 0, 2, StandardCharsets.US_ASCII).equals("P5") ? 1 : 3;
        byte[] wide = new byte[8 * pixels];
        Arrays.fill(wide, (byte) 0xff);
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < 3; c++) {
                byte value = pnm[pnm.length - channels * (pixels - i) + (channels == 1 ? 0 : c)];
                wide[8 * i + 2 * c] = value;
                wide[8 * i + 2 * c + 1] = value;
            }
        }
        return Rgba16.of(wide, shape.width(), shape.height());
    }
}
