package io.azulejo.udfs.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Halo;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.restore.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** Some hundred parameters, radius 6. */
    private static final Model MODEL =
            Families.random(new PlksrConfig(2, 1, 1, ChannelMixer.DCCM, 3, 1, false, true), 4);

    @Test
    void givesTheCardAHaloWithItsEvidence() throws Exception {
        Picture picture = Pictures.noisy(new Shape(2048, 1024, 1, 8), 11);
        List<PictureSource> pictures = Collections.nCopies(2, () -> picture);
        Calibration.Result result = new Calibration(MODEL, 2, 3).run(pictures, progress -> {});
        Halo halo = result.card().halo().orElseThrow();
        Halo.Evidence evidence = halo.evidence().orElseThrow();
        assertTrue(halo.value() >= 4 && halo.value() <= 6, halo.toString());
        assertEquals(3, evidence.images());
        assertTrue(evidence.windows() >= 9 * 3, halo.toString());
        assertTrue(evidence.maxStep() <= 1 && evidence.share() <= 1e-6, halo.toString());
        assertEquals(MODEL.card().name(), result.card().name());
    }

    @Test
    void tooFewPicturesAreRefusedWithTheNumberThatIsNeeded() {
        Picture picture = Pictures.noisy(new Shape(1024, 1024, 3, 8), 1);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Calibration(MODEL, 1).run(List.of(() -> picture), progress -> {}));
        assertTrue(e.getMessage().contains("1 crops") && e.getMessage().contains("20 are needed"), e.getMessage());
    }

    @Test
    void aNetworkThatSeesTheWholePictureIsRefused() {
        Card card = MODEL.card().withRadius(OptionalInt.empty());
        Model global = new Model("global", MODEL.onnx(), card, MODEL.sha256());
        assertThrows(IllegalArgumentException.class, () -> new Calibration(global, 1).run(List.of(), progress -> {}));
    }

    @Test
    void aNetworkOfOneWindowHasNothingToCalibrate() {
        Model fixed = MODEL.withCard(MODEL.card().withSizes(new Sizes(0, 64, 48, 1)));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Calibration(fixed, 1).run(List.of(), progress -> {}))
                .getMessage();
        assertTrue(message.contains("64x48"), message);
    }

    @Test
    void memoryIsMeasuredWhereTheSystemTellsIt() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "this system does not tell peak memory");
        List<String> notes = new ArrayList<>();
        OptionalInt bytes = RunMemory.measure(MODEL, notes::add);
        assertEquals(List.of(), notes);
        // Input and output of three floats each are the least; a few planes of two to four channels come on top.
        assertTrue(bytes.orElseThrow() >= 24 && bytes.getAsInt() <= 400, bytes.toString());
    }

    @Test
    void whatCannotBeMeasuredIsSaid() throws Exception {
        Model broken = new Model("broken", new byte[] {1, 2, 3}, MODEL.card(), "00");
        List<String> notes = new ArrayList<>();
        assertEquals(OptionalInt.empty(), RunMemory.measure(broken, notes::add));
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("the card keeps its figure"), notes.get(0));
    }
}
