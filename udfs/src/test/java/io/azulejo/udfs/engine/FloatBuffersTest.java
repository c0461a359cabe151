package io.azulejo.udfs.engine;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class FloatBuffersTest {
    @Test
    void lendsDirectBuffersOfNativeOrderThatAreLargeEnough() throws Exception {
        FloatBuffers buffers = new FloatBuffers(1 << 20);
        for (long floats : new long[] {1, 1023, 1024, 1025, 100_003}) {
            try (FloatBuffers.Loan loan = buffers.lend(floats)) {
                assertTrue(loan.buffer().capacity() >= floats, floats + " floats");
                assertTrue(loan.buffer().isDirect());
                assertSame(ByteOrder.nativeOrder(), loan.buffer().order());
            }
        }
    }

    @Test
    void lendsTheSameMemoryAgain() throws Exception {
        FloatBuffers buffers = new FloatBuffers(1 << 20);
        FloatBuffer first = lendOnce(buffers, 10_000);
        assertSame(first, lendOnce(buffers, 9_000));
    }

    @Test
    void neverLendsOneBufferToTwo() throws Exception {
        FloatBuffers buffers = new FloatBuffers(1 << 20);
        try (FloatBuffers.Loan one = buffers.lend(1000);
                FloatBuffers.Loan other = buffers.lend(1000)) {
            assertNotSame(one.buffer(), other.buffer());
        }
    }

    @Test
    void keepsNoMoreThanItsBound() throws Exception {
        FloatBuffers buffers = new FloatBuffers(50_000);
        FloatBuffer first = lendOnce(buffers, 10_000);
        FloatBuffer second;
        try (FloatBuffers.Loan loan = buffers.lend(100_000)) {
            second = loan.buffer();
        }
        // 400,000 bytes exceed the bound alone: neither is kept.
        assertNotSame(first, lendOnce(buffers, 10_000));
        assertNotSame(second, lendOnce(buffers, 100_000));
    }

    @Test
    void whatNoBufferHoldsIsAMatterOfMemory() {
        FloatBuffers buffers = new FloatBuffers(0);
        assertThrows(EngineMemoryException.class, () -> buffers.lend(1L << 40));
    }

    private static FloatBuffer lendOnce(FloatBuffers buffers, long floats) throws EngineMemoryException {
        try (FloatBuffers.Loan loan = buffers.lend(floats)) {
            return loan.buffer();
        }
    }
}
