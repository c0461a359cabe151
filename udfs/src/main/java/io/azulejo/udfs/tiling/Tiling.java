package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.Window;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineMemoryException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How pictures are cut for one network on one device.
 *
 * @param halo in input pixels; empty where the network sees the whole picture
 * @param reach how far an edge's zeros are taken to matter, in input pixels: the halo, as far as the network's one window
 *     has room for it, but no more than its radius and {@value #FARTHEST_REACH}
 * @param sizes what inputs the network takes
 * @param menu the only window sizes that the device runs and that leave a core at the halo, each with its batch; empty
 *     where any will do
 * @param tile side of a window; 0 fits windows to the picture
 * @param bytesPerPixel memory of a run, an input pixel
 * @param budget bytes that a run of a whole picture may take where the network cannot be tiled
 */
public record Tiling(
        OptionalInt halo, int reach, Sizes sizes, List<Sizes> menu, int tile, int bytesPerPixel, long budget) {
    /** What one run may take, in bytes; the same on every machine, so that windows and with them pixels are. */
    public static final long RUN_BYTES = 1L << 30;

    /** The least side of a core in a window: smaller ones pay for halo only. */
    public static final int LEAST_CORE = 16;

    /** Windows up to this size are run together: of larger ones each is work enough for one call. */
    private static final long SMALL_WINDOW = 1 << 16;

    private static final int LARGEST_BATCH = 16;

    /** What a run costs beside its pixels, in pixels, where the sizes of a menu are weighed against each other. */
    private static final long PIXELS_A_RUN = 1 << 12;

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
        List<Sizes> menu = engine.menu().stream()
                .filter(size -> fits(size, card.sizes(), pixels, tile))
                .toList();
        if (menu.isEmpty() && !engine.menu().isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: device %s runs windows of %s only, none of which %s; ask for another tile or halo, or for device cpu"
                            .formatted(
                                    tile.isPresent() ? "tile " + tile.getAsInt() : "halo " + halo,
                                    engine.device().label(),
                                    shown(engine.menu()),
                                    tile.isPresent()
                                            ? "is of that side or less and leaves a core at the halo of "
                                                    + pixels.orElse(0)
                                            : "leaves a core of %d at %d pixels"
                                                    .formatted(LEAST_CORE, pixels.orElse(0))));
        }
        int reach = Math.min(fitting(pixels, card.sizes()), card.radius().orElse(FARTHEST_REACH));
        return new Tiling(
                pixels,
                Math.min(reach, FARTHEST_REACH),
                card.sizes(),
                menu,
                tile.orElse(0),
                engine.bytesPerPixel(),
                engine.device().memory());
    }

    /** A network's one window is taken with less of a halo, a device's is not: another device may have larger ones. */
    private static boolean fits(Sizes size, Sizes network, OptionalInt halo, OptionalInt tile) {
        return network.fixed()
                || (tile.orElse(Integer.MAX_VALUE) >= Math.max(size.width(), size.height())
                        && halo.orElse(0) <= mostHalo(size));
    }

    /** The largest halo that leaves a core in a window, both in multiples of what the network takes. */
    private static int mostHalo(Sizes size) {
        return size.mostHalo(LEAST_CORE) / size.multiple() * size.multiple();
    }

    private static String shown(List<Sizes> sizes) {
        return sizes.stream().map(Sizes::toString).collect(Collectors.joining(", "));
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

    private static int fitting(OptionalInt halo, Sizes sizes) {
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
            return ofMenu(width, height);
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

    /** Of the sizes that the device runs and one run has memory for, the one that costs least in all. */
    private WindowPlan ofMenu(int width, int height) throws PictureException {
        long most = Math.min(largestWindow(), budget / bytesPerPixel);
        return menu.stream()
                .filter(size -> halo.isPresent() || (width <= size.width() && height <= size.height()))
                .min(Comparator.comparingLong((Sizes size) -> Math.max(most, runPixels(size)))
                        .thenComparingLong(size -> cost(size, of(size, width, height))))
                .map(size -> of(size, width, height))
                .orElseThrow(() -> new PictureException(
                        FailureKind.UNSUPPORTED,
                        ("the network sees the whole picture and takes %s pixels only: %dx%d cannot be cut into such"
                                        + " windows")
                                .formatted(shown(menu), width, height)));
    }

    private WindowPlan of(Sizes size, int width, int height) {
        return WindowPlan.fixed(
                width, height, fitting(halo, sizes), size.width(), size.height(), sizes.fixed() ? 1 : sizes.multiple());
    }

    private static long runPixels(Sizes size) {
        return (long) size.width() * size.height() * Math.max(1, size.batch());
    }

    /** Pixels of all runs, those of slots that stay empty too, and what runs cost beside. */
    private static long cost(Sizes size, WindowPlan plan) {
        int slots = Math.max(1, size.batch());
        long runs = 0;
        for (List<Window> band : plan.bands()) {
            runs += (band.size() + slots - 1) / slots;
        }
        return runs * (runPixels(size) + PIXELS_A_RUN);
    }

    /**
     * What to try when one run of a plan does not fit the memory: smaller windows.
     *
     * @throws PictureException OUT_OF_MEMORY if there are none
     */
    public WindowPlan smaller(Shape picture, WindowPlan plan, EngineMemoryException why) throws PictureException {
        List<Sizes> left = menu.stream()
                .filter(size -> halo.isPresent() && runPixels(size) < pixels(plan) * Math.max(1, fixedBatch(plan)))
                .toList();
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
        return menu.stream()
                .filter(size -> size.width() == plan.windowWidth() && size.height() == plan.windowHeight())
                .findFirst()
                .orElse(sizes)
                .batch();
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
