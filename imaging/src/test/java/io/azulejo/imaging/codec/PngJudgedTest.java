package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PNG as ImageMagick (libpng) and the JDK write it, beside their own decoders. */
class PngJudgedTest extends JudgedDecoding {
    private static final List<int[]> SIZES = List.of(new int[] {61, 43}, new int[] {1, 1}, new int[] {4, 130});

    @Override
    Format format() {
        return Format.PNG;
    }

    @Test
    void asTheJdkWritesItBesideItsOwnReader() throws Exception {
        for (int[] size : SIZES) {
            for (var image : JdkFiles.images(size[0], size[1])) {
                for (boolean interlaced : new boolean[] {false, true}) {
                    byte[] file = JdkFiles.png(image, interlaced);
                    judge(image + ", interlaced " + interlaced, file, jdk(file, "png"));
                }
            }
        }
    }

    /** Channels and bits of what is given, colour type and depth of what is asked for. */
    @ParameterizedTest
    @CsvSource({
        "1, 8, 0, 1",
        "1, 8, 0, 2",
        "1, 8, 0, 4",
        "1, 8, 0, 8",
        "1, 16, 0, 16",
        "3, 8, 2, 8",
        "3, 16, 2, 16",
        "3, 8, 3, 1",
        "3, 8, 3, 2",
        "3, 8, 3, 4",
        "3, 8, 3, 8",
        "2, 8, 4, 8",
        "2, 16, 4, 16",
        "4, 8, 6, 8",
        "4, 16, 6, 16"
    })
    void asLibpngWritesItOfEveryColourTypeAndDepth(int channels, int bits, int colour, int depth) throws Exception {
        Program convert = Program.imageMagick();
        for (int[] size : SIZES) {
            Shape shape = new Shape(size[0], size[1], channels, bits);
            Path picture = portable(Pictures.drawn(shape, depth), "picture");
            for (String interlace : List.of("None", "PNG")) {
                for (int filter : interlace.equals("PNG") ? new int[] {5} : new int[] {0, 1, 2, 3, 4, 5}) {
                    List<Object> arguments = new ArrayList<>(List.of(picture, "-interlace", interlace));
                    if (colour == 3) {
                        arguments.addAll(List.of("+dither", "-colors", 1 << depth, "-type", "Palette"));
                    } else if (depth < 8) {
                        arguments.addAll(List.of("-depth", depth));
                    }
                    arguments.addAll(List.of(
                            "-define", "png:color-type=" + colour,
                            "-define", "png:bit-depth=" + depth,
                            "-define", "png:compression-filter=" + filter));
                    check(
                            convert,
                            arguments,
                            shape,
                            "%s as %d.%d %s %d".formatted(Rgba16.size(shape), colour, depth, interlace, filter));
                }
            }
        }
    }

    /** Grey, RGB and palette with one clear colour, of 8 and 16 bits. */
    @ParameterizedTest
    @CsvSource({"1, 8, 0", "1, 16, 0", "3, 8, 2", "3, 16, 2", "3, 8, 3"})
    void asLibpngWritesClearColours(int channels, int bits, int colour) throws Exception {
        Program convert = Program.imageMagick();
        Shape shape = new Shape(61, 43, channels, bits);
        Path picture = portable(Pictures.drawn(shape, 9), "picture");
        List<Object> arguments = new ArrayList<>(List.of(picture));
        arguments.addAll(
                List.of("-fill", "rgb(10,20,30)", "-draw", "rectangle 5,5 20,20", "-transparent", "rgb(10,20,30)"));
        if (channels == 1) {
            arguments.set(2, "gray(17)");
            arguments.set(6, "gray(17)");
        }
        if (colour == 3) {
            arguments.addAll(List.of("+dither", "-colors", 60, "-define", "png:format=png8"));
        } else {
            arguments.addAll(List.of("-define", "png:color-type=" + colour, "-define", "png:bit-depth=" + bits));
        }
        byte[] file = check(convert, arguments, shape, "tRNS, colour type %d of %d bits".formatted(colour, bits));
        assertTrue(new String(file, StandardCharsets.ISO_8859_1).contains("tRNS"), "a tRNS chunk");
    }

    private byte[] check(Program convert, List<Object> arguments, Shape shape, String name) throws Exception {
        Path file = folder.resolve("picture.png");
        arguments.add(file);
        convert.run(arguments.toArray());
        byte[] bytes = Files.readAllBytes(file);
        judge(name, bytes, magick(convert, file, shape));
        return bytes;
    }
}
