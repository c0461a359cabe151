package io.azulejo.udfs.restore;

import static io.azulejo.udfs.restore.BlurNetwork.RADIUS;
import static io.azulejo.udfs.restore.BlurNetwork.restore;
import static io.azulejo.udfs.restore.BlurNetwork.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Device;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import io.azulejo.udfs.engine.FakeEngine;
import io.azulejo.udfs.option.Options;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done where a run does not fit the memory. */
class ScarceMemoryTest {
    private final Files.Kept output = new Files.Kept();

    @Test
    void windowsShrinkUntilARunFitsTheMemoryAndThePictureIsWrittenOnce() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(120, 90, 3, 8), 6), Format.PNG);
        restore(settings(2, 1 << 20), file, output);
        byte[] expected = output.file();
        output.begun = 0;
        Engine small = new Limited(3000, () -> {
            throw new EngineMemoryException("no memory", null);
        });
        Restoration restoration = restore(settings(2, 1 << 20), small, file, output);
        assertTrue(
                restoration.windows().windowWidth() * restoration.windows().windowHeight() <= 3000,
                restoration.toString());
        assertEquals(restoration.notes().size() + 1, output.begun);
        String note = restoration.notes().get(0);
        assertTrue(note.matches("memory ran out: windows of [0-9]+x[0-9]+ instead of 120x90"), note);
        assertArrayEquals(expected, output.file());
    }

    @Test
    void aFullHeapIsAMatterOfSmallerWindowsToo() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(120, 90, 1, 8), 6), Format.PNG);
        Engine small = new Limited(3000, () -> {
            throw new OutOfMemoryError("no heap");
        });
        assertTrue(restore(settings(2, 1 << 20), small, file, output)
                        .windows()
                        .windows()
                        .size()
                > 1);
    }

    @Test
    void wherePicturesFitInNoWindowAtAllThatIsTheReason() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(120, 90, 1, 8), 6), Format.PNG);
        Engine none = new Limited(0, () -> {
            throw new EngineMemoryException("no memory", null);
        });
        PictureException e =
                assertThrows(PictureException.class, () -> restore(settings(2, 1 << 20), none, file, output));
        assertEquals(FailureKind.OUT_OF_MEMORY, e.kind());
        assertTrue(e.getMessage().contains("20x20"), e.getMessage());
    }

    @Test
    void aBatchThatDoesNotFitTheMemoryIsTakenApartBeforeWindowsShrink() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(120, 90, 1, 8), 6), Format.PNG);
        Engine small = new Limited(900, () -> {
            throw new EngineMemoryException("no memory", null);
        });
        Restoration restoration = restore(settings(2, 1 << 20).with(RestoreOptions.TILE, 30), small, file, output);
        assertEquals(30, restoration.windows().windowWidth());
        assertEquals(List.of(), restoration.notes());
    }

    @Test
    void aNetworkThatSeesTheWholePictureRunsWholeOrSaysThatItCannot() throws Exception {
        Card global = Card.of("global", "denoise", 1, 3).withBytesPerPixel(1000);
        Model model = new Model("fake", new byte[0], global, "00");
        byte[] file = Files.encode(Pictures.noisy(new Shape(100, 90, 3, 8), 6), Format.PNG);
        try (Restorer enough = new Restorer(model, Options.NONE, new Roomy(global, 9_000_000))) {
            assertEquals(
                    1,
                    enough.restore(ByteSource.of(file), Optional.empty(), output)
                            .windows()
                            .windows()
                            .size());
        }
        try (Restorer tooFew = new Restorer(model, Options.NONE, new Roomy(global, 8_999_999))) {
            PictureException e = assertThrows(
                    PictureException.class, () -> tooFew.restore(ByteSource.of(file), Optional.empty(), output));
            assertEquals(FailureKind.OUT_OF_MEMORY, e.kind());
            assertTrue(e.getMessage().contains("cannot be tiled"), e.getMessage());
        }
    }

    /** An engine of a device with so much memory. */
    private static final class Roomy extends FakeEngine {
        private final Engine engine = new BlurEngine(1, 3, 1);
        private final long memory;

        Roomy(Card card, long memory) {
            super(card);
            this.memory = memory;
        }

        @Override
        public Device device() {
            return new Device("fake", 0, "fake", memory);
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            engine.run(input, output, batch, height, width);
        }
    }

    /** An engine that fails on windows of more than so many pixels. */
    private static class Limited extends FakeEngine {
        private final Engine engine = new BlurEngine(2, 3, RADIUS);
        private final long mostPixels;
        private final Failure failure;

        interface Failure {
            void happen() throws EngineException;
        }

        Limited(long mostPixels, Failure failure) {
            super(settings(2, 1 << 20).model().card());
            this.mostPixels = mostPixels;
            this.failure = failure;
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            if ((long) batch * height * width > mostPixels) {
                failure.happen();
            }
            engine.run(input, output, batch, height, width);
        }
    }
}
