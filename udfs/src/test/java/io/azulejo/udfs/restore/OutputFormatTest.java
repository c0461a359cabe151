package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFormatTest {
    private static final Shape PLAIN = new Shape(100, 80, 3, 8);

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"PNG", "JPEG", "TIFF", "WEBP"})
    void sameKeepsWhatIsWrittenInSilence(Format format) throws Exception {
        OutputFormat.Choice choice = OutputFormat.SAME.resolve(format, PLAIN);
        assertEquals(format, choice.format());
        assertTrue(choice.note().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"BMP", "GIF"})
    void sameTurnsBitmapsIntoPngInSilence(Format format) throws Exception {
        OutputFormat.Choice choice = OutputFormat.SAME.resolve(format, PLAIN);
        assertEquals(Format.PNG, choice.format());
        assertTrue(choice.note().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG,100,80,4,8",
        "JPEG,100,80,3,16",
        "JPEG,65536,1,3,8",
        "JPEG,1,65536,1,8",
        "WEBP,100,80,3,16",
        "WEBP,16384,1,3,8",
        "WEBP,1,16384,4,8"
    })
    void sameTakesPngForWhatAFormatCannotHoldAndSaysSo(Format format, int width, int height, int channels, int bits)
            throws Exception {
        OutputFormat.Choice choice = OutputFormat.SAME.resolve(format, new Shape(width, height, channels, bits));
        assertEquals(Format.PNG, choice.format());
        assertTrue(choice.note().orElseThrow().startsWith("written as png because "));
    }

    @Test
    void aFormatAskedForByNameFailsThePictureThatItCannotHold() {
        PictureException e = assertThrows(
                PictureException.class,
                () -> OutputFormat.of(Format.JPEG).resolve(Format.PNG, new Shape(10, 10, 4, 8)));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
        assertTrue(e.getMessage().contains("png can hold it"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "png", "jpeg", "tiff", "webp"})
    void readsWhatItWrites(String text) {
        assertEquals(text, OutputFormat.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jpg", "tif", "PNG", "bmp"})
    void refusesFormatsThatAreNotWrittenNamingThoseThatAre(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> OutputFormat.parse(text));
        assertTrue(e.getMessage().contains("same, png, jpeg, tiff, webp"), e.getMessage());
    }
}
