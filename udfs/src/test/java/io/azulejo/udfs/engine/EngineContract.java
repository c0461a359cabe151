package io.azulejo.udfs.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
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
        assertTrue(engine.inputChannels() == 1 || engine.inputChannels() == 3);
        assertTrue(engine.outputChannels() == 1 || engine.outputChannels() == 3);
        assertFalse(engine.device().label().isBlank());
    }

    @Test
    void fillsEverySampleOfTheOutputAndNothingBehindIt() throws EngineException {
        FloatBuffer output = direct(outputFloats(2, 13, 9) + 5);
        fill(output, 777);
        engine.run(noise(2, 13, 9), output, 2, 13, 9);
        for (int i = 0; i < output.capacity(); i++) {
            boolean behind = i >= outputFloats(2, 13, 9);
            assertEquals(behind, output.get(i) == 777, "sample " + i);
        }
    }

    @Test
    void aWindowInABatchComesOutAsItDoesAlone() throws EngineException {
        int height = 17;
        int width = 12;
        FloatBuffer input = noise(3, height, width);
        float[] together = run(input, 3, height, width);
        int in = inputFloats(1, height, width);
        int out = outputFloats(1, height, width);
        for (int i = 0; i < 3; i++) {
            FloatBuffer alone = direct(in);
            alone.put(0, input, i * in, in);
            float[] expected = run(alone, 1, height, width);
            float[] found = new float[out];
            System.arraycopy(together, i * out, found, 0, out);
            assertArrayEquals(expected, found, 1e-6f, "window " + i);
        }
    }

    @Test
    void takesWindowsOfAnySizeOneAfterTheOther() throws EngineException {
        for (int[] size : new int[][] {{1, 1}, {40, 31}, {2, 57}, {1, 1}, {40, 31}}) {
            float[] first = run(noise(1, size[0], size[1]), 1, size[0], size[1]);
            assertEquals(outputFloats(1, size[0], size[1]), first.length);
            assertArrayEquals(first, run(noise(1, size[0], size[1]), 1, size[0], size[1]), size[0] + "x" + size[1]);
        }
    }

    @Test
    void manyThreadsAtOnceGetWhatOneGets() throws Exception {
        float[] expected = run(noise(1, 33, 29), 1, 33, 29);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> running = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                running.add(threads.submit(() -> run(noise(1, 33, 29), 1, 33, 29)));
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
        FloatBuffer input = noise(1, 8, 8);
        float[] expected = run(input, 1, 8, 8);
        input.position(7);
        FloatBuffer output = direct(outputFloats(1, 8, 8));
        output.position(3);
        engine.run(input, output, 1, 8, 8);
        assertArrayEquals(expected, array(output, expected.length));
        assertEquals(7, input.position());
        assertEquals(3, output.position());
    }

    @Test
    void nanPassesThrough() throws EngineException {
        FloatBuffer input = noise(1, 8, 8);
        input.put(27, Float.NaN);
        boolean found = false;
        for (float sample : run(input, 1, 8, 8)) {
            found |= Float.isNaN(sample);
        }
        assertTrue(found);
    }

    @Test
    void refusesBuffersThatAreTooSmall() {
        FloatBuffer input = noise(1, 8, 8);
        FloatBuffer output = direct(outputFloats(1, 8, 8));
        assertThrows(
                IllegalArgumentException.class, () -> engine.run(direct(inputFloats(1, 8, 8) - 1), output, 1, 8, 8));
        assertThrows(
                IllegalArgumentException.class, () -> engine.run(input, direct(outputFloats(1, 8, 8) - 1), 1, 8, 8));
    }

    @Test
    void refusesBuffersThatWouldHaveToBeCopied() {
        FloatBuffer input = noise(1, 8, 8);
        FloatBuffer heap = FloatBuffer.allocate(outputFloats(1, 8, 8));
        assertThrows(IllegalArgumentException.class, () -> engine.run(input, heap, 1, 8, 8));
        FloatBuffer swapped = ByteBuffer.allocateDirect(4 * outputFloats(1, 8, 8))
                .order(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .asFloatBuffer();
        assertThrows(IllegalArgumentException.class, () -> engine.run(input, swapped, 1, 8, 8));
    }

    @Test
    void closesTwiceAndRunsNoMore() {
        engine.close();
        engine.close();
        assertThrows(EngineException.class, () -> engine.run(noise(1, 8, 8), direct(outputFloats(1, 8, 8)), 1, 8, 8));
    }

    private int inputFloats(int batch, int height, int width) {
        return batch * engine.inputChannels() * height * width;
    }

    private int outputFloats(int batch, int height, int width) {
        return batch * engine.outputChannels() * height * width * engine.scale() * engine.scale();
    }

    private float[] run(FloatBuffer input, int batch, int height, int width) throws EngineException {
        FloatBuffer output = direct(outputFloats(batch, height, width));
        engine.run(input, output, batch, height, width);
        return array(output, output.capacity());
    }

    private FloatBuffer noise(int batch, int height, int width) {
        Random random = new Random(SEED);
        FloatBuffer buffer = direct(inputFloats(batch, height, width));
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
