package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Shape;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIFF as libtiff and the JDK write it, beside their own decoders. */
class TiffJudgedTest extends JudgedDecoding {
    private static final List<String> LAYOUTS = List.of(
            "", "-r 7", "-t -w 32 -l 16", "-p separate", "-p separate -t -w 16 -l 32", "-B", "-L", "-8", "-f lsb2msb");

    @Override
    Format format() {
        return Format.TIFF;
    }

    @Test
    void asTheJdkWritesItBesideItsOwnReader() throws Exception {
        for (BufferedImage image : JdkFiles.images(61, 43)) {
            for (String compression : List.of("", "LZW", "ZLib", "PackBits")) {
                for (boolean tiled : new boolean[] {false, true}) {
                    byte[] file = JdkFiles.tiff(image, compression, tiled);
                    judge("%s, %s, tiled %s".formatted(image, compression, tiled), file, jdk(file, "tiff"));
                }
            }
        }
    }

    /** Channels and bits, what ImageMagick is to make of them, and what libtiff is to compress them with. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 8 | | none lzw lzw:2 zip zip:2 packbits jpeg",
                "1 | 16 | | none lzw lzw:2 zip:2 packbits",
                "1 | 8 | -depth 4 | none lzw packbits",
                "1 | 8 | -depth 2 | none zip",
                "1 | 8 | -threshold 50% -depth 1 -type bilevel | none lzw packbits g3 g3:2d g3:fill g4",
                "1 | 8 | -threshold 50% -depth 1 -type bilevel -define quantum:polarity=min-is-white | none g4",
                "3 | 8 | | none lzw lzw:2 zip:2 packbits jpeg:r",
                "3 | 16 | | none lzw:2 zip:2",
                "3 | 8 | -type Palette | none lzw packbits",
                "4 | 8 | | none lzw:2 packbits",
                "4 | 16 | | none zip:2",
                "2 | 8 | | none lzw:2",
                "2 | 16 | | none zip:2"
            })
    void asLibtiffWritesItInEveryLayout(int channels, int bits, String kind, String compressions) throws Exception {
        Program convert = Program.imageMagick();
        Program tiffcp = Program.named("tiffcp", "-h", "LIBTIFF", "libtiff-tools");
        Shape shape = new Shape(61, 43, channels, bits);
        Path base = folder.resolve("base.tif");
        Path picture = portable(Pictures.drawn(shape, bits), "picture");
        if (kind != null && kind.contains("Palette")) {
            convert.run(picture, "+dither", "-colors", 200, "-depth", 8, folder.resolve("few.pnm"));
            picture = folder.resolve("few.pnm");
        }
        List<Object> arguments = new ArrayList<>(List.of(picture));
        arguments.addAll(kind == null ? List.of() : List.of(kind.split(" ")));
        arguments.addAll(List.of("-compress", "None", base));
        convert.run(arguments.toArray());
        for (String compression : compressions.split(" ")) {
            for (String layout : LAYOUTS) {
                boolean fax = compression.startsWith("g");
                boolean jpeg = compression.startsWith("jpeg");
                if ((fax && layout.contains("-t"))
                        || (jpeg && layout.contains("-r 7"))
                        || ((channels == 1 || bits == 16 || kind != null) && layout.contains("separate"))) {
                    // Tiles are not faxed, strips of JPEG have eight rows, and this program parts samples of 8 bits.
                    continue;
                }
                Path file = folder.resolve("picture.tif");
                Files.deleteIfExists(file);
                List<Object> copy = new ArrayList<>(List.of("-c", compression));
                copy.addAll(layout.isEmpty() ? List.of() : List.of(layout.split(" ")));
                copy.addAll(List.of(base, file));
                tiffcp.run(copy.toArray());
                String name = "%s %s, %s %s".formatted(Rgba16.size(shape), kind, compression, layout);
                // Copies have the pixels of what they are copied from, which ImageMagick does not find in all layouts.
                judge(name, Files.readAllBytes(file), magick(convert, jpeg ? file : base, shape));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 8", "3, 16", "4, 8", "4, 16"})
    void asLibtiffWritesPlanes(int channels, int bits) throws Exception {
        Program convert = Program.imageMagick();
        Shape shape = new Shape(61, 43, channels, bits);
        Path file = folder.resolve("picture.tif");
        Path picture = portable(Pictures.drawn(shape, 6), "picture");
        for (String compression : List.of("None", "LZW", "Zip")) {
            convert.run(picture, "-interlace", "Plane", "-compress", compression, file);
            judge(
                    "planes of %s, %s".formatted(Rgba16.size(shape), compression),
                    Files.readAllBytes(file),
                    magick(convert, file, shape));
        }
    }

    @Test
    void asLibtiffWritesChromaOfHalfTheSize() throws Exception {
        Program convert = Program.imageMagick();
        Shape shape = new Shape(61, 43, 3, 8);
        Path file = folder.resolve("picture.tif");
        Path picture = portable(Pictures.drawn(shape, 5), "picture");
        for (String sampling : List.of("4:4:4", "4:2:2", "4:2:0")) {
            for (int quality : new int[] {30, 90}) {
                convert.run(picture, "-compress", "JPEG", "-sampling-factor", sampling, "-quality", quality, file);
                judge(sampling + " of quality " + quality, Files.readAllBytes(file), magick(convert, file, shape));
            }
        }
    }
}
