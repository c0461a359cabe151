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
import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.engine.Engines;
import io.azulejo.udfs.engine.FakeProvider;
import io.azulejo.udfs.engine.Precision;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.tiling.HaloChoice;
import java.util.List;
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
        return restore(provider, file, Options.NONE);
    }

    private Restoration restore(FakeProvider provider, byte[] picture, Options options) throws Exception {
        Model model = BlurNetwork.settings(2, 1 << 20).model();
        try (Restorer restorer =
                new Restorer(model, options, Engines.of(provider).open(model, FAKE))) {
            return restorer.restore(ByteSource.of(picture), Optional.empty(), output);
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
        assertEquals(Set.of("64x64"), Set.copyOf(provider.runs()));
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
    void slotsOfACallThatStayEmptyAreWeighedToo() throws Exception {
        FakeProvider provider = new FakeProvider();
        restore(provider, Files.encode(Pictures.noisy(new Shape(48, 48, 3, 8), 4), Format.PNG), Options.NONE);
        assertEquals(List.of("64x64"), provider.runs(), "two windows of 48x48 are more");
    }

    @Test
    void callsStayFullWhereMemoryRanOut() throws Exception {
        FakeProvider provider = new FakeProvider(1L << 30, 5000) {
            @Override
            public List<Sizes> menu(Model model) {
                return List.of(new Sizes(1, 160, 160, 1), new Sizes(2, 48, 48, 1));
            }
        };
        Restoration restoration = restore(provider);
        int bands = 5;
        assertEquals(7 * bands, restoration.windows().windows().size());
        assertEquals(4 * bands, provider.runs().size(), "two windows a call");
    }

    @Test
    void aTileOrHaloThatNoneOfItsWindowsSuitsIsRefusedOnceAndNotByEveryPicture() {
        for (Options options : List.of(
                Options.NONE.with(RestoreOptions.TILE, 40),
                Options.NONE.with(RestoreOptions.HALO, HaloChoice.of(80)))) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> restore(new FakeProvider(), file, options))
                    .getMessage();
            assertTrue(message.contains("device fake:0 runs windows of 1 x 64x64, "), message);
        }
    }

    @Test
    void isFoundByItsServiceLineAlone() throws Exception {
        Asked asked = BlurNetwork.settings(2, 1 << 20).with(RestoreOptions.DEVICE, "fake:1");
        try (Restorer restorer = Restorer.open(asked.model(), asked.options())) {
            assertEquals(
                    "fake:1",
                    restorer.restore(ByteSource.of(file), Optional.empty(), output)
                            .device());
        }
    }
}
