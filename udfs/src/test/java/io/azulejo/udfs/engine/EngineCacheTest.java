package io.azulejo.udfs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.store.Model;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCacheTest {
    private static final Model ONE = Networks.tiny(2, 1);
    private static final Model OTHER = Networks.tiny(2, 2);

    private final EngineCache cache = new EngineCache(List.of(new FakeProvider(), new CpuProvider()));

    @AfterEach
    void closeAll() {
        cache.closeAtExit();
    }

    /** What is handed out is an engine in full. */
    @Nested
    class Use extends EngineContract {
        @Override
        Engine open() throws EngineException {
            return cache.open(ONE, EngineOptions.DEFAULT);
        }
    }

    @Test
    void theSameModelAndOptionsShareOneSession() throws EngineException {
        try (Engine a = cache.open(ONE, EngineOptions.DEFAULT);
                Engine b = cache.open(ONE, new EngineOptions("cpu", Precision.FP32, 1))) {
            assertEquals(1, cache.size());
        }
    }

    @Test
    void otherModelsAndOtherOptionsHaveSessionsOfTheirOwn() throws EngineException {
        try (Engine a = cache.open(ONE, EngineOptions.DEFAULT);
                Engine b = cache.open(OTHER, EngineOptions.DEFAULT);
                Engine c = cache.open(ONE, new EngineOptions("cpu", Precision.FP32, 2))) {
            assertEquals(3, cache.size());
        }
    }

    @Test
    void aSessionOutlivesItsUsersUntilAnotherModelIsAskedFor() throws EngineException {
        cache.open(ONE, EngineOptions.DEFAULT).close();
        assertEquals(1, cache.size());
        cache.open(ONE, EngineOptions.DEFAULT).close();
        assertEquals(1, cache.size());
        cache.open(OTHER, EngineOptions.DEFAULT).close();
        assertEquals(1, cache.size(), "the first model's session is gone");
    }

    @Test
    void aSessionInUseStaysWhenOneOfItsUsersClosesTwice() throws EngineException {
        Engine first = cache.open(ONE, EngineOptions.DEFAULT);
        try (Engine second = cache.open(ONE, EngineOptions.DEFAULT)) {
            first.close();
            first.close();
            cache.open(OTHER, EngineOptions.DEFAULT).close();
            run(second);
        }
    }

    @Test
    void afterTheProcessBeganToEndNothingRunsAndNothingIsLoaded() throws EngineException {
        Engine engine = cache.open(ONE, EngineOptions.DEFAULT);
        cache.closeAtExit();
        assertThrows(EngineException.class, () -> run(engine));
        assertThrows(EngineException.class, () -> cache.open(ONE, EngineOptions.DEFAULT));
    }

    @Test
    void aThreadThatIsInterruptedDoesNotRun() throws EngineException {
        try (Engine engine = cache.open(ONE, EngineOptions.DEFAULT)) {
            Thread.currentThread().interrupt();
            assertThrows(EngineException.class, () -> run(engine));
            assertTrue(Thread.interrupted(), "the flag is still set");
        }
    }

    @Test
    void autoTakesTheBestThatCanBeHadAndAnotherDeviceIsTakenByItsName() throws EngineException {
        try (Engine best = cache.open(ONE, EngineOptions.DEFAULT);
                Engine other = cache.open(ONE, new EngineOptions("fake", Precision.FP16, 1))) {
            assertEquals("cpu", best.device().label());
            assertEquals(List.of(), best.menu());
            assertEquals("fake:0", other.device().label());
            assertEquals(FakeProvider.MENU, other.menu());
            assertEquals(1000, other.bytesPerPixel());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "tensorrt"})
    void aDeviceThatCannotBeHadIsRefusedInWords(String device) {
        EngineOptions options = new EngineOptions(device, Precision.FP32, 1);
        String message = assertThrows(EngineException.class, () -> cache.open(ONE, options))
                .getMessage();
        assertTrue(message.contains("device " + device + " cannot be had"), message);
        assertTrue(message.contains("--device"), message);
    }

    @Test
    void whatIsMissingForADeviceIsItsProvidersToSay() {
        EngineCache without = new EngineCache(List.of(new FakeProvider(0, 0), new CpuProvider()));
        String message = assertThrows(
                        EngineException.class, () -> without.open(ONE, new EngineOptions("fake", Precision.FP32, 1)))
                .getMessage();
        assertEquals("device fake cannot be had: its driver is missing", message);
    }

    @Test
    void halfPrecisionOnTheProcessorIsRefusedInWords() {
        EngineOptions options = new EngineOptions("auto", Precision.FP16, 1);
        String message = assertThrows(EngineException.class, () -> cache.open(ONE, options))
                .getMessage();
        assertTrue(message.contains("--precision fp32"), message);
    }

    private static void run(Engine engine) throws EngineException {
        FloatBuffers buffers = new FloatBuffers(0);
        try (FloatBuffers.Loan input = buffers.lend(3 * 64);
                FloatBuffers.Loan output = buffers.lend(12 * 64)) {
            FloatBuffer in = input.buffer();
            engine.run(in, output.buffer(), 1, 8, 8);
        }
    }
}
