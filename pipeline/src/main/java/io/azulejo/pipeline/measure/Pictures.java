package io.azulejo.pipeline.measure;

import static org.apache.spark.sql.functions.col;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Extensions;
import io.azulejo.pipeline.listing.Listed;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.plan.Probed;
import io.azulejo.pipeline.plan.Probing;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.TableRows;
import io.azulejo.udfs.option.Options;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The pictures that {@code measure} looks at: files of a folder, or the restored pictures of an OUTPUT, which are the
 * cells of its table or the files that its rows name.
 *
 * @param entries by path
 * @param scale of the run that made them; 0 for plain files
 * @param table of the run that made them; empty for plain files
 * @param markers its commits
 */
record Pictures(List<Entry> entries, int scale, Optional<OutputTable> table, List<Marker> markers) {

    /** A picture to be measured: its bytes lie in {@code cell}, or where the entry says if that is null. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: a carrier between executors.
    record Held(Entry entry, byte[] cell) implements java.io.Serializable {}

    static Pictures of(Options options, Path output, Cluster cluster, Console console)
            throws RequestException, IOException {
        String input = options.value(RunOptions.INPUT);
        Path place = place(input);
        Configuration configuration = cluster.configuration();
        OutputTable table = new OutputTable(place, configuration);
        if (!table.exists()) {
            Listed listed = Preparation.listed("--input", input, output, configuration, console);
            listed.notes().forEach(console::line);
            return new Pictures(named(listed.entries(), options, cluster, console), 0, Optional.empty(), List.of());
        }
        table.check("restore", "--input");
        cluster.name("pictures of the table that is measured");
        return ofTable(table, cluster);
    }

    private static Path place(String input) throws RequestException {
        try {
            return StorePaths.parse(input);
        } catch (IllegalArgumentException e) {
            throw new RequestException("--input %s: %s".formatted(input, e.getMessage()), e);
        }
    }

    private static Pictures ofTable(OutputTable table, Cluster cluster) throws IOException {
        List<Marker> markers = table.markers();
        List<Entry> entries = new ArrayList<>();
        int scale = 0;
        Dataset<Row> rows = new TableRows(table, cluster.spark())
                .results(markers)
                .filter("status = 'RESTORED'")
                .select("path", "restored.uri", "restored.size", "finished_at", "restored.checksum", "scale_x");
        for (Row row : rows.collectAsList()) {
            String uri = row.isNullAt(1) ? StorePaths.show(table.place()) : row.getString(1);
            entries.add(new Entry(
                    row.getString(0), uri, row.getLong(2), row.getTimestamp(3).getTime(), row.getString(4)));
            scale = (int) Math.round(row.getDouble(5));
        }
        entries.sort(Comparator.comparing(Entry::path));
        return new Pictures(entries, scale, Optional.of(table), markers);
    }

    /** A readme beside the pictures is no picture without a partner; where a name does not tell, the content does. */
    private static List<Entry> named(List<Entry> listed, Options options, Cluster cluster, Console console) {
        List<Entry> nameless = listed.stream()
                .filter(entry -> Extensions.of(entry.path()).isEmpty())
                .toList();
        List<Probed> probes = Probing.probe(nameless, options, cluster, console);
        Set<String> others = new HashSet<>();
        for (int i = 0; i < nameless.size(); i++) {
            if (!probes.get(i).picture()) {
                others.add(nameless.get(i).path());
            }
        }
        return listed.stream().filter(entry -> !others.contains(entry.path())).toList();
    }

    /** Some of the pictures with their bytes, or where these lie. */
    JavaRDD<Held> held(List<Entry> some, Cluster cluster) {
        if (table.isEmpty()) {
            int tasks = Math.max(1, Math.min(some.size(), cluster.slots() * 16));
            return cluster.context().parallelize(some, tasks).map(entry -> new Held(entry, null));
        }
        java.util.Map<String, Entry> byPath = new java.util.HashMap<>();
        some.forEach(entry -> byPath.put(entry.path(), entry));
        var wanted = cluster.context().broadcast(byPath);
        return new TableRows(table.get(), cluster.spark())
                .images(markers)
                .filter("status = 'RESTORED'")
                .select(col("path"), col("restored.inline"))
                .javaRDD()
                .filter(row -> wanted.value().containsKey(row.getString(0)))
                .map(row -> new Held(wanted.value().get(row.getString(0)), row.getAs(1)));
    }
}
