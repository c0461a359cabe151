package io.azulejo.pipeline.plan;

import io.azulejo.imaging.metric.Metrics;
import io.azulejo.models.card.Halo;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Listed;
import io.azulejo.pipeline.listing.Listing;
import io.azulejo.pipeline.plan.FilesFolder.Original;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.CountProgress;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.Settings;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.recipe.Recipe;
import io.azulejo.udfs.restore.RestoreOptions;
import io.azulejo.udfs.restore.Restorer;
import io.azulejo.udfs.tiling.HaloChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Everything about a request that can be known, and refused, before a Spark session is made or a byte is written.
 *
 * @param options what was asked
 * @param model loaded and checked
 * @param recipe what is done to a picture; its network is not open, so that it tells of shapes only
 * @param table where the rows will go
 * @param files where restored files go
 * @param listed the input
 * @param pairing references by path; empty without {@code --reference}
 * @param settings what decides whether a finished row is still what is asked for
 * @param notes what a person should know before the work begins, a line each
 */
public record Preparation(
        Options options,
        Model model,
        Recipe recipe,
        OutputTable table,
        Optional<FilesFolder> files,
        Listed listed,
        Optional<Pairing> pairing,
        Settings settings,
        List<String> notes) {

    /**
     * Checks a request.
     *
     * @throws RequestException if it cannot be carried out; nothing was written
     */
    public static Preparation of(Options options, Configuration configuration, Console console)
            throws RequestException {
        try {
            return checked(options, configuration, console);
        } catch (IOException e) {
            throw new RequestException("a store cannot be reached: %s".formatted(e.getMessage()), e);
        }
    }

    private static Preparation checked(Options options, Configuration configuration, Console console)
            throws RequestException, IOException {
        Optional<String> reference = options.find(RunOptions.REFERENCE);
        metrics(options);
        Model model = new StoredModels(configuration).load("--model", options.value(RunOptions.MODEL));
        Recipe recipe;
        // Opened and closed: a device that cannot be had, or a tile that is too small, is refused here.
        try (Restorer trial = Restorer.open(model, options)) {
            recipe = trial.recipe();
        } catch (EngineException | IllegalArgumentException e) {
            throw new RequestException(e.getMessage(), e);
        }
        String input = options.value(RunOptions.INPUT);
        OutputTable table = output("restore", options.value(RunOptions.OUTPUT), configuration);
        Path output = table.place();
        Listed listed = listed("--input", input, output, configuration, console);
        if (listed.places().stream()
                .anyMatch(place -> StorePaths.within(StorePaths.resolved(output), StorePaths.resolved(place)))) {
            throw new RequestException("--input %s lies in --output %s: name another output"
                    .formatted(input, options.value(RunOptions.OUTPUT)));
        }
        Optional<Integer> sample = options.find(RunOptions.SAMPLE);
        if (sample.isPresent()) {
            listed = listed.sample(sample.get());
        }
        List<String> notes = new ArrayList<>(listed.notes());
        List<Original> originals = new ArrayList<>();
        originals.add(new Original("--input", input, listed.places()));
        Optional<Pairing> pairing = Optional.empty();
        if (reference.isPresent()) {
            Listed references = listed("--reference", reference.get(), output, configuration, console);
            originals.add(new Original("--reference", reference.get(), references.places()));
            notes.addAll(references.notes());
            pairing = Optional.of(new Pairing(references.entries()));
            notes.addAll(unpaired(pairing.get(), listed, reference.get()));
        }
        Optional<FilesFolder> files = Optional.empty();
        Optional<String> asked = options.find(RunOptions.FILES);
        if (asked.isPresent()) {
            files = Optional.of(
                    FilesFolder.checked(options, written("--files", asked.get()), originals, output, configuration));
        }
        haloNote(options, model).ifPresent(notes::add);
        return new Preparation(
                options, model, recipe, table, files, listed, pairing, settings(options, model), List.copyOf(notes));
    }

    /** What to say where a halo below the calibrated one was asked for. */
    private static Optional<String> haloNote(Options options, Model model) {
        HaloChoice choice = options.value(RestoreOptions.HALO);
        Optional<Integer> calibrated = model.card().halo().map(Halo::value);
        if (choice.kind() != HaloChoice.Kind.PIXELS || calibrated.isEmpty() || choice.pixels() >= calibrated.get()) {
            return Optional.empty();
        }
        return Optional.of("--halo %d is below the %d for which %s is calibrated: seams may show"
                .formatted(choice.pixels(), calibrated.get(), model.name()));
    }

    /**
     * What a flag names, without OUTPUT.
     *
     * @throws RequestException if it cannot be listed
     */
    public static Listed listed(String flag, String asked, Path output, Configuration configuration, Console console)
            throws RequestException {
        LongAdder seen = new LongAdder();
        try (CountProgress count = CountProgress.of(console, "objects of %s listed".formatted(flag), 0, seen::sum)) {
            return new Listing(flag, configuration, seen).list(asked, Optional.of(output));
        }
    }

    /**
     * The table that {@code --output} names.
     *
     * @param kind {@code restore} or {@code measure}
     * @throws RequestException if its store cannot be reached, or a run of this kind may not write there
     */
    public static OutputTable output(String kind, String asked, Configuration configuration) throws RequestException {
        try {
            OutputTable table = new OutputTable(written("--output", asked), configuration);
            table.check(kind, "--output");
            return table;
        } catch (IOException e) {
            throw new RequestException("--output %s cannot be reached: %s".formatted(asked, e.getMessage()), e);
        }
    }

    /**
     * The place that a flag names.
     *
     * @throws RequestException if it names none
     */
    public static Path place(String flag, String text) throws RequestException {
        try {
            return StorePaths.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RequestException("%s %s: %s".formatted(flag, text, e.getMessage()), e);
        }
    }

    /** The place that a flag names, to be written to: Spark writes below no name that is not text. */
    private static Path written(String flag, String text) throws RequestException {
        Path place = place(flag, text);
        if (StorePaths.readOnly(place)) {
            throw new RequestException(
                    "%s %s has bytes in its name that are no text, or none in this locale: name another folder, or set LC_ALL=C.UTF-8"
                            .formatted(flag, text));
        }
        return place;
    }

    /**
     * The metrics of a run: those asked for, or all that its references allow.
     *
     * @throws RequestException for any without a reference
     */
    public static List<String> metrics(Options options) throws RequestException {
        Optional<List<String>> asked = options.find(RestoreOptions.MEASURED);
        if (options.find(RunOptions.REFERENCE).isPresent()) {
            return asked.orElse(List.copyOf(Metrics.NAMES.keySet()));
        }
        if (asked.isPresent()) {
            throw new RequestException("--metrics %s compares with a reference: name one with --reference"
                    .formatted(asked.get().get(0)));
        }
        return List.of();
    }

    private static List<String> unpaired(Pairing pairing, Listed listed, String reference) throws RequestException {
        List<Entry> pictures = listed.named();
        List<String> unpaired = pairing.unpaired(pictures);
        if (unpaired.isEmpty()) {
            return List.of();
        }
        String first = String.join(", ", unpaired.subList(0, Math.min(3, unpaired.size())));
        if (unpaired.size() == pictures.size()) {
            throw new RequestException("--reference %s: no picture has a partner of the same path there (%s%s)"
                    .formatted(reference, first, unpaired.size() > 3 ? ", …" : ""));
        }
        return List.of("%d of %d pictures have no partner below %s and are restored without metrics: %s%s"
                .formatted(unpaired.size(), pictures.size(), reference, first, unpaired.size() > 3 ? ", …" : ""));
    }

    private static Settings settings(Options options, Model model) {
        Map<String, String> more = new TreeMap<>();
        more.put("model_sha256", model.sha256());
        options.find(RunOptions.REFERENCE)
                .ifPresent(reference -> more.put(RunOptions.REFERENCE.key(), Listing.shown(reference)));
        return Settings.of(options, RunOptions.RESTORE, more);
    }
}
