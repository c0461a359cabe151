package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that a reader took for something else than they are, with the right answer. */
class CasesTest {
    @ParameterizedTest
    @ValueSource(strings = {"webp-q50m0.webp", "webp-q75m1.webp", "webp-long-q75.webp"})
    void lossyWebpHasTheLumaOfLibwebp(String name) throws Exception {
        Rgba16 ours = Rgba16.of(decode(name).picture());
        Rgba16 judged = Rgba16.of(decode(name + ".libwebp.png").picture());
        double luma = ours.luma(judged);
        assertTrue(luma >= 45, () -> "%s: %.1f dB".formatted(name, luma));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "raw-nef1.nef | a camera raw file, which is not read: develop it first, as TIFF or JPEG",
                "other.jxl | this is JPEG XL, which is not read; read are PNG, JPEG, TIFF, WebP, BMP, GIF: convert it first"
            })
    void whatIsNotReadIsNamed(String name, String message) throws Exception {
        ByteSource source = source(name);
        PictureException e = assertThrows(PictureException.class, () -> Codecs.decode(source, DecodeOptions.DEFAULT));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
        assertEquals(message, e.getMessage());
    }

    @Test
    void cmykOfATiffKeepsItsAlpha() throws Exception {
        Decoded decoded = decode("tiff-cmyk-alpha.tif");
        assertEquals(new Shape(96, 64, 4, 8), decoded.picture().shape());
        assertEquals(List.of("CMYK without an ICC profile converted to RGB by the plain formula"), decoded.notes());
    }

    @Test
    void aReducedVersionByTheOldTagIsSteppedOver() throws Exception {
        Decoded decoded = decode("tiff-subfile255.tif");
        assertEquals(new Shape(96, 64, 3, 8), decoded.picture().shape());
        assertEquals(1, decoded.probe().pages());
    }

    @Test
    void aStripOfAStatedLengthOfZeroIsRead() throws Exception {
        Decoded decoded = decode("tiff-bytecount0.tif");
        assertEquals(new Shape(96, 64, 3, 8), decoded.picture().shape());
        assertEquals(
                List.of("strips whose length is stated as 0: taken to be as long as their pixels are"),
                decoded.notes());
    }

    @Test
    void anAnimatedPngGivesItsFirstPictureWithANote() throws Exception {
        Decoded decoded = decode("apng.png");
        assertTrue(decoded.probe().pages() > 1, () -> decoded.probe().toString());
        assertEquals(1, decoded.notes().size());
        assertTrue(decoded.notes().get(0).endsWith(" is taken"), decoded.notes().get(0));
    }

    @Test
    void aGifGivesItsFirstFrameWhole() throws Exception {
        Decoded decoded = decode("gif-outside.gif");
        assertEquals(new Shape(97, 67, 3, 8), decoded.picture().shape());
        assertEquals(1, decoded.notes().size());
    }

    @Test
    void aJpegWhoseHeightStandsBehindItsScanIsRead() throws Exception {
        Decoded decoded = decode("jpeg-dnl.jpg");
        assertEquals(97, decoded.picture().shape().width());
        assertEquals(List.of(), decoded.notes());
    }

    private static Decoded decode(String name) throws Exception {
        return Codecs.decode(source(name), DecodeOptions.DEFAULT);
    }

    private static ByteSource source(String name) throws IOException {
        return ByteSource.of(
                Files.readAllBytes(SharedFiles.folder("fixtures/cases").resolve(name)));
    }
}
