package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.util.Random;

/** Pictures that tests make and catch. */
public final class Pictures {
    private Pictures() {}

    /** Smooth ground with noise on it, every channel differently; alpha too. */
    public static Picture noisy(Shape shape, long seed) {
        Random random = new Random(seed);
        Picture picture = Picture.blank(shape, Metadata.NONE);
        for (int y = 0; y < shape.height(); y++) {
            byte[] block = picture.block(y);
            int at = picture.offset(y);
            for (int i = 0; i < shape.width() * shape.channels(); i++) {
                double ground = 0.5 + 0.3 * Math.sin(y * 0.11 + i * 0.037);
                int sample = (int) ((ground + 0.19 * (random.nextDouble() - 0.5)) * shape.maximum());
                put(block, at, i, sample, shape.bits());
            }
        }
        return picture;
    }

    /** Sets one sample. */
    public static void set(Picture picture, int x, int y, int channel, int sample) {
        Shape shape = picture.shape();
        put(picture.block(y), picture.offset(y), x * shape.channels() + channel, sample, shape.bits());
    }

    private static void put(byte[] block, int at, int index, int sample, int bits) {
        if (bits == 8) {
            block[at + index] = (byte) sample;
        } else {
            block[at + 2 * index] = (byte) (sample >> 8);
            block[at + 2 * index + 1] = (byte) sample;
        }
    }

    public static void assertSamples(Picture expected, Picture found, String what) {
        assertEquals(expected.shape(), found.shape(), what);
        assertEquals(0, differing(expected, found), "samples that differ, " + what);
    }

    /** How many samples of two pictures of one shape differ. */
    public static long differing(Picture a, Picture b) {
        long differing = 0;
        for (int y = 0; y < a.shape().height(); y++) {
            for (int x = 0; x < a.shape().width(); x++) {
                for (int c = 0; c < a.shape().channels(); c++) {
                    differing += a.sample(x, y, c) == b.sample(x, y, c) ? 0 : 1;
                }
            }
        }
        return differing;
    }

    /** A sink that keeps what it is given as a picture. */
    public static final class Caught implements RowSink {
        public final Picture picture;
        private int y;

        public Caught(Shape shape) {
            this.picture = Picture.blank(shape, Metadata.NONE);
        }

        @Override
        public void write(byte[] rows, int offset) {
            System.arraycopy(
                    rows,
                    offset,
                    picture.block(y),
                    picture.offset(y),
                    picture.shape().rowBytes());
            y++;
        }

        @Override
        public void close() {}

        /** Rows that came. */
        public int rows() {
            return y;
        }
    }
}
