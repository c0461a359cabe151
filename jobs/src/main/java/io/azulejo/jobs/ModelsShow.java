package io.azulejo.jobs;

import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.ModelException;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.ModelDescription;
import io.azulejo.pipeline.plan.StoredModels;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.table.Json;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.tiling.HaloChoice;
import io.azulejo.udfs.tiling.Tiling;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azulejo models show}: everything about one network. */
@Command(
        name = "show",
        description = "Everything about one network: card, operators, what it costs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  azulejo models show plksr-light-x2"})
final class ModelsShow implements Callable<Integer> {
    /** The picture that the redundancy is stated for: 12 megapixels. */
    private static final int WIDTH = 4000;

    private static final int HEIGHT = 3000;

    @Parameters(paramLabel = "NAME|URI", description = "Shipped network or an ONNX file.")
    String model;

    @Mixin
    StoreFlags stores;

    @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
    boolean json;

    @Override
    public Integer call() throws RequestException, IOException {
        ModelDescription description = description();
        Optional<WindowPlan> windows = windows(description.model().card());
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>(description.fields());
            windows.ifPresent(plan -> fields.put("redundancy", plan.redundancy()));
            System.out.println(Json.line(fields));
        } else {
            description.lines().forEach(System.out::println);
            windows.ifPresent(plan -> System.out.printf(
                    Locale.ROOT,
                    "%-16s %.2f: a picture of %dx%d is run in %d windows of %dx%d%n",
                    "redundancy",
                    plan.redundancy(),
                    WIDTH,
                    HEIGHT,
                    plan.windows().size(),
                    plan.windowWidth(),
                    plan.windowHeight()));
        }
        return 0;
    }

    /** The windows that a run takes by default; empty for a network that is run on whole pictures only. */
    private static Optional<WindowPlan> windows(Card card) {
        OptionalInt halo = HaloChoice.CARD.pixels(card);
        Sizes sizes = card.sizes();
        if (halo.isPresent() && sizes.fixed()) {
            int fitting = Math.min(halo.getAsInt(), sizes.mostHalo(Tiling.LEAST_CORE));
            return Optional.of(WindowPlan.fixed(WIDTH, HEIGHT, fitting, sizes.width(), sizes.height()));
        }
        return halo.isEmpty()
                ? Optional.empty()
                : Optional.of(WindowPlan.fitted(
                        WIDTH,
                        HEIGHT,
                        halo.getAsInt(),
                        Tiling.RUN_BYTES / Engine.bytesPerPixel(card),
                        sizes.multiple()));
    }

    private ModelDescription description() throws RequestException, IOException {
        try {
            return ModelDescription.of(new StoredModels(stores.configuration()).load("", model));
        } catch (ModelException e) {
            throw new RequestException(e.getMessage(), e);
        }
    }
}
