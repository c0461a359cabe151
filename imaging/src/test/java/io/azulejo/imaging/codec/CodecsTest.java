package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {
    @ParameterizedTest
    @CsvSource({
        "PNG, 89504e470d0a1a0a",
        "JPEG, ffd8ffe0",
        "JPEG, ffd8",
        "TIFF, 49492a00",
        "TIFF, 4d4d002a",
        "TIFF, 49492b00",
        "TIFF, 4d4d002b",
        "WEBP, 524946460000000057454250",
        "BMP, 424d3600000000000000360000002800000040",
        "GIF, 474946383961",
        "GIF, 474946383761",
        "JPEG2000, 0000000c6a5020200d0a870a",
        "JPEG2000, ff4fff51",
        "PNM, 50360a",
        "PNM, 503120",
        "HEIF, 00000018667479706865696300000000",
        "HEIF, 0000001c667479706d696631000000006d69663168656963",
        "AVIF, 00000018667479706176696600000000",
        "AVIF, 0000001c667479706d696631000000006d69663161766966",
        "PSD, 384250530001"
    })
    void everyFormatIsKnownByItsFirstBytes(Format format, String head) {
        assertEquals(Optional.of(format), Codecs.sniff(HexFormat.of().parseHex(head)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "89",
                "ff",
                "0005160700020000",
                "52494646000000004156492000",
                "424d57206361727320617265206e6f74206d756368",
                "0000001866747970697361360000",
                "504b0304",
                "25504446",
                "0000000000000000",
                "ffd9ffd8",
                "503a"
            })
    void otherBytesAreNoFormat(String head) {
        assertEquals(Optional.empty(), Codecs.sniff(HexFormat.of().parseHex(head)));
    }

    @Test
    void knownFormatThatIsNotReadIsNamedWithThoseThatAre() {
        PictureException e = assertThrows(
                PictureException.class,
                () -> Codecs.decode(
                        ByteSource.of("8BPS\0\1".getBytes(StandardCharsets.US_ASCII)), DecodeOptions.DEFAULT));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
        String start = "this is psd, which is not read; read are png, jpeg";
        assertEquals(start, e.getMessage().substring(0, start.length()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the file is empty",
                "<!DOCTYPE html><p>404 | no picture: 21 bytes that begin like a web page",
                "%PDF-1.7 | no picture: 8 bytes that begin like a PDF",
                "hello | no picture: 5 bytes that begin like text"
            })
    void whatIsNoPictureIsSaidToBeWhatItIs(String content, String message) {
        ByteSource source = ByteSource.of(content.getBytes(StandardCharsets.US_ASCII));
        PictureException e = assertThrows(PictureException.class, () -> Codecs.probe(source));
        assertEquals(FailureKind.NOT_A_PICTURE, e.kind());
        assertEquals(message, e.getMessage());
    }

    @Test
    void qualityIsOneToAHundred() {
        assertThrows(IllegalArgumentException.class, () -> new EncodeOptions(0));
        assertThrows(IllegalArgumentException.class, () -> new EncodeOptions(101));
    }
}
