package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.FloatBuffers;
import java.io.IOException;
import java.util.function.LongPredicate;

/**
 * What tiling changes: the same picture through the same network, whole and in windows. Pictures must be of 8 bits and
 * without alpha; {@link #plain} makes one so. Stateless and safe for many threads.
 */
public final class SeamComparison {
    private SeamComparison() {}

    /** Rows of a whole output, by number. */
    @FunctionalInterface
    public interface WholeRows {
        /** Copies row {@code y} into {@code row} from its beginning. */
        void copyRow(int y, byte[] row) throws IOException;
    }

    /** Says that the comparison need not go on. */
    private static final class Enough extends IOException {
        Enough() {
            super("enough seen");
        }
    }

    /** The output of a picture run in one window, held. */
    public static Picture whole(Engine engine, Picture picture) throws EngineException, PictureException, IOException {
        Picture whole = Picture.blank(picture.shape().scaled(engine.scale()), Metadata.NONE);
        whole(engine, picture, new RowSink() {
            private int y;

            @Override
            public void write(byte[] rows, int offset) {
                System.arraycopy(
                        rows,
                        offset,
                        whole.block(y),
                        whole.offset(y),
                        whole.shape().rowBytes());
                y++;
            }

            @Override
            public void close() {}
        });
        return whole;
    }

    /** Runs a picture in one window and gives its rows to {@code sink}, which is not closed. */
    public static void whole(Engine engine, Picture picture, RowSink sink)
            throws EngineException, PictureException, IOException {
        Shape shape = picture.shape();
        WindowPlan plan =
                Tiling.whole(shape.width(), shape.height(), engine.card().sizes());
        run(engine, picture, plan, sink);
    }

    private static void run(Engine engine, Picture picture, WindowPlan plan, RowSink sink)
            throws EngineException, PictureException, IOException {
        NetworkRun run = new NetworkRun(engine, new FloatBuffers(0), picture, plan, 1);
        run.run(0, plan.bands().size(), sink);
        run.finish();
    }

    /**
     * Runs a picture in windows and compares it with its whole output.
     *
     * @param goOn asked after each row that differs, with the count of differing samples so far; on false the
     *     comparison ends early and covers what was compared until then
     */
    public static SeamDifference compare(
            Engine engine, Picture picture, WindowPlan plan, WholeRows whole, LongPredicate goOn)
            throws EngineException, PictureException, IOException {
        Difference difference = new Difference(picture.shape().scaled(engine.scale()), whole, goOn);
        try {
            run(engine, picture, plan, difference);
        } catch (Enough e) {
            // What was seen until here is the answer.
        }
        return difference.found(plan);
    }

    private static final class Difference implements RowSink {
        private final WholeRows whole;
        private final LongPredicate goOn;
        private final byte[] expected;
        private int y;
        private long differing;
        private int maxStep;

        Difference(Shape shape, WholeRows whole, LongPredicate goOn) {
            this.whole = whole;
            this.goOn = goOn;
            this.expected = new byte[shape.rowBytes()];
        }

        @Override
        public void write(byte[] rows, int offset) throws IOException {
            whole.copyRow(y++, expected);
            long before = differing;
            for (int i = 0; i < expected.length; i++) {
                int step = Math.abs((rows[offset + i] & 0xff) - (expected[i] & 0xff));
                if (step > 0) {
                    differing++;
                    maxStep = Math.max(maxStep, step);
                }
            }
            if (differing > before && !goOn.test(differing)) {
                throw new Enough();
            }
        }

        @Override
        public void close() {}

        SeamDifference found(WindowPlan plan) {
            return new SeamDifference(
                    (long) y * expected.length,
                    differing,
                    maxStep,
                    plan.windows().size(),
                    plan.redundancy());
        }
    }

    /** The colour of a picture in 8 bits, without alpha: the picture itself if it is so. */
    public static Picture plain(Picture picture) {
        Shape shape = picture.shape();
        return shape.bits() == 8 && !shape.hasAlpha() ? picture : plain(picture, 0, 0, shape.width(), shape.height());
    }

    /** The colour of a part of a picture in 8 bits, without alpha; a copy. */
    public static Picture plain(Picture picture, int x, int y, int width, int height) {
        Shape from = picture.shape();
        Picture to = Picture.blank(new Shape(width, height, from.colours(), 8), Metadata.NONE);
        int bytes = from.bits() / 8;
        int stride = from.channels() * bytes;
        int colours = from.colours();
        for (int row = 0; row < height; row++) {
            byte[] source = picture.block(y + row);
            int at = picture.offset(y + row) + x * stride;
            byte[] target = to.block(row);
            int put = to.offset(row);
            for (int i = 0; i < width; i++, at += stride, put += colours) {
                for (int c = 0; c < colours; c++) {
                    // The upper byte of 16 bits: a valid picture of 8 bits, which is all that is needed.
                    target[put + c] = source[at + c * bytes];
                }
            }
        }
        return to;
    }
}
