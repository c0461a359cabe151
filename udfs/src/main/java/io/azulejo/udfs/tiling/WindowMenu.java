package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.window.Window;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.card.Sizes;
import io.azulejo.udfs.engine.Engine;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The only windows that a network is run in, where its device or the network itself does not take all.
 *
 * @param entries sizes, each with its batch; empty where any will do
 * @param halo in input pixels; empty where the network sees the whole picture
 * @param network what inputs the network takes
 */
record WindowMenu(List<Sizes> entries, OptionalInt halo, Sizes network) {
    /** What a run costs beside its pixels, in pixels, where sizes are weighed against each other. */
    private static final long PIXELS_A_RUN = 1 << 12;

    /**
     * Of what an engine runs, what suits the halo and the tile.
     *
     * @throws IllegalArgumentException if nothing of it does, in words for a person
     */
    static WindowMenu of(Engine engine, HaloChoice choice, OptionalInt tile) {
        Sizes network = engine.card().sizes();
        OptionalInt halo = choice.pixels(engine.card());
        List<Sizes> suited = engine.menu().stream()
                .filter(size -> network.fixed() || suits(size, halo.orElse(0), tile.orElse(Integer.MAX_VALUE)))
                .toList();
        if (suited.isEmpty() && !engine.menu().isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: device %s runs windows of %s only, none of which leaves a core of %d at the halo of %d%s; ask for another tile or halo, or for device cpu"
                            .formatted(
                                    tile.isPresent() ? "tile " + tile.getAsInt() : "halo " + choice,
                                    engine.device().label(),
                                    shown(engine.menu()),
                                    Tiling.LEAST_CORE,
                                    halo.orElse(0),
                                    tile.isPresent() ? " and is of that side or less" : ""));
        }
        return new WindowMenu(suited, halo, network);
    }

    private static boolean suits(Sizes size, int halo, int tile) {
        int most = size.mostHalo(Tiling.LEAST_CORE) / size.multiple() * size.multiple();
        return Math.max(size.width(), size.height()) <= tile && halo <= most;
    }

    private static String shown(List<Sizes> sizes) {
        return sizes.stream().map(Sizes::toString).collect(Collectors.joining(", "));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Of the sizes of which a run holds at most so many pixels, or else of the smallest, windows of the one that costs
     * least in all.
     *
     * @throws PictureException UNSUPPORTED if the network sees the whole picture and it does not fit one window
     */
    WindowPlan plan(int width, int height, long most) throws PictureException {
        return entries.stream()
                .filter(size -> halo.isPresent() || (width <= size.width() && height <= size.height()))
                .min(Comparator.comparingLong((Sizes size) -> Math.max(most, runPixels(size)))
                        .thenComparingLong(size -> cost(size, plan(size, width, height))))
                .map(size -> plan(size, width, height))
                .orElseThrow(() -> new PictureException(
                        FailureKind.UNSUPPORTED,
                        ("the network sees the whole picture and takes %s pixels only: %dx%d cannot be cut into such"
                                        + " windows")
                                .formatted(shown(entries), width, height)));
    }

    private WindowPlan plan(Sizes size, int width, int height) {
        int grain = network.fixed() ? 1 : network.multiple();
        return WindowPlan.fixed(width, height, Tiling.fitting(halo, network), size.width(), size.height(), grain);
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

    /** What is left where a run of a plan does not fit the memory: the sizes whose runs are smaller. */
    WindowMenu below(WindowPlan plan) {
        long pixels = (long) plan.windowWidth() * plan.windowHeight() * Math.max(1, fixedBatch(plan));
        List<Sizes> left = entries.stream()
                .filter(size -> halo.isPresent() && runPixels(size) < pixels)
                .toList();
        return new WindowMenu(left, halo, network);
    }

    /** Windows that every call of a plan must have; 0 where any number will do. */
    int fixedBatch(WindowPlan plan) {
        return entries.stream()
                .filter(size -> size.width() == plan.windowWidth() && size.height() == plan.windowHeight())
                .findFirst()
                .orElse(network)
                .batch();
    }
}
