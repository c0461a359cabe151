package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.metric.Comparison;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.option.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Restoring a picture that has a reference. */
class MeasuredRestorationTest {
    private static final List<String> NAMES = List.of("psnr_rgb", "psnr_y", "ssim_rgb", "ssim_y");
    private static final Shape INPUT = new Shape(60, 50, 3, 8);

    private final Files.Kept output = new Files.Kept();

    @ParameterizedTest
    @CsvSource({"1,0", "2,2", "3,3"})
    void measuresTheWrittenSamplesWithTheScaleCroppedAtTheBorders(int scale, int crop) throws Exception {
        Picture reference = Pictures.noisy(INPUT.scaled(scale), 99);
        Map<String, Double> found = restore(scale, reference).metrics();
        Picture written = Files.decode(output.file());
        assertEquals(compared(written, reference, crop), found);
        assertEquals(4, found.size());
    }

    @Test
    void anEqualReferenceIsInfinitelyNear() throws Exception {
        Picture input = Pictures.noisy(INPUT, 1);
        try (Restorer restorer = restorer(1, 0)) {
            Restoration restoration = restorer.restore(
                    ByteSource.of(Files.encode(input, Format.PNG)),
                    Optional.of(ByteSource.of(Files.encode(input, Format.PNG))),
                    output);
            assertEquals(Double.POSITIVE_INFINITY, restoration.metrics().get("psnr_rgb"));
        }
    }

    @Test
    void aReferenceLargerByLessThanTheScaleIsCutAtRightAndBottom() throws Exception {
        Picture larger = Pictures.noisy(new Shape(122, 101, 3, 8), 99);
        assertThrows(PictureException.class, () -> restore(2, larger), "two columns more are too many at scale 2");
        Picture large = Pictures.noisy(new Shape(121, 101, 3, 8), 99);
        Map<String, Double> found = restore(2, large).metrics();
        Picture cut = Picture.blank(new Shape(120, 100, 3, 8), Metadata.NONE);
        for (int y = 0; y < 100; y++) {
            System.arraycopy(large.block(y), large.offset(y), cut.block(y), cut.offset(y), 360);
        }
        assertEquals(compared(Files.decode(output.file()), cut, 2), found);
    }

    @ParameterizedTest
    @CsvSource({"119,100", "120,99", "122,100", "120,102", "60,50"})
    void anyOtherSizeFailsBeforeTheNetworkRunsAndNamesBoth(int width, int height) {
        Picture reference = Pictures.noisy(new Shape(width, height, 3, 8), 99);
        PictureException e = assertThrows(PictureException.class, () -> restore(2, reference));
        assertEquals(FailureKind.SIZE_MISMATCH, e.kind());
        assertTrue(e.getMessage().contains(width + "x" + height), e.getMessage());
        assertTrue(e.getMessage().contains("120x100"), e.getMessage());
        assertEquals(0, output.begun);
    }

    @Test
    void aReferenceThatIsNoPictureFailsAndSaysThatItIsTheReference() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(INPUT, 1), Format.PNG);
        try (Restorer restorer = restorer(2, 1)) {
            PictureException e = assertThrows(
                    PictureException.class,
                    () -> restorer.restore(
                            ByteSource.of(file), Optional.of(ByteSource.of(new byte[] {1, 2, 3})), output));
            assertEquals(FailureKind.NOT_A_PICTURE, e.kind());
            assertTrue(e.getMessage().startsWith("the reference: "), e.getMessage());
        }
    }

    @Test
    void withoutAReferenceThereAreNoMetrics() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(INPUT, 1), Format.PNG);
        try (Restorer restorer = restorer(2, 1)) {
            assertEquals(
                    Map.of(),
                    restorer.restore(ByteSource.of(file), Optional.empty(), output)
                            .metrics());
        }
    }

    private Restoration restore(int scale, Picture reference) throws Exception {
        byte[] file = Files.encode(Pictures.noisy(INPUT, 1), Format.PNG);
        try (Restorer restorer = restorer(scale, 1)) {
            return restorer.restore(
                    ByteSource.of(file), Optional.of(ByteSource.of(Files.encode(reference, Format.PNG))), output);
        }
    }

    private static Restorer restorer(int scale, int radius) throws Exception {
        Card card = Card.of("fake", "super-resolution", scale, 3).withRadius(OptionalInt.of(radius));
        return new Restorer(
                new Model("fake", new byte[0], card, "00"),
                Options.NONE.with(RestoreOptions.MEASURED, NAMES),
                new BlurEngine(scale, 3, radius));
    }

    private static Map<String, Double> compared(Picture written, Picture reference, int crop) {
        Comparison comparison = Metrics.compare(NAMES, written.shape(), reference, crop);
        for (int y = 0; y < written.shape().height(); y++) {
            comparison.write(written.block(y), written.offset(y));
        }
        return comparison.values();
    }
}
