package io.azulejo.pipeline.restore;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.regexp_extract;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.plan.Worklist;
import io.azulejo.pipeline.resume.Resume;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.TableRows;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gives the pictures of earlier runs their files, from their cells: nothing is restored twice. */
final class MissingFiles {
    private final Cluster cluster;
    private final OutputTable table;
    private final Path root;
    private final Store store;

    MissingFiles(Preparation preparation, Cluster cluster) throws IOException {
        this.cluster = cluster;
        this.table = preparation.table();
        this.root = preparation.files().orElseThrow().root();
        this.store = Store.of(root, cluster.configuration());
    }

    /** Writes what is missing; gives lines for a person about what was written and what could not be. */
    List<String> write(Resume resume, Worklist work) throws IOException {
        Set<String> there = store.objects(root);
        Map<String, String> wanted = new HashMap<>();
        for (Entry entry : work.done()) {
            String path = entry.path();
            if (resume.restored(path)) {
                String name = work.names().get(path);
                String file = name == null ? resume.uri(path) : StorePaths.show(StorePaths.below(root, name));
                if (!there.contains(file)) {
                    wanted.put(path, file);
                }
            }
        }
        return wanted.isEmpty() ? List.of() : List.of(copy(wanted));
    }

    private Dataset<Row> images() throws IOException {
        return new TableRows(table, cluster.spark()).images(table.markers());
    }

    private String copy(Map<String, String> wanted) throws IOException {
        var stores = cluster.stores();
        var targets = cluster.context().broadcast(new HashMap<>(wanted));
        String output = StorePaths.show(table.place());
        cluster.name("writing %,d missing files".formatted(wanted.size()));
        long written = images().select(
                        col("path"),
                        col("restored.inline"),
                        col("format"),
                        regexp_extract(input_file_name(), "commit=([0-9]+)/[^/]*$", 1))
                .filter(col("path").isInCollection(wanted.keySet()))
                .javaRDD()
                .filter(row -> {
                    Path target = StorePaths.parse(targets.value().get(row.getString(0)));
                    return published(
                            row,
                            target,
                            StorePaths.parse(output),
                            stores.value().value());
                })
                .count();
        long lost = wanted.size() - written;
        return "missing files written from their cells: %,d%s"
                .formatted(written, lost == 0 ? "" : "; that cannot be written and stay missing: %,d".formatted(lost));
    }

    /** Whether there was a cell, or a file in its place where the picture is too large for one. */
    private static boolean published(Row row, Path target, Path output, Configuration stores) throws IOException {
        byte[] cell = row.getAs(1);
        Path file = OutputTable.overflow(
                output, Integer.parseInt(row.getString(3)), row.getString(0), Resume.labelled(row.getString(2)));
        try (InputStream content =
                cell == null ? file.getFileSystem(stores).open(file) : new ByteArrayInputStream(cell)) {
            Store.of(target, stores).publish(content, target);
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }
}
