package io.azulejo.udfs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCacheTest {
    private static final Model ONE = Networks.tiny(2, 1);
    private static final Model OTHER = Networks.tiny(2, 2);

    private static final EngineOptions FAKE = new EngineOptions("fake", Precision.FP32, 1);

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

    /** So is one on a device with a menu of windows. */
    @Nested
    class UseOfAMenu extends EngineContract {
        @Override
        Engine open() throws EngineException {
            return cache.open(ONE, FAKE);
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
    void aDeviceIsTakenByItsLabelToo() throws EngineException {
        try (Engine second = cache.open(ONE, new EngineOptions("fake:1", Precision.FP32, 1))) {
            assertEquals(1, second.device().ordinal());
        }
        String message = assertThrows(
                        EngineException.class, () -> cache.open(ONE, new EngineOptions("fake:7", Precision.FP32, 1)))
                .getMessage();
        assertEquals("device fake:7 cannot be had: there are fake:0, fake:1", message);
    }

    @Test
    void halfPrecisionIsRefusedWhereTheProcessorIsAllThatThereIs() throws EngineException {
        EngineOptions half = new EngineOptions("auto", Precision.FP16, 1);
        EngineCache plain = new EngineCache(List.of(new CpuProvider()));
        assertEquals(
                "precision fp16 is not to be had on cpu, which is fast in fp32 only; use --precision fp32",
                assertThrows(EngineException.class, () -> plain.open(ONE, half)).getMessage());
        try (Engine other = cache.open(ONE, half)) {
            assertEquals("fake:0", other.device().label());
        }
    }

    @Test
    void ofAMenuOnlyWhatTheNetworkTakesIsOffered() throws EngineException {
        Model multiples = ONE.withCard(ONE.card().withSizes(new Sizes(0, 0, 0, 32)));
        try (Engine engine = cache.open(multiples, FAKE)) {
            assertEquals(List.of(new Sizes(1, 64, 64, 32), new Sizes(1, 160, 160, 32)), engine.menu());
        }
    }

    @Test
    void whereAMenuHasNothingForTheNetworkThatDeviceIsRefusedAndAutoTakesTheNext() throws EngineException {
        Model fixed = ONE.withCard(ONE.card().withSizes(new Sizes(0, 50, 40, 1)));
        EngineCache better = new EngineCache(List.of(new CpuProvider(), new FakeProvider() {
            @Override
            public int rank() {
                return 1;
            }
        }));
        try (Engine any = better.open(ONE, EngineOptions.DEFAULT);
                Engine one = better.open(fixed, EngineOptions.DEFAULT)) {
            assertEquals("fake:0", any.device().label());
            assertEquals("cpu", one.device().label());
            assertEquals(List.of(new Sizes(0, 50, 40, 1)), one.menu());
        }
        String message = assertThrows(EngineException.class, () -> better.open(fixed, FAKE))
                .getMessage();
        assertTrue(message.contains("takes 50x40") && message.contains("1 x 96x80"), message);
    }

    /** What becomes of a run, its thread interrupted, while another fills most of the memory of {@code fake:0}. */
    private static String beside(String device, Model model) throws EngineException {
        EngineCache[] cache = new EngineCache[1];
        List<String> seen = new ArrayList<>();
        cache[0] = new EngineCache(List.of(new FakeProvider(5_000_000, Long.MAX_VALUE) {
            @Override
            protected void begun(Engine running) throws EngineException {
                if (seen.isEmpty()) {
                    seen.add("ran");
                    Thread.currentThread().interrupt();
                    try (Engine second = cache[0].open(model, new EngineOptions(device, Precision.FP32, 1))) {
                        run(second, 64);
                    } catch (EngineException e) {
                        seen.set(0, e.getMessage());
                    } finally {
                        assertTrue(Thread.interrupted(), "the flag is still set");
                    }
                }
            }
        }));
        try (Engine first = cache[0].open(ONE, FAKE)) {
            run(first, 64);
        }
        return seen.get(0);
    }

    @Test
    void runsThatADevicesMemoryDoesNotHoldAtOnceWaitForEachOtherWhateverTheirNetworks() throws EngineException {
        assertEquals("interrupted while it waited for memory", beside("fake:0", ONE));
        assertEquals("interrupted while it waited for memory", beside("fake:0", OTHER));
    }

    @Test
    void aNetworkIsNotClosedUnderARunWhenTheProcessEnds() throws EngineException {
        EngineCache[] ending = new EngineCache[1];
        ending[0] = new EngineCache(List.of(new FakeProvider() {
            @Override
            protected void begun(Engine running) {
                ending[0].closeAtExit();
            }
        }));
        try (Engine engine = ending[0].open(ONE, FAKE)) {
            run(engine, 64);
        }
    }

    private static void run(Engine engine) throws EngineException {
        run(engine, 8);
    }

    private static void run(Engine engine, int side) throws EngineException {
        FloatBuffers buffers = new FloatBuffers(0);
        try (FloatBuffers.Loan input = buffers.lend(3L * side * side);
                FloatBuffers.Loan output = buffers.lend(12L * side * side)) {
            engine.run(input.buffer(), output.buffer(), 1, side, side);
        }
    }
}
