package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.imaging.codec.tiff.TiffCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a TIFF's directories is the picture. */
class TiffPagesTest extends CodecFixture {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int SUBFILE_TYPE = 255;

    @Override
    Codec codec() {
        return new TiffCodec();
    }

    @Test
    void reducedVersionsAndMasksAreNoPages() throws Exception {
        byte[] three = new TiffFixture(1, 1)
                .next(new TiffFixture(1, 1).next(new TiffFixture(1, 1)))
                .strip("2a");
        byte[] reduced = new TiffFixture(1, 1)
                .next(new TiffFixture(1, 1)
                        .set(NEW_SUBFILE_TYPE, 1)
                        .next(new TiffFixture(1, 1).set(NEW_SUBFILE_TYPE, 4)))
                .strip("2a");
        assertEquals(3, codec().probe(ByteSource.of(three)).pages());
        assertEquals(1, codec().probe(ByteSource.of(reduced)).pages());
        assertEquals(List.of("the first of 3 pages is taken"), decode(three).notes());
    }

    @Test
    void thumbnailBeforeThePictureIsSteppedOver() throws Exception {
        byte[] file = new TiffFixture(1, 1)
                .set(NEW_SUBFILE_TYPE, 1)
                .next(new TiffFixture(2, 1))
                .strip("2a2b");
        assertEquals(new Shape(2, 1, 1, 8), read(file).shape());
    }

    @Test
    void smallerVersionByTheOldTagIsNoPage() throws Exception {
        byte[] file = new TiffFixture(1, 1)
                .set(SUBFILE_TYPE, 2)
                .next(new TiffFixture(2, 1).set(SUBFILE_TYPE, 1))
                .strip("2a2b");
        assertEquals(new Shape(2, 1, 1, 8), read(file).shape());
        assertEquals(1, codec().probe(ByteSource.of(file)).pages());
        assertEquals(List.of(), decode(file).notes());
    }

    @Test
    void pageOfSeveralByTheOldTagIsAPage() throws Exception {
        byte[] file = new TiffFixture(2, 1)
                .set(SUBFILE_TYPE, 3)
                .next(new TiffFixture(1, 1).set(SUBFILE_TYPE, 3))
                .strip("2a2b");
        assertEquals(new Shape(2, 1, 1, 8), read(file).shape());
        assertEquals(2, codec().probe(ByteSource.of(file)).pages());
    }

    @Test
    void theNewTagCountsWhereBothAreThere() throws Exception {
        byte[] file = new TiffFixture(2, 1)
                .set(NEW_SUBFILE_TYPE, 0)
                .set(SUBFILE_TYPE, 2)
                .next(new TiffFixture(1, 1).set(NEW_SUBFILE_TYPE, 1).set(SUBFILE_TYPE, 1))
                .strip("2a2b");
        assertEquals(new Shape(2, 1, 1, 8), read(file).shape());
    }

    @ParameterizedTest
    @CsvSource({
        // A filter array, linear samples of a sensor, codes of Nikon, Sony and Pentax.
        "262, 32803",
        "262, 34892",
        "259, 34713",
        "259, 32767",
        "259, 65535"
    })
    void pictureBeforeTheSamplesOfASensorIsAPreview(int tag, int value) {
        TiffFixture sensor = new TiffFixture(2, 1).set(tag, value);
        TiffFixture below = new TiffFixture(1, 1).set(NEW_SUBFILE_TYPE, 1).below(sensor);
        TiffFixture behind = new TiffFixture(1, 1).next(new TiffFixture(2, 1).set(tag, value));
        for (TiffFixture raw : List.of(below, behind, new TiffFixture(2, 1).set(tag, value))) {
            byte[] file = raw.strip("2a2b");
            PictureException e = assertThrows(PictureException.class, () -> read(file));
            assertEquals(FailureKind.UNSUPPORTED, e.kind());
            assertEquals("a camera raw file, which is not read: develop it first, as TIFF or JPEG", e.getMessage());
            assertThrows(PictureException.class, () -> codec().probe(ByteSource.of(file)));
        }
    }

    @Test
    void smallerVersionsBelowThePictureLeaveItThePicture() throws Exception {
        TiffFixture reduced = new TiffFixture(1, 1).set(NEW_SUBFILE_TYPE, 1);
        byte[] file =
                new TiffFixture(2, 1).below(reduced).next(new TiffFixture(2, 1)).strip("2a2b");
        assertEquals(new Shape(2, 1, 1, 8), read(file).shape());
        assertEquals(2, codec().probe(ByteSource.of(file)).pages());
    }

    @Test
    void pictureBelowItsSmallerVersionIsThePicture() throws Exception {
        TiffFixture whole = new TiffFixture(2, 1).set(NEW_SUBFILE_TYPE, 0);
        byte[] file =
                new TiffFixture(1, 1).set(NEW_SUBFILE_TYPE, 1).below(whole).strip("2a2b");
        assertEquals(new Shape(2, 1, 1, 8), read(file).shape());
        assertEquals(1, codec().probe(ByteSource.of(file)).pages());
    }

    @Test
    void damageBelowThePictureDoesNotHurtIt() throws Exception {
        byte[] file = new TiffFixture(2, 1).set(330, 60_000).strip("2a2b");
        assertEquals(new Shape(2, 1, 1, 8), read(file).shape());
        assertEquals(List.of(), decode(file).notes());
    }
}
