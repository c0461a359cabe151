package io.azulejo.pipeline.restore;

import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Listed;
import io.azulejo.pipeline.listing.Listing;
import io.azulejo.pipeline.network.StoredModels;
import io.azulejo.pipeline.plan.Pairing;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RestoreRequest;
import io.azulejo.pipeline.restore.FilesFolder.Original;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Count;
import io.azulejo.pipeline.store.Places;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.Settings;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.restore.Restorer;
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
 * @param request in the person's words
 * @param model loaded and checked
 * @param table where the rows will go
 * @param files where restored files go
 * @param listed the input
 * @param pairing references by path; empty without {@code --reference}
 * @param settings what decides whether a finished row is still what is asked for
 * @param notes what a person should know before the work begins, a line each
 */
public record Preparation(
        RestoreRequest request,
        Model model,
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
    public static Preparation of(RestoreRequest request, Configuration configuration, Console console)
            throws RequestException {
        try {
            return checked(request, configuration, console);
        } catch (IOException e) {
            throw new RequestException("a store cannot be reached: %s".formatted(e.getMessage()), e);
        }
    }

    private static Preparation checked(RestoreRequest request, Configuration configuration, Console console)
            throws RequestException, IOException {
        List<String> metrics = metrics(request.metrics(), request.reference() != null);
        Model model = new StoredModels(configuration).load("--model", request.model());
        RestoreRequest resolved = request.withMetrics(metrics);
        try (Restorer trial = Restorer.open(SettingsOf.request(resolved, model, 1))) {
            // Opened and closed: a device that cannot be had, or a tile that is too small, is refused here.
        } catch (EngineException | IllegalArgumentException e) {
            throw new RequestException(e.getMessage(), e);
        }
        OutputTable table = output("restore", request.output(), configuration);
        Path output = table.place();
        Listed listed = listed("--input", request.input(), output, configuration, console);
        if (listed.places().stream()
                .anyMatch(place -> Places.within(Places.resolved(output), Places.resolved(place)))) {
            throw new RequestException(
                    "--input %s lies in --output %s: name another output".formatted(request.input(), request.output()));
        }
        if (request.sample() > 0) {
            listed = listed.sample(request.sample());
        }
        List<String> notes = new ArrayList<>(listed.notes());
        List<Original> originals = new ArrayList<>();
        originals.add(new Original("--input", request.input(), listed.places()));
        Optional<Pairing> pairing = Optional.empty();
        if (request.reference() != null) {
            Listed references = listed("--reference", request.reference(), output, configuration, console);
            originals.add(new Original("--reference", request.reference(), references.places()));
            notes.addAll(references.notes());
            pairing = Optional.of(new Pairing(references.entries()));
            notes.addAll(unpaired(pairing.get(), listed, request.reference()));
        }
        Optional<FilesFolder> files = Optional.empty();
        if (request.files() != null) {
            files = Optional.of(FilesFolder.checked(
                    request, written("--files", request.files()), originals, output, configuration));
        }
        SettingsOf.haloNote(resolved, model).ifPresent(notes::add);
        return new Preparation(
                resolved, model, table, files, listed, pairing, settings(resolved, model), List.copyOf(notes));
    }

    /**
     * What a flag names, without OUTPUT.
     *
     * @throws RequestException if it cannot be listed
     */
    public static Listed listed(String flag, String asked, Path output, Configuration configuration, Console console)
            throws RequestException {
        LongAdder seen = new LongAdder();
        try (Count count = Count.of(console, "objects of %s listed".formatted(flag), 0, seen::sum)) {
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
            return Places.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RequestException("%s %s: %s".formatted(flag, text, e.getMessage()), e);
        }
    }

    /** The place that a flag names, to be written to: Spark writes below no name that is not text. */
    private static Path written(String flag, String text) throws RequestException {
        Path place = place(flag, text);
        if (Places.readOnly(place)) {
            throw new RequestException(
                    "%s %s has bytes in its name that are no text, or none in this locale: name another folder, or set LC_ALL=C.UTF-8"
                            .formatted(flag, text));
        }
        return place;
    }

    /**
     * The metrics of a run: those asked for, or all that its references allow.
     *
     * @throws RequestException for an unknown one, and for any without a reference
     */
    public static List<String> metrics(List<String> asked, boolean reference) throws RequestException {
        for (String metric : asked) {
            if (!Metrics.NAMES.containsKey(metric)) {
                throw new RequestException("--metrics %s: there is no such metric; there are %s"
                        .formatted(metric, String.join(", ", Metrics.NAMES.keySet())));
            }
        }
        if (!reference) {
            if (!asked.isEmpty()) {
                throw new RequestException(
                        "--metrics %s compares with a reference: name one with --reference".formatted(asked.get(0)));
            }
            return List.of();
        }
        return asked.isEmpty() ? List.copyOf(Metrics.NAMES.keySet()) : asked;
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

    private static Settings settings(RestoreRequest request, Model model) {
        Map<String, String> values = new TreeMap<>();
        values.put("model_sha256", model.sha256());
        values.put("precision", "fp32");
        values.put("tile", request.tile() == 0 ? "auto" : Integer.toString(request.tile()));
        values.put("halo", request.halo());
        values.put("format", request.format());
        values.put("quality", request.quality() == 0 ? "default" : Integer.toString(request.quality()));
        values.put("strip", Boolean.toString(request.strip()));
        values.put("mark", request.mark());
        values.put("dpi", Dpi.parse(request.dpi()).toString());
        values.put("keep_colour", "false");
        values.put("metrics", String.join(",", request.metrics()));
        values.put("reference", request.reference() == null ? "none" : Listing.shown(request.reference()));
        return Settings.of(values);
    }
}
