package io.azulejo.udfs.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.card.Sizes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises. */
abstract class EngineContract {
    private static final long SEED = 20261125;

    private Engine engine;

    /** A fresh engine of a network that is no constant and whose output depends on every input sample. */
    abstract Engine open() throws EngineException;

    @BeforeEach
    void openOne() throws EngineException {
        engine = open();
    }

    @AfterEach
    void closeIt() {
        engine.close();
    }

    @Test
    void saysWhatItTakesAndGives() {
        assertTrue(engine.scale() >= 1);
        assertTrue(engine.channels() == 1 || engine.channels() == 3);
        assertFalse(engine.device().label().isBlank());
    }

    @Test
    void fillsEverySampleOfTheOutputAndNothingBehindIt() throws EngineException {
        Sizes size = like(2, 9, 13);
        FloatBuffer output = direct(outputFloats(size) + 5);
        fill(output, 777);
        engine.run(noise(size), output, size.batch(), size.height(), size.width());
        for (int i = 0; i < output.capacity(); i++) {
            boolean behind = i >= outputFloats(size);
            assertEquals(behind, output.get(i) == 777, "sample " + i);
        }
    }

    @Test
    void whatAWindowGivesDoesNotDependOnTheOthersOfItsCall() throws EngineException {
        Sizes size = like(3, 12, 17);
        FloatBuffer input = noise(size);
        float[] together = run(input, size);
        int windows = engine.menu().isEmpty() ? 1 : size.batch();
        Sizes equal = new Sizes(windows, size.width(), size.height(), 1);
        int in = inputFloats(size) / size.batch();
        int out = outputFloats(size) / size.batch();
        for (int i = 0; i < size.batch(); i++) {
            FloatBuffer alone = direct(windows * in);
            for (int j = 0; j < windows; j++) {
                alone.put(j * in, input, i * in, in);
            }
            float[] expected = Arrays.copyOf(run(alone, equal), out);
            float[] found = Arrays.copyOfRange(together, i * out, (i + 1) * out);
            assertArrayEquals(expected, found, 1e-6f, "window " + i);
        }
    }

    @Test
    void takesWindowsOfAllItsSizesOneAfterTheOther() throws EngineException {
        List<Sizes> sizes = new ArrayList<>(engine.menu());
        if (sizes.isEmpty()) {
            sizes.addAll(List.of(like(1, 1, 1), like(1, 31, 40), like(1, 57, 2)));
        }
        sizes.addAll(List.copyOf(sizes));
        for (Sizes size : sizes) {
            float[] first = run(noise(size), size);
            assertEquals(outputFloats(size), first.length);
            assertArrayEquals(first, run(noise(size), size), size.toString());
        }
    }

    @Test
    void manyThreadsAtOnceGetWhatOneGets() throws Exception {
        Sizes size = like(1, 29, 33);
        float[] expected = run(noise(size), size);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> running = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                running.add(threads.submit(() -> run(noise(size), size)));
            }
            for (Future<float[]> one : running) {
                assertArrayEquals(expected, one.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void buffersAreUsedFromTheirBeginningWhateverTheirPosition() throws EngineException {
        Sizes size = like(1, 8, 8);
        FloatBuffer input = noise(size);
        float[] expected = run(input, size);
        input.position(7);
        FloatBuffer output = direct(outputFloats(size));
        output.position(3);
        engine.run(input, output, size.batch(), size.height(), size.width());
        assertArrayEquals(expected, array(output, expected.length));
        assertEquals(7, input.position());
        assertEquals(3, output.position());
    }

    @Test
    void nanPassesThrough() throws EngineException {
        Sizes size = like(1, 8, 8);
        FloatBuffer input = noise(size);
        input.put(27, Float.NaN);
        boolean found = false;
        for (float sample : run(input, size)) {
            found |= Float.isNaN(sample);
        }
        assertTrue(found);
    }

    @Test
    void refusesBuffersThatAreTooSmall() {
        Sizes size = like(1, 8, 8);
        FloatBuffer input = noise(size);
        FloatBuffer output = direct(outputFloats(size));
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.run(direct(inputFloats(size) - 1), output, size.batch(), size.height(), size.width()));
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.run(input, direct(outputFloats(size) - 1), size.batch(), size.height(), size.width()));
    }

    @Test
    void refusesBuffersThatWouldHaveToBeCopied() {
        Sizes size = like(1, 8, 8);
        FloatBuffer input = noise(size);
        FloatBuffer heap = FloatBuffer.allocate(outputFloats(size));
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.run(input, heap, size.batch(), size.height(), size.width()));
        FloatBuffer swapped = ByteBuffer.allocateDirect(4 * outputFloats(size))
                .order(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .asFloatBuffer();
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.run(input, swapped, size.batch(), size.height(), size.width()));
    }

    @Test
    void closesTwiceAndRunsNoMore() {
        Sizes size = like(1, 8, 8);
        engine.close();
        engine.close();
        assertThrows(
                EngineException.class,
                () -> engine.run(noise(size), direct(outputFloats(size)), size.batch(), size.height(), size.width()));
    }

    /** So many windows of a size, or of the engine's menu the first with the nearest number of windows. */
    private Sizes like(int batch, int width, int height) {
        return engine.menu().stream()
                .min(Comparator.comparingInt(size -> Math.abs(size.batch() - batch)))
                .orElse(new Sizes(batch, width, height, 1));
    }

    private int inputFloats(Sizes size) {
        return size.batch() * engine.channels() * size.height() * size.width();
    }

    private int outputFloats(Sizes size) {
        return inputFloats(size) * engine.scale() * engine.scale();
    }

    private float[] run(FloatBuffer input, Sizes size) throws EngineException {
        FloatBuffer output = direct(outputFloats(size));
        engine.run(input, output, size.batch(), size.height(), size.width());
        return array(output, output.capacity());
    }

    private FloatBuffer noise(Sizes size) {
        Random random = new Random(SEED);
        FloatBuffer buffer = direct(inputFloats(size));
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, random.nextFloat());
        }
        return buffer;
    }

    private static float[] array(FloatBuffer buffer, int length) {
        float[] array = new float[length];
        buffer.get(0, array);
        return array;
    }

    private static void fill(FloatBuffer buffer, float value) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, value);
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(4 * floats)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
