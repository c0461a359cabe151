package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineMemoryException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How pictures are cut for one network on one device.
 *
 * @param halo in input pixels; empty where the network sees the whole picture
 * @param reach how far an edge's zeros are taken to matter, in input pixels: the halo, as far as the network's one window
 *     has room for it, but no more than its radius and {@value #FARTHEST_REACH}
 * @param sizes what inputs the network takes
 * @param menu the only windows that are run; empty where any will do
 * @param tile side of a window; 0 fits windows to the picture
 * @param bytesPerPixel memory of a run, an input pixel
 * @param budget bytes that a run of a whole picture may take where the network cannot be tiled
 */
public record Tiling(
        OptionalInt halo, int reach, Sizes sizes, WindowMenu menu, int tile, int bytesPerPixel, long budget) {
    /** What one run may take, in bytes; the same on every machine, so that windows and with them pixels are. */
    public static final long RUN_BYTES = 1L << 30;

    /** The least side of a core in a window: smaller ones pay for halo only. */
    public static final int LEAST_CORE = 16;

    /** Windows up to this size are run together: of larger ones each is work enough for one call. */
    private static final long SMALL_WINDOW = 1 << 16;

    private static final int LARGEST_BATCH = 16;

    /** Deep networks have radii of thousands of pixels, of which all but the nearest carry nothing that is seen. */
    private static final int FARTHEST_REACH = 64;

    /**
     * How an engine's network is cut.
     *
     * @param name the network's, for messages
     * @param halo which halo windows get
     * @param tile side of a window in input pixels, halo included; empty fits windows to each picture
     * @throws IllegalArgumentException if the network cannot be cut so, in words for a person
     */
    public static Tiling of(String name, Engine engine, HaloChoice halo, OptionalInt tile) {
        Card card = engine.card();
        check(name, card, halo, tile);
        OptionalInt pixels = halo.pixels(card);
        int reach = Math.min(fitting(pixels, card.sizes()), card.radius().orElse(FARTHEST_REACH));
        return new Tiling(
                pixels,
                Math.min(reach, FARTHEST_REACH),
                card.sizes(),
                WindowMenu.of(engine, halo, tile),
                tile.orElse(0),
                engine.bytesPerPixel(),
                engine.device().memory());
    }

    private static void check(String name, Card card, HaloChoice halo, OptionalInt tile) {
        if (halo.kind() == HaloChoice.Kind.PIXELS && card.radius().isEmpty()) {
            throw new IllegalArgumentException(
                    "halo %s: network %s sees the whole picture and cannot be tiled; leave halo away"
                            .formatted(halo, name));
        }
        OptionalInt pixels = halo.pixels(card);
        Sizes sizes = card.sizes();
        if (sizes.fixed() && tile.isPresent()) {
            throw new IllegalArgumentException("tile %d: network %s takes windows of %dx%d only; leave tile away"
                    .formatted(tile.getAsInt(), name, sizes.width(), sizes.height()));
        }
        if (sizes.fixed() && halo.kind() != HaloChoice.Kind.CARD && pixels.orElse(0) > sizes.mostHalo(LEAST_CORE)) {
            throw new IllegalArgumentException(
                    "halo %s is %d pixels: at most %d leave a core of %d in the only window of network %s, %dx%d"
                            .formatted(
                                    halo,
                                    pixels.orElse(0),
                                    sizes.mostHalo(LEAST_CORE),
                                    LEAST_CORE,
                                    name,
                                    sizes.width(),
                                    sizes.height()));
        }
        if (tile.isPresent() && pixels.isEmpty()) {
            throw new IllegalArgumentException(
                    "tile %d: network %s sees the whole picture and cannot be tiled; leave tile away"
                            .formatted(tile.getAsInt(), name));
        }
        if (tile.isPresent() && tile.getAsInt() < leastTile(pixels.getAsInt())) {
            throw new IllegalArgumentException("tile %d: at least %d is needed, twice the halo of %d and a core of %d"
                    .formatted(tile.getAsInt(), leastTile(pixels.getAsInt()), pixels.getAsInt(), LEAST_CORE));
        }
    }

    /** The least side of a window at a halo: twice the halo and the least core. */
    public static int leastTile(int halo) {
        return Math.addExact(Math.multiplyExact(2, halo), LEAST_CORE);
    }

    /** A halo as far as a network's one window has room for it. */
    static int fitting(OptionalInt halo, Sizes sizes) {
        int wanted = halo.orElse(0);
        return sizes.fixed() ? Math.min(wanted, sizes.mostHalo(LEAST_CORE)) : wanted;
    }

    /**
     * The windows of a picture. A side shorter than twice the reach is extended by at least the reach on both ends, so
     * that nothing that is kept depends on the zeros that a network pads with: on such a side no pixel is far from them.
     *
     * @throws PictureException if the network cannot be tiled: OUT_OF_MEMORY where the picture's one run does not fit
     *     the memory, UNSUPPORTED where it does not fit any window that is run
     */
    public WindowPlan plan(Shape picture) throws PictureException {
        int columns = extension(picture.width());
        int rows = extension(picture.height());
        return plan(picture.width() + 2 * columns, picture.height() + 2 * rows).cropped(columns, rows);
    }

    /** By how many pixels a side is extended on each end. */
    private int extension(int side) {
        return side < 2 * reach ? (reach + sizes.multiple() - 1) / sizes.multiple() * sizes.multiple() : 0;
    }

    /** What a row says of a picture whose sides are extended. */
    public Optional<String> note(Shape picture) {
        return Math.min(picture.width(), picture.height()) < 2 * reach
                ? Optional.of(
                        ("%dx%d pixels: a side of less than %d was extended by repeating its edges for the network,"
                                        + " and cropped back")
                                .formatted(picture.width(), picture.height(), 2 * reach))
                : Optional.empty();
    }

    private WindowPlan plan(int width, int height) throws PictureException {
        if (!menu.isEmpty()) {
            return menu.plan(width, height, Math.min(largestWindow(), budget / bytesPerPixel));
        }
        if (halo.isEmpty()) {
            checkFits((long) width * height, width, height);
            return whole(width, height, sizes);
        }
        return tile > 0
                ? WindowPlan.tiled(width, height, halo.getAsInt(), tile, sizes.multiple())
                : WindowPlan.fitted(width, height, halo.getAsInt(), largestWindow(), sizes.multiple());
    }

    private void checkFits(long pixels, int width, int height) throws PictureException {
        if (pixels > budget / bytesPerPixel) {
            throw new PictureException(
                    FailureKind.OUT_OF_MEMORY,
                    ("the network sees the whole picture and cannot be tiled: %dx%d pixels in one run need about %d MiB,"
                                    + " %d MiB are free for it")
                            .formatted(width, height, (pixels * bytesPerPixel) >> 20, budget >> 20));
        }
    }

    /** One window for all of a picture. */
    static WindowPlan whole(int width, int height, Sizes sizes) {
        return WindowPlan.fitted(width, height, 0, Long.MAX_VALUE, sizes.multiple());
    }

    /**
     * What to try when one run of a plan does not fit the memory: smaller windows.
     *
     * @throws PictureException OUT_OF_MEMORY if there are none
     */
    public WindowPlan smaller(Shape picture, WindowPlan plan, EngineMemoryException why) throws PictureException {
        WindowMenu left = menu.below(plan);
        Optional<WindowPlan> smaller = Optional.empty();
        if (!left.isEmpty()) {
            smaller = Optional.of(new Tiling(halo, reach, sizes, left, tile, bytesPerPixel, budget).plan(picture));
        } else if (menu.isEmpty() && halo.isPresent()) {
            smaller = plan.smaller();
        }
        return smaller.orElseThrow(() -> new PictureException(
                FailureKind.OUT_OF_MEMORY,
                "one run of %dx%d pixels does not fit the memory, and %s: %s"
                        .formatted(plan.windowWidth(), plan.windowHeight(), obstacle(plan), why.getMessage()),
                why));
    }

    private String obstacle(WindowPlan plan) {
        if (sizes.fixed()) {
            return "the network takes windows of that size only";
        }
        if (halo.isEmpty()) {
            return "the network sees the whole picture";
        }
        return menu.isEmpty()
                ? "a halo of %d leaves no smaller window".formatted(plan.halo())
                : "the device runs no smaller windows";
    }

    private static long pixels(WindowPlan plan) {
        return (long) plan.windowWidth() * plan.windowHeight();
    }

    /** Windows that every call must have; 0 where any number will do. */
    public int fixedBatch(WindowPlan plan) {
        return menu.isEmpty() ? sizes.batch() : menu.fixedBatch(plan);
    }

    /** The most windows of a plan that are run in one call; all of one band. */
    public int batch(WindowPlan plan) {
        int fixed = fixedBatch(plan);
        if (fixed > 0) {
            return fixed;
        }
        long window = pixels(plan);
        if (window > SMALL_WINDOW) {
            return 1;
        }
        int most = Math.min(LARGEST_BATCH, plan.bands().get(0).size());
        return (int) Math.max(1, Math.min(most, largestWindow() / window));
    }

    private long largestWindow() {
        return Math.max(1, RUN_BYTES / bytesPerPixel);
    }
}
