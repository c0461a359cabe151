package io.azulejo.pipeline.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.StorePaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureListsTest {
    private static final int MANY = 100_000;

    @TempDir
    Path folder;

    private static Entry entry(int number) {
        return new Entry("%06d.png".formatted(number), "file:///scans/%06d.png".formatted(number), 1, 1, "");
    }

    @Test
    void aHundredThousandFailuresAreListedEachOnce() throws Exception {
        OutputTable table = new OutputTable(StorePaths.parse(folder.toString()), Sessions.stores(Map.of()));
        TestCluster.cluster()
                .spark()
                .range(MANY)
                .selectExpr(
                        "format_string('%06d.png', id) as path",
                        "'FAILED' as status", "'UNREADABLE' as error_kind", "'it may not be read' as error_message")
                .coalesce(1)
                .write()
                .parquet(TableRows.name(table.folder("results", 1)));
        table.commit(new Marker(1, "run", Settings.NONE, List.of(), table.dataFiles("results", 1), MANY, List.of()));
        List<Entry> allButTheLast =
                IntStream.range(0, MANY - 1).mapToObj(PictureListsTest::entry).toList();
        new PictureLists(table, TestCluster.cluster().spark(), "run").failed(allButTheLast);
        try (Stream<String> lines = Files.lines(folder.resolve("_runs/run/failed.csv"))) {
            List<String> paths =
                    lines.skip(1).map(line -> line.substring(1, 11)).toList();
            assertEquals(allButTheLast.stream().map(Entry::path).toList(), paths);
        }
    }
}
