package io.azulejo.udfs.calibrate;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Halo;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineCache;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Finds a model's halo and the memory of its runs. For one thread, which it keeps for the price of some 50 megapixels
 * of the network, shared by {@code threads} threads of its own.
 *
 * <p>The halo is the least multiple of 4 pixels for which, over 20 crops of at least 1 megapixel, tiled and whole output
 * differ by at most 1 step of 8 bits in at most 1 of 1,000,000 samples, plus 4 pixels for pictures not seen, and at most
 * the receptive radius.
 */
public final class Calibration {
    /** Crops that a halo is judged by. */
    public static final int CROPS = 20;

    private static final int MARGIN = 4;

    private final Model model;
    private final int threads;
    private final int wanted;

    /**
     * What is going on.
     *
     * @param doing in words, such as {@code halo 24 of at most 56}
     * @param done crops done in this step
     * @param of crops in this step; a step may end early
     */
    public record Progress(String doing, int done, int of) {}

    /**
     * What was found.
     *
     * @param card the model's card with it
     * @param notes what could not be measured, a line each
     */
    public record Result(Card card, List<String> notes) {}

    /** @param threads runs at once, at least 1 */
    public Calibration(Model model, int threads) {
        this(model, threads, CROPS);
    }

    Calibration(Model model, int threads, int crops) {
        if (threads < 1) {
            throw new IllegalArgumentException("%d threads: at least 1 is needed".formatted(threads));
        }
        this.model = model;
        this.threads = threads;
        this.wanted = crops;
    }

    /**
     * Calibrates.
     *
     * @param pictures photographs; crops are spread over all of them
     * @param progress told of every crop, by one thread at a time
     * @throws IllegalArgumentException if the network sees the whole picture, or the pictures are too few or too small,
     *     in words for a person
     * @throws EngineException if the network cannot be run
     * @throws PictureException if a picture cannot be had, or the network's output is none
     */
    public Result run(List<PictureSource> pictures, Consumer<Progress> progress)
            throws EngineException, PictureException, IOException, InterruptedException {
        Card card = model.card();
        int radius = card.radius()
                .orElseThrow(() -> new IllegalArgumentException(
                        "network %s sees the whole picture: it cannot be tiled and has no halo"
                                .formatted(model.name())));
        if (card.sizes().fixed()) {
            throw new IllegalArgumentException(
                    "network %s takes windows of %dx%d only: its halo follows from them and is not calibrated"
                            .formatted(
                                    model.name(),
                                    card.sizes().width(),
                                    card.sizes().height()));
        }
        List<Picture> crops = Crops.take(pictures, wanted);
        if (crops.size() < wanted) {
            throw new IllegalArgumentException(
                    "%d pictures hold %d crops of a megapixel that are not of one colour: %d are needed, give more or larger photographs"
                            .formatted(pictures.size(), crops.size(), wanted));
        }
        HaloSearch.Found found;
        try (Engine engine = EngineCache.ofThisProcess().open(model, EngineOptions.CPU);
                HaloSearch search = new HaloSearch(engine, crops, threads, progress)) {
            found = search.find(radius);
        }
        Halo.Evidence evidence = new Halo.Evidence(
                crops.size(),
                found.seen().windows(),
                found.seen().maxStep(),
                found.seen().share());
        Card calibrated = card.withHalo(new Halo(Math.min(found.halo() + MARGIN, radius), Optional.of(evidence)));
        List<String> notes = new ArrayList<>();
        OptionalInt bytes = RunMemory.measure(model, notes::add);
        return new Result(
                bytes.isPresent() ? calibrated.withBytesPerPixel(bytes.getAsInt()) : calibrated, List.copyOf(notes));
    }
}
