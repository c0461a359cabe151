package io.azulejo.udfs.restore;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.udfs.engine.Sessions;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How pictures are cut for one network.
 *
 * @param halo in input pixels; empty where the network sees the whole picture
 * @param reach how far an edge's zeros are taken to matter, in input pixels: the halo, as far as the network's one window
 *     has room for it, but no more than its radius and {@value #FARTHEST_REACH}
 * @param sizes what inputs the network takes
 * @param tile side of a window; 0 fits windows to the picture
 * @param bytesPerPixel memory of a run, an input pixel
 * @param budget bytes that a run of a whole picture may take where the network cannot be tiled
 */
record Tiling(OptionalInt halo, int reach, Sizes sizes, int tile, int bytesPerPixel, long budget) {
    /** Windows up to this size are run together: of larger ones each is work enough for one call. */
    private static final long SMALL_WINDOW = 1 << 16;

    private static final int LARGEST_BATCH = 16;

    /** Deep networks have radii of thousands of pixels, of which all but the nearest carry nothing that is seen. */
    private static final int FARTHEST_REACH = 64;

    static Tiling of(RestoreSettings settings, long budget) {
        Card card = settings.model().card();
        OptionalInt halo = settings.halo().pixels(card);
        int reach = Math.min(fitting(halo, card.sizes()), card.radius().orElse(FARTHEST_REACH));
        return new Tiling(
                halo,
                Math.min(reach, FARTHEST_REACH),
                card.sizes(),
                settings.tile(),
                Sessions.bytesPerPixel(card),
                budget);
    }

    private static int fitting(OptionalInt halo, Sizes sizes) {
        int wanted = halo.orElse(0);
        return sizes.fixed() ? Math.min(wanted, sizes.mostHalo(RestoreSettings.LEAST_CORE)) : wanted;
    }

    /**
     * The windows of a picture. A side shorter than twice the reach is extended by at least the reach on both ends, so
     * that nothing that is kept depends on the zeros that a network pads with: on such a side no pixel is far from them.
     *
     * @throws PictureException if the network cannot be tiled: OUT_OF_MEMORY where the picture's one run does not fit
     *     the memory, UNSUPPORTED where it does not fit the network's only window
     */
    WindowPlan plan(Shape picture) throws PictureException {
        int columns = extension(picture.width());
        int rows = extension(picture.height());
        return plan(picture.width() + 2 * columns, picture.height() + 2 * rows).cropped(columns, rows);
    }

    /** By how many pixels a side is extended on each end. */
    private int extension(int side) {
        return side < 2 * reach ? (reach + sizes.multiple() - 1) / sizes.multiple() * sizes.multiple() : 0;
    }

    /** What a row says of a picture whose sides are extended. */
    Optional<String> note(Shape picture) {
        return Math.min(picture.width(), picture.height()) < 2 * reach
                ? Optional.of(
                        ("%dx%d pixels: a side of less than %d was extended by repeating its edges for the network,"
                                        + " and cropped back")
                                .formatted(picture.width(), picture.height(), 2 * reach))
                : Optional.empty();
    }

    private WindowPlan plan(int width, int height) throws PictureException {
        if (sizes.fixed()) {
            return fixed(width, height);
        }
        if (halo.isEmpty()) {
            long pixels = (long) width * height;
            if (pixels > budget / bytesPerPixel) {
                throw new PictureException(
                        FailureKind.OUT_OF_MEMORY,
                        ("the network sees the whole picture and cannot be tiled: %dx%d pixels in one run need about %d MiB,"
                                        + " %d MiB are free for it")
                                .formatted(width, height, (pixels * bytesPerPixel) >> 20, budget >> 20));
            }
            return whole(width, height, sizes);
        }
        return tile > 0
                ? WindowPlan.tiled(width, height, halo.getAsInt(), tile, sizes.multiple())
                : WindowPlan.fitted(width, height, halo.getAsInt(), largestWindow(), sizes.multiple());
    }

    /** One window for all of a picture. */
    static WindowPlan whole(int width, int height, Sizes sizes) {
        return WindowPlan.fitted(width, height, 0, Long.MAX_VALUE, sizes.multiple());
    }

    private WindowPlan fixed(int width, int height) throws PictureException {
        if (halo.isEmpty() && (width > sizes.width() || height > sizes.height())) {
            throw new PictureException(
                    FailureKind.UNSUPPORTED,
                    ("the network sees the whole picture and takes %dx%d pixels only: %dx%d cannot be cut into such"
                                    + " windows")
                            .formatted(sizes.width(), sizes.height(), width, height));
        }
        return WindowPlan.fixed(width, height, fitting(halo, sizes), sizes.width(), sizes.height());
    }

    /** The most windows of a plan that are run in one call; all of one band. */
    int batch(WindowPlan plan) {
        if (sizes.batch() > 0) {
            return sizes.batch();
        }
        long window = (long) plan.windowWidth() * plan.windowHeight();
        if (window > SMALL_WINDOW) {
            return 1;
        }
        int most = Math.min(LARGEST_BATCH, plan.bands().get(0).size());
        return (int) Math.max(1, Math.min(most, largestWindow() / window));
    }

    private long largestWindow() {
        return Math.max(1, RestoreSettings.RUN_BYTES / bytesPerPixel);
    }
}
