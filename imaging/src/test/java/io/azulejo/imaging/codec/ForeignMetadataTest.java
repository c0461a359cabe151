package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What exiftool and ImageMagick wrote comes through, as they themselves read it. */
class ForeignMetadataTest {
    private static final Shape SHAPE = new Shape(40, 30, 3, 8);

    @TempDir
    Path folder;

    @BeforeAll
    static void isThere() throws Exception {
        ExiftoolTest.isThere();
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"PNG", "JPEG", "TIFF"})
    void iptcThatExiftoolWritesInPngSurvives(Format format) throws Exception {
        Map<String, String> tags = ExiftoolTest.tags(restored(withIptc("png"), false, format), format);
        assertEquals("Ana", tags.get("IPTC:By-line"));
        assertEquals("The Archive", tags.get("IPTC:Credit"));
        assertEquals("(c) Ana", tags.get("IPTC:CopyrightNotice"));
        assertEquals(null, tags.get("ExifTool:Warning"));
    }

    @Test
    void iptcThatExiftoolWritesInPngStillNamesTheOwnerOfAStrippedPicture() throws Exception {
        Map<String, String> tags = ExiftoolTest.tags(restored(withIptc("png"), true, Format.PNG), Format.PNG);
        assertEquals("Ana", tags.get("XMP-dc:Creator"));
        assertEquals("The Archive", tags.get("XMP-photoshop:Credit"));
        assertEquals("(c) Ana", tags.get("XMP-dc:Rights"));
        assertEquals(null, tags.get("IPTC:By-line"));
    }

    @Test
    void iptcThatImageMagickWritesInGifSurvives() throws Exception {
        assumeTrue(ExiftoolTest.installed("mogrify", "-version"), "mogrify of ImageMagick is not on the path");
        Path jpeg = withIptc("jpg");
        ExiftoolTest.output("mogrify", "-format", "gif", jpeg.toString());
        Path gif = folder.resolve("written.gif");
        assertEquals(
                "Ana",
                ExiftoolTest.tags(restored(gif, false, Format.PNG), Format.PNG).get("IPTC:By-line"));
    }

    @Test
    void textsThatExiftoolWritesAreReadInEveryFormat() throws Exception {
        Path png = written("png");
        exiftool(
                png,
                "-PNG:Author=Jos\u00e9",
                "-PNG:Copyright=(c) Archive",
                "-PNG:Description=Pl\u00e5t \u2167",
                "-PNG:Source=scanner",
                "-PNG:Comment=found in 1998");
        Map<String, String> same = ExiftoolTest.tags(restored(png, false, Format.PNG), Format.PNG);
        assertEquals("Jos\u00e9", same.get("PNG:Author"));
        assertEquals("Pl\u00e5t \u2167", same.get("PNG:Description"));
        assertEquals("scanner", same.get("PNG:Source"));
        assertEquals("found in 1998", same.get("PNG:Comment"));
        Map<String, String> jpeg = ExiftoolTest.tags(restored(png, false, Format.JPEG), Format.JPEG);
        assertEquals("Jos\u00e9", jpeg.get("XMP-dc:Creator"));
        assertEquals("Pl\u00e5t \u2167", jpeg.get("XMP-dc:Description"));
        assertTrue(jpeg.get("File:Comment").matches("Source: scanner|found in 1998"), jpeg.toString());
        Map<String, String> webp = ExiftoolTest.tags(restored(png, false, Format.WEBP), Format.WEBP);
        assertEquals("(c) Archive", webp.get("XMP-dc:Rights"));
        assertEquals("found in 1998", webp.get("XMP-exif:UserComment"));
        Map<String, String> stripped = ExiftoolTest.tags(restored(png, true, Format.PNG), Format.PNG);
        assertEquals("Jos\u00e9", stripped.get("XMP-dc:Creator"));
        assertEquals("(c) Archive", stripped.get("IFD0:Copyright"));
        assertEquals(null, stripped.get("PNG:Comment"));
    }

    @Test
    void commentsThatExiftoolWritesInJpegAreKept() throws Exception {
        Path jpeg = written("jpg");
        exiftool(jpeg, "-Comment=Scanned 1998, M\u00fcller coll.", "-Ducky:Copyright=(c) Ana");
        Map<String, String> same = ExiftoolTest.tags(restored(jpeg, false, Format.JPEG), Format.JPEG);
        assertEquals("Scanned 1998, M\u00fcller coll.", same.get("File:Comment"));
        assertEquals("(c) Ana", same.get("XMP-dc:Rights"));
        Map<String, String> png = ExiftoolTest.tags(restored(jpeg, false, Format.PNG), Format.PNG);
        assertEquals("Scanned 1998, M\u00fcller coll.", png.get("PNG:Comment"));
        assertEquals("(c) Ana", png.get("PNG:Copyright"));
    }

    @Test
    void imageMagickReadsTextsAndColourOfARestoredPng() throws Exception {
        assumeTrue(ExiftoolTest.installed("identify", "-version"), "identify of ImageMagick is not on the path");
        byte[] file = MetadataExample.png("gAMA", "\0\1\206\240");
        Path png = folder.resolve("linear.png");
        Files.write(png, MetadataExample.png(file, "tEXt", "Author\0Ana"));
        Path restored = restored(png, false, Format.PNG);
        String[] read = ExiftoolTest.output("identify", "-format", "%[Author] %[gamma]", restored.toString())
                .split(" ");
        assertEquals("Ana", read[0]);
        assertEquals(1, Double.parseDouble(read[1]));
    }

    /** A picture restored by a network that changes nothing. */
    private Path restored(Path source, boolean strip, Format format) throws Exception {
        CarryOver over = new CarryOver(strip, Optional.empty(), Dpi.SCALE, 1);
        Picture picture = Codecs.decode(ByteSource.of(Files.readAllBytes(source)), DecodeOptions.DEFAULT)
                .picture();
        Codec codec = Codecs.of(format);
        Metadata placed =
                codec.placed(over.carry(picture.metadata(), picture.shape()).metadata());
        Path file = folder.resolve("restored." + format.extensions().get(0));
        return Files.write(file, MetadataExample.encoded(codec, picture.with(placed)));
    }

    private Path withIptc(String extension) throws Exception {
        Path file = written(extension);
        exiftool(file, "-IPTC:By-line=Ana", "-IPTC:Credit=The Archive", "-IPTC:CopyrightNotice=(c) Ana");
        return file;
    }

    private Path written(String extension) throws Exception {
        Format format = extension.equals("png") ? Format.PNG : Format.JPEG;
        Path file = folder.resolve("written." + extension);
        return Files.write(file, MetadataExample.file(format, SHAPE, Metadata.NONE));
    }

    private static void exiftool(Path file, String... tags) throws Exception {
        String[] command = new String[tags.length + 3];
        command[0] = "exiftool";
        command[1] = "-overwrite_original";
        System.arraycopy(tags, 0, command, 2, tags.length);
        command[command.length - 1] = file.toString();
        assertTrue(ExiftoolTest.output(command).contains("1 image files updated"));
    }
}
