package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineCache;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.engine.Engines;
import io.azulejo.udfs.engine.FakeProvider;
import io.azulejo.udfs.engine.Precision;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A device that runs windows of few sizes only and has a memory of its own. */
class OtherDeviceTest {
    private static final EngineOptions FAKE = new EngineOptions("fake", Precision.FP32, 1);
    private final Files.Kept output = new Files.Kept();
    private final byte[] file;

    OtherDeviceTest() throws Exception {
        file = Files.encode(Pictures.noisy(new Shape(300, 200, 3, 8), 4), Format.PNG);
    }

    private Restoration restore(FakeProvider provider) throws Exception {
        Asked asked = BlurNetwork.settings(2, 1 << 20);
        try (Restorer restorer = new Restorer(
                asked.model(), asked.options(), Engines.of(provider).open(asked.model(), FAKE))) {
            return restorer.restore(ByteSource.of(file), Optional.empty(), output);
        }
    }

    @Test
    void givesWhatTheProcessorGivesInWindowsOfItsMenu() throws Exception {
        Asked asked = BlurNetwork.settings(2, 1 << 20);
        BlurNetwork.restore(asked, new BlurEngine(2, 3, BlurNetwork.RADIUS), file, output);
        byte[] expected = output.file();
        FakeProvider provider = new FakeProvider();
        Restoration restoration = restore(provider);
        assertArrayEquals(expected, output.file());
        assertEquals("fake:0", restoration.device());
        assertEquals(Set.of("160x160"), Set.copyOf(provider.runs()), "of the menu what runs the fewest pixels in all");
    }

    @Test
    void takesWindowsThatItsOwnMemoryHolds() throws Exception {
        FakeProvider provider = new FakeProvider(8_000_000, Long.MAX_VALUE);
        restore(provider);
        assertEquals(Set.of("96x80"), Set.copyOf(provider.runs()), "of 1,000 bytes a pixel");
    }

    @Test
    void stepsDownItsMenuWhereARunDoesNotFitAllTheSame() throws Exception {
        FakeProvider provider = new FakeProvider(1L << 30, 5000);
        Restoration restoration = restore(provider);
        assertTrue(
                Set.of("64x64", "48x48").containsAll(provider.runs()),
                provider.runs().toString());
        assertTrue(
                restoration.notes().get(0).startsWith("memory ran out: windows of "),
                restoration.notes().get(0));
    }

    @Test
    void saysSoWhereNothingOfItsMenuFits() {
        PictureException e = assertThrows(PictureException.class, () -> restore(new FakeProvider(1L << 30, 100)));
        assertEquals(FailureKind.OUT_OF_MEMORY, e.kind());
        assertTrue(e.getMessage().contains("the device runs no smaller windows"), e.getMessage());
    }

    @Test
    void isFoundByItsServiceLineAlone() throws Exception {
        Asked asked = BlurNetwork.settings(2, 1 << 20);
        try (Engine engine = EngineCache.ofThisProcess().open(asked.model(), FAKE)) {
            assertEquals("fake:0", engine.device().label());
        }
    }
}
