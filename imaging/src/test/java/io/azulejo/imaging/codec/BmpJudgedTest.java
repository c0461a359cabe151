package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * BMP as ImageMagick writes it, beside its own decoder; beside the JDK's where a sample has fewer than eight bits, which
 * ImageMagick does not widen to the nearest of eight.
 */
class BmpJudgedTest extends JudgedDecoding {
    @Override
    Format format() {
        return Format.BMP;
    }

    /** Channels, what ImageMagick is to make of them, and the version of the header. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | | BMP2",
                "3 | | BMP3",
                "3 | | BMP",
                "1 | -type bilevel | BMP3",
                "1 | | BMP3",
                "3 | +dither -colors 2 -type Palette | BMP2",
                "3 | +dither -colors 13 -type Palette | BMP3",
                "3 | +dither -colors 200 -type Palette | BMP3",
                "3 | +dither -colors 200 -type Palette -compress RLE | BMP3",
                "1 | -compress RLE | BMP3",
                "3 | -define bmp:subtype=RGB565 | BMP",
                "3 | -define bmp:subtype=RGB555 | BMP",
                "4 | -define bmp:subtype=ARGB1555 | BMP",
                "4 | | BMP"
            })
    void asImageMagickWritesIt(int channels, String kind, String version) throws Exception {
        Program convert = Program.imageMagick();
        Path file = folder.resolve("picture.bmp");
        for (int[] size : List.of(new int[] {61, 43}, new int[] {1, 1}, new int[] {4, 130}, new int[] {2, 3})) {
            Shape shape = new Shape(size[0], size[1], channels, 8);
            List<Object> arguments = new ArrayList<>(List.of(portable(Pictures.drawn(shape, 4), "picture")));
            arguments.addAll(kind == null ? List.of() : List.of(kind.split(" ")));
            arguments.add(version + ":" + file);
            convert.run(arguments.toArray());
            String name = "%s %s %s".formatted(Rgba16.size(shape), kind, version);
            byte[] bytes = Files.readAllBytes(file);
            boolean narrow = kind != null && kind.contains("subtype");
            judge(name, bytes, narrow ? jdk(bytes, "bmp") : magick(convert, file, shape));
        }
    }
}
