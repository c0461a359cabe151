package io.azulejo.udfs.engine;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A network that can be worked out by hand: every sample is the weighted sum over a square of the input around it,
 * zeros beyond the edge, each plane by itself, enlarged by repetition. Its receptive radius is exact.
 */
public final class BlurEngine extends FakeEngine {
    private final int radius;
    private final float rim;
    private volatile boolean closed;

    /** Every sample of the square weighs the same, and all together 1. */
    public BlurEngine(int scale, int channels, int radius) {
        this(scale, channels, radius, 1);
    }

    /**
     * @param rim weight of the square's outermost samples, where that of the others is 1
     */
    public BlurEngine(int scale, int channels, int radius, float rim) {
        super(scale, channels);
        this.radius = radius;
        this.rim = rim;
    }

    @Override
    public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width) throws EngineException {
        if (closed) {
            throw new EngineException("closed");
        }
        int scale = scale();
        int planes = batch * channels();
        check(input, (long) planes * height * width);
        check(output, (long) planes * height * width * scale * scale);
        for (int p = 0; p < planes; p++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    enlarge(output, p, height, width, y, x, blurred(input, p * height * width, height, width, y, x));
                }
            }
        }
    }

    private float blurred(FloatBuffer input, int plane, int height, int width, int y, int x) {
        float sum = 0;
        float weights = 0;
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                float weight = Math.max(Math.abs(dy), Math.abs(dx)) == radius ? rim : 1;
                weights += weight;
                if (y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width) {
                    sum += weight * input.get(plane + (y + dy) * width + x + dx);
                }
            }
        }
        return sum / weights;
    }

    private void enlarge(FloatBuffer output, int plane, int height, int width, int y, int x, float value) {
        int scale = scale();
        int from = plane * height * width * scale * scale;
        for (int i = 0; i < scale; i++) {
            for (int j = 0; j < scale; j++) {
                output.put(from + (y * scale + i) * width * scale + x * scale + j, value);
            }
        }
    }

    private static void check(FloatBuffer buffer, long floats) {
        if (floats < 1 || buffer.capacity() < floats) {
            throw new IllegalArgumentException("too small");
        }
        if (!buffer.isDirect() || buffer.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("not direct");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
