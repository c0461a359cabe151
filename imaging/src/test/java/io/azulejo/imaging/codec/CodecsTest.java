package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
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
        "PSD, 384250530001",
        "JPEG_XL, ff0a",
        "JPEG_XL, 0000000c4a584c200d0a870a",
        "JPEG_XR, 4949bc0120000000",
        "JPEG_LS, ffd8fff7",
        "XCF, 67696d702078636620",
        "CAMERA_RAW, 49492a001000000043520200",
        "CAMERA_RAW, 49492a000800000049494949",
        "CAMERA_RAW, 46554a4946494c4d4343442d524157",
        "CAMERA_RAW, 4949524f08000000",
        "CAMERA_RAW, 4949550018000000",
        "CAMERA_RAW, 464f566200000200",
        "CAMERA_RAW, 49491a0000004845415043434452",
        "CAMERA_RAW, 000000186674797063727820",
        "ICO, 00000100010010100000010020006804000016000000",
        "ICO, 00000200010020200000000000006804000016000000",
        "TGA, 000002000000000000000000600040001820",
        "TGA, 00000a000000000000000000600040002008",
        "TGA, 000003000000000000000000600040000820",
        "TGA, 000101000000011800000000600040000800",
        "PCX, 0a0501080000000035003f0048004800",
        "PCX, b168de3a",
        "SGI, 01da01010003006000400003",
        "SUN_RASTER, 59a66a9500000060",
        "EXR, 762f310102000000",
        "RADIANCE, 233f52414449414e43450a",
        "RADIANCE, 233f524742450a",
        "DDS, 444453207c000000",
        "QOI, 716f696600000060",
        "FITS, 53494d504c4520203d",
        "DPX, 5344505800002000",
        "DPX, 5850445300200000",
        "CINEON, 802a5fd700000800",
        "CINEON, d75f2a8000080000",
        "MNG, 8a4d4e470d0a1a0a",
        "MNG, 8b4a4e470d0a1a0a",
        "DJVU, 41542654464f524d",
        "MRSID, 6d73696400000000"
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
                "503a",
                // Fonts, icons of no entries, spreadsheets, MPEG, a text whose first line is empty.
                "00010000000f0080000300704453494700000000",
                "00000100000000000000000000000000000000000000",
                "0000020006040600080000000000600040001820",
                "000001ba44000400040100000000",
                "0a0a68656c6c6f0a68656c6c6f0a68656c6c6f",
                "5046203132"
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
        String start = "this is Photoshop's own format, which is not read; read are PNG, JPEG";
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
    void dicomIsKnownBehindItsPreamble() {
        byte[] head = new byte[Codecs.SNIFF_BYTES];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, head, 128, 4);
        assertEquals(Optional.of(Format.DICOM), Codecs.sniff(head));
    }

    @Test
    void noExtensionStandsForTwoFormats() {
        Set<String> seen = new HashSet<>();
        for (Format format : Format.values()) {
            for (String extension : format.extensions()) {
                assertTrue(seen.add(extension), extension);
            }
        }
    }

    @Test
    void qualityIsOneToAHundred() {
        assertThrows(IllegalArgumentException.class, () -> new EncodeOptions(0));
        assertThrows(IllegalArgumentException.class, () -> new EncodeOptions(101));
    }
}
