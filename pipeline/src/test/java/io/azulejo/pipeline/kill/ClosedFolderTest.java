package io.azulejo.pipeline.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.table.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Folders and files that may not be read, seen by a process that has no rights beyond what they say. */
class ClosedFolderTest extends SmallArchive {
    private static final List<String> PLAIN_ROOT =
            List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all");

    private Path files;

    private void rights(String name, String rights) throws IOException {
        Files.setPosixFilePermissions(input.resolve(name), PosixFilePermissions.fromString(rights));
    }

    @AfterEach
    void open() throws IOException {
        for (String folder : List.of("closed", "open/closed", "names only")) {
            rights(folder, "rwxr-xr-x");
        }
        rights("secret.png", "rw-r--r--");
    }

    /** The record of the end of a run in a process of its own; the administrator's rights over all files are dropped. */
    private Map<?, ?> run() throws Exception {
        List<String> command = new ArrayList<>();
        if (Files.isReadable(input.resolve("closed"))) {
            assumeTrue(runs(PLAIN_ROOT), "an administrator may read all, and setpriv cannot take that away here");
            command.addAll(PLAIN_ROOT);
        }
        command.addAll(Driver.command(input.toString(), output.toString(), files.toString(), TestCluster.network()));
        Path log = temporary.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> text(log));
        try (Stream<Path> runs = Files.list(output.resolve("_runs"))) {
            return Json.read(Files.readAllBytes(runs.findAny().orElseThrow().resolve("ended.json")), Map.class);
        }
    }

    private static boolean runs(List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String error(String path) {
        Row row = Tables.row(output, path);
        return row.getAs("error_kind") + ": " + row.getAs("error_message");
    }

    @Test
    void eachIsOneRowTheRestIsRestoredAndWhatIsOpenedLaterIsTakenUp() throws Exception {
        for (String name :
                List.of("a.png", "closed/b.png", "open/closed/c.png", "open/d.png", "names only/e.png", "secret.png")) {
            picture(name, name.hashCode());
        }
        files = temporary.resolve("restored");
        rights("closed", "---------");
        rights("open/closed", "---------");
        rights("names only", "r--------");
        rights("secret.png", "---------");
        Map<?, ?> ended = run();
        assertEquals(
                List.of(6, 2, 4, 3),
                Stream.of("images", "restored", "failed", "exit")
                        .map(ended::get)
                        .toList());
        assertEquals(
                List.of("a.png", "closed/", "names only/e.png", "open/closed/", "open/d.png", "secret.png"),
                Tables.paths(output));
        String folder = "UNREADABLE: the folder may not be read: permission denied";
        String file = "UNREADABLE: the file may not be read: permission denied";
        assertEquals(folder, error("closed/"));
        assertEquals(folder, error("open/closed/"));
        assertEquals(file, error("names only/e.png"));
        assertEquals(file, error("secret.png"));
        assertEquals("file://" + input + "/closed", Tables.of(Tables.row(output, "closed/"), "source", "uri"));
        assertFalse(Files.exists(files.resolve("closed")), "a folder claims no file");

        open();
        Ran again = new Restore(input, output).files(files).commitMegapixels(1).run();
        // The folders' own rows stay, and are of nothing that is in this input now.
        assertEquals(
                List.of(6L, 2L, 0L, 2L),
                Stream.of("images", "restored", "failed", "failed_earlier")
                        .map(again::count)
                        .toList());
        Ran listed = new Restore(
                        output.resolve("_runs/%s/failed.csv".formatted(ended.get("run_id"))),
                        temporary.resolve("other"))
                .run();
        assertEquals(
                List.of("closed/b.png", "names only/e.png", "open/closed/c.png", "secret.png"),
                Tables.paths(temporary.resolve("other")));
        assertEquals(4, listed.count("restored"));
    }
}
