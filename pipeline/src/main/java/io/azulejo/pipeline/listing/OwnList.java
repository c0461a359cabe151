package io.azulejo.pipeline.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A list of pictures that a run leaves beside its record: CSV that a person can open, and that {@code --input} takes
 * back with every path as it was. For one thread.
 */
public final class OwnList implements Closeable {
    /** The key under which {@code started.json} says which schemes the pictures of its run have. */
    public static final String SCHEMES = "schemes";

    private static final List<String> COLUMNS = List.of("path", "uri", "kind", "message", "sha256");
    private static final Pattern NAME = Pattern.compile("(failed|changed)\\.csv");

    /** What a spreadsheet takes for a formula, behind any number of the sign that keeps it from that. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private final CsvWriter writer;
    private long size;

    /** Writes the line of names. */
    public OwnList(OutputStream out) {
        CsvWriterSettings settings = new CsvWriterSettings();
        // With quotes around it a name keeps its spaces and line breaks.
        settings.setQuoteAllFields(true);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.setMaxCharsPerColumn(-1);
        settings.getFormat().setLineSeparator("\n");
        writer = new CsvWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), settings);
        writer.writeHeaders(COLUMNS);
    }

    /** Adds a picture, and why it is on this list: one word and one line. */
    public void add(Entry entry, String kind, String message) {
        writer.writeRow(guarded(entry.path()), entry.uri(), kind, guarded(message), entry.sha256());
        size++;
    }

    /** Pictures on the list. */
    public long size() {
        return size;
    }

    @Override
    public void close() {
        writer.close();
    }

    private static String guarded(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /** Whether a list with these columns is one of ours, wherever it was brought. */
    static boolean known(List<String> columns) {
        return columns.equals(COLUMNS);
    }

    /** What was guarded, without its guard. */
    static String unguarded(String text) {
        return text.startsWith("'") && FORMULA.matcher(text).matches() ? text.substring(1) : text;
    }

    /** The schemes of the pictures of the run beside whose record a list lies; none where it lies elsewhere. */
    static Set<String> schemes(Path list, Configuration configuration) throws IOException {
        Path run = list.getParent();
        Path runs = run == null ? null : run.getParent();
        Set<String> schemes = new TreeSet<>();
        if (!NAME.matcher(list.getName()).matches()
                || runs == null
                || !runs.getName().equals("_runs")) {
            return schemes;
        }
        Store store = Store.of(list, configuration);
        Optional<byte[]> started = store.read(StorePaths.below(run, "started.json"));
        if (started.isPresent() && store.exists(StorePaths.below(runs.getParent(), "_azulejo.json"))) {
            for (JsonNode scheme : new ObjectMapper().readTree(started.get()).path(SCHEMES)) {
                schemes.add(scheme.asText());
            }
        }
        return schemes;
    }
}
