package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.codec.metadata.Mark;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What exiftool, which knows nothing of us, reads in a restored picture. */
class ExiftoolTest {
    private static final Mark MARK = XmpPackets.MARK;

    @TempDir
    Path folder;

    @BeforeAll
    static void isThere() throws Exception {
        assumeTrue(installed("exiftool", "-ver"), "exiftool is not on the path (Debian: libimage-exiftool-perl)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"PNG", "JPEG", "TIFF", "WEBP"})
    void theMarkIsReadInEveryFormat(Format format) throws Exception {
        Map<String, String> tags = tags(restored(format, new Shape(40, 30, 3, 8), 2), format);
        assertEquals(MARK.sourceType(), tags.get("XMP-iptcExt:DigitalSourceType"));
        assertEquals("restored, restored", tags.get("XMP-xmpMM:HistoryAction"));
        assertEquals("Azulejo 1.2.3, Azulejo 1.2.3", tags.get("XMP-xmpMM:HistorySoftwareAgent"));
        assertEquals("Ana", tags.get("XMP-dc:Creator"));
        assertEquals(null, tags.get("ExifTool:Warning"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"PNG", "JPEG", "TIFF", "WEBP"})
    void theResolutionIsTheSameInEveryPlace(Format format) throws Exception {
        Map<String, String> tags = tags(restored(format, new Shape(40, 30, 3, 8), 1), format);
        assertEquals("600", tags.get("IFD0:XResolution"));
        assertEquals("300", tags.get("IFD0:YResolution"));
        assertEquals("600", tags.get("XMP-tiff:XResolution"));
        if (format != Format.WEBP) {
            assertEquals("600", tags.get("Photoshop:XResolution"));
            assertEquals("Ana", tags.get("IPTC:By-line"));
        }
        if (format == Format.JPEG) {
            assertEquals("600", tags.get("JFIF:XResolution"));
        }
        if (format == Format.PNG) {
            assertEquals("23622", tags.get("PNG-pHYs:PixelsPerUnitX"));
        }
    }

    @Test
    void aTiffOfSixteenBitsKeepsProfileAlphaXmpAndItsPlaceOnTheMap() throws Exception {
        Shape shape = new Shape(25, 26, 4, 16);
        Path file = restored(Format.TIFF, shape, 1);
        Map<String, String> tags = tags(file, Format.TIFF);
        assertEquals("16 16 16 16", tags.get("IFD0:BitsPerSample"));
        assertEquals("2", tags.get("IFD0:ExtraSamples"));
        assertEquals("acsp", tags.get("ICC-header:ProfileFileSignature"));
        assertEquals("Ana", tags.get("XMP-dc:Creator"));
        assertEquals("5 2.5 0", tags.get("IFD0:PixelScale"));
        assertEquals("6 8 0 500000 4100000 0", tags.get("IFD0:ModelTiePoint"));
        assertEquals("1", tags.get("GeoTiff:GTRasterType"));
        assertEquals("-9999", tags.get("IFD0:GDALNoData"));
        assumeTrue(installed("identify", "-version"), "identify of ImageMagick is not on the path");
        assertEquals(
                "25x26 16 true",
                output("identify", "-format", "%wx%h %z %A", file.toString())
                        .replace("True", "true")
                        .replace("Blend", "true"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"PNG", "JPEG", "TIFF", "WEBP"})
    void aPictureOfAPhonePromisesNothingThatIsNotThere(Format format) throws Exception {
        for (String name : List.of("mpf-ultrahdr.jpg", "mpf-motion.jpg")) {
            byte[] bytes =
                    Files.readAllBytes(SharedFiles.folder("fixtures/cases").resolve(name));
            Picture picture =
                    Codecs.decode(ByteSource.of(bytes), DecodeOptions.DEFAULT).picture();
            Map<String, String> tags = tags(restored(format, picture, 1), format);
            List<String> promises = tags.keySet().stream()
                    .filter(tag -> tag.matches("(XMP-hdrgm|XMP-Container|XMP-GContainer|XMP-GCamera|MPF|MPImage).*"))
                    .toList();
            assertEquals(List.of(), promises, name);
            assertEquals(null, tags.get("ExifTool:Warning"), name);
            assertEquals(MARK.sourceType(), tags.get("XMP-iptcExt:DigitalSourceType"));
        }
    }

    /** A file whose metadata went through so many restorations. */
    private Path restored(Format format, Shape shape, int times) throws Exception {
        return restored(format, Pictures.smooth(shape, 1).with(Blocks.stated(shape)), times);
    }

    private Path restored(Format format, Picture source, int times) throws Exception {
        CarryOver over = new CarryOver(false, Optional.of(MARK), Dpi.SCALE, 2);
        Codec codec = Codecs.of(format);
        Picture picture = source;
        Shape shape = picture.shape();
        Path file = folder.resolve("restored." + format.extensions().get(0));
        for (int i = 0; i < times; i++) {
            Metadata carried = over.carry(picture.metadata(), shape).metadata();
            try (OutputStream out = Files.newOutputStream(file);
                    RowSink sink = codec.encode(out, shape, carried, EncodeOptions.DEFAULT)) {
                for (int y = 0; y < shape.height(); y++) {
                    sink.write(picture.block(y), picture.offset(y));
                }
            }
            picture = codec.decode(ByteSource.of(Files.readAllBytes(file)), DecodeOptions.DEFAULT)
                    .picture();
        }
        return file;
    }

    /** Values by group and name, numbers as they are stored. */
    static Map<String, String> tags(Path file, Format format) throws Exception {
        Map<String, String> tags = new TreeMap<>();
        for (String line : output("exiftool", "-G1", "-a", "-n", "-s", file.toString())
                .lines()
                .toList()) {
            int end = line.indexOf(']');
            int colon = line.indexOf(':');
            String group = line.substring(1, end).strip();
            tags.putIfAbsent(
                    group + ":" + line.substring(end + 1, colon).strip(),
                    line.substring(colon + 1).strip());
        }
        assertEquals(format.mediaType(), tags.get("File:MIMEType"));
        return tags;
    }

    static boolean installed(String... command) throws Exception {
        try {
            return !output(command).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(List.of(command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
