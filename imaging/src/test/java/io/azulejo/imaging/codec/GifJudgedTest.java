package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GIF as ImageMagick writes it, beside its own decoder and the JDK's. */
class GifJudgedTest extends JudgedDecoding {
    @Override
    Format format() {
        return Format.GIF;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 16, 60, 128, 256})
    void asImageMagickWritesItOfSoManyColours(int colours) throws Exception {
        Program convert = Program.imageMagick();
        Path file = folder.resolve("picture.gif");
        for (Shape shape : List.of(new Shape(61, 43, 3, 8), new Shape(1, 1, 3, 8), new Shape(200, 7, 3, 8))) {
            Path picture = portable(Pictures.drawn(shape, colours), "picture");
            for (String interlace : List.of("None", "GIF")) {
                convert.run(picture, "-colors", colours, "-interlace", interlace, file);
                check(
                        convert,
                        file,
                        shape,
                        "%s, %d colours, interlace %s".formatted(Rgba16.size(shape), colours, interlace));
            }
            convert.run(
                    picture,
                    "-fill",
                    "rgb(10,20,30)",
                    "-draw",
                    "rectangle 5,5 20,20",
                    "-transparent",
                    "rgb(10,20,30)",
                    "-colors",
                    colours,
                    file);
            check(convert, file, shape, "%s, %d colours, one clear".formatted(Rgba16.size(shape), colours));
        }
    }

    private void check(Program convert, Path file, Shape shape, String name) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        judge(name, bytes, magick(convert, file, shape));
        judge(name + ", by the JDK", bytes, jdk(bytes, "gif"));
    }
}
