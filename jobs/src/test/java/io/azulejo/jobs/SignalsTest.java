package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.OutputTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What signals do to a run, each run a process that is held where the signal meets it. */
class SignalsTest {
    @TempDir
    Path folder;

    /** Three pictures of a little over a megapixel when doubled, each a commit of its own. */
    @BeforeEach
    void archive() throws Exception {
        Files.createDirectories(folder.resolve("in"));
        for (String name : List.of("a.png", "b.png", "c.png")) {
            png(folder.resolve("in").resolve(name), 512, 500);
        }
        Files.write(
                folder.resolve("tiny.onnx"),
                Families.random(new PlksrConfig(8, 1, 2, ChannelMixer.DCCM, 5, 2, false, true), 1)
                        .onnx());
    }

    private static void png(Path file, int width, int height) throws Exception {
        Shape shape = new Shape(width, height, 1, 8);
        byte[] row = new byte[shape.rowBytes()];
        new Random(width).nextBytes(row);
        try (OutputStream out = Files.newOutputStream(file);
                RowSink sink = Codecs.of(Format.PNG).encode(out, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < height; y++) {
                sink.write(row, 0);
            }
        }
    }

    private List<String> restore(String... more) {
        // The input of a store is read through Hadoop, where a test can hold it.
        List<String> words = new ArrayList<>(List.of("restore", "--input", "holding://" + folder + "/in"));
        words.addAll(
                List.of("--output", "out", "--conf", "spark.hadoop.fs.holding.impl=" + HoldingStore.class.getName()));
        words.addAll(List.of("--model", "tiny.onnx", "--halo", "exact", "--commit-megapixels", "1"));
        words.addAll(List.of("--master", "local[2]", "--json"));
        words.addAll(List.of(more));
        return words;
    }

    /** A command that is held at a place; the test goes on when it is there. */
    private Command held(String place, List<String> words, String... before) throws IOException {
        List<String> arguments = new ArrayList<>(words);
        Map.of(
                        "fs.file.impl",
                        HoldingDisk.class.getName(),
                        HoldingDisk.AT,
                        folder + "/" + place,
                        HoldingDisk.UNTIL,
                        folder.resolve("go").toString())
                .forEach((key, value) -> arguments.addAll(List.of("--conf", "spark.hadoop." + key + "=" + value)));
        Command command = Command.start(folder, List.of(before), arguments);
        command.awaitOut(HoldingDisk.SAID);
        return command;
    }

    private void release() throws IOException {
        Files.createFile(folder.resolve("go"));
    }

    private List<String> names(String place) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(place))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The record of a run that was stopped, which made these commits and holds nothing any more. */
    private JsonNode assertStopped(int exit, List<String> commits, Answer answer) throws IOException {
        assertEquals(exit, answer.exit(), answer.err());
        assertFalse(answer.err().contains("Exception"), answer.err());
        assertFalse(Files.exists(folder.resolve("out/_lock.json")), "the lock was left");
        JsonNode ended = new ObjectMapper()
                .readTree(folder.resolve("out/_runs/%s/ended.json"
                                .formatted(names("out/_runs").get(0)))
                        .toFile());
        assertEquals("STOPPED", ended.get("state").asText(), ended.toString());
        assertEquals(exit, ended.get("exit").asInt());
        assertEquals(commits.size(), ended.get("commits").size(), ended.toString());
        assertEquals(commits, Files.exists(folder.resolve("out/_commits")) ? names("out/_commits") : List.of());
        return ended;
    }

    private static void assertOneLine(int exit, String line, Answer answer) {
        assertEquals(exit, answer.exit(), answer.err());
        assertEquals("azulejo: " + line, answer.err());
    }

    @Test
    void withoutGraceTheCommitInFlightIsDroppedAndTheSameCommandGoesOn() throws Exception {
        Files.writeString(folder.resolve("in/0.png"), "no picture");
        Answer dropped;
        try (Command command = held("out/results/commit=000003", restore("--grace-seconds", "0"))) {
            command.signal("TERM");
            dropped = command.ended();
        }
        JsonNode ended = assertStopped(143, List.of("000001.json", "000002.json"), dropped);
        assertEquals(
                List.of(1, 1),
                List.of(ended.get("restored").asInt(), ended.get("failed").asInt()));
        Answer next;
        try (Command command = Command.start(folder, List.of(), restore())) {
            next = command.ended();
        }
        assertEquals(3, next.exit(), next.err());
        assertEquals(2, next.json().get("restored").asInt());
        assertEquals(2, next.json().get("skipped").asInt());
        assertTrue(next.err().contains("what an earlier run left without a marker, removed: "), next.err());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, ending after", "TERM, 143, SIGTERM: ending after", "HUP, 129, SIGHUP: ending after"})
    void theCommitInFlightComesToItsEndAndCountsAndNoOtherIsBegun(String signal, int exit, String said)
            throws Exception {
        try (Command command = held("out/results/commit=000002", restore())) {
            command.signal(signal);
            command.awaitErr(said);
            release();
            assertStopped(exit, List.of("000001.json", "000002.json"), command.ended());
        }
    }

    @Test
    void aRunThatDoesNotComeToItsEndIsEndedAndLeavesNoLock() throws Exception {
        try (Command command = held("out/images/commit=000001/_temporary", restore("--grace-seconds", "0"))) {
            command.signal("TERM");
            assertStopped(143, List.of(), command.ended());
        }
    }

    @Test
    void aSecondSigtermDropsTheCommitWithinTheGrace() throws Exception {
        try (Command command = held("out/results/commit=000001", restore())) {
            command.signal("TERM");
            command.awaitErr("SIGTERM: ending after");
            command.signalUntilItEnds("TERM");
            assertStopped(143, List.of(), command.ended());
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, ending after", "TERM, SIGTERM: ending after"})
    void aCtrlCAfterASignalEndsAtOnce(String first, String said) throws Exception {
        try (Command command = held("out/images/commit=000001/_temporary", restore())) {
            command.signal(first);
            command.awaitErr(said);
            command.signalUntilItEnds("INT");
            assertEquals(130, command.ended().exit());
        }
    }

    @Test
    void aSignalBeforeAnythingIsWrittenEndsInOneLineAndLeavesNothing() throws Exception {
        try (Command command = held("in/b.png", restore())) {
            command.signal("TERM");
            Answer answer = command.ended();
            assertOneLine(143, "stopped by SIGTERM", answer);
            assertEquals("stopped by SIGTERM", answer.json().get("error").asText());
        }
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aSignalWhileARunOfATableIsPlannedEndsInOneLineAndLeavesNoLock() throws Exception {
        new OutputTable(StorePaths.parse(folder.resolve("out").toString()), Sessions.stores(Map.of()))
                .create("restore", "azulejo test");
        try (Command command = held("in/b.png", restore())) {
            assertTrue(Files.exists(folder.resolve("out/_lock.json")));
            command.signal("HUP");
            assertOneLine(129, "stopped by SIGHUP", command.ended());
        }
        assertEquals(List.of("_azulejo.json"), names("out"));
    }

    @Test
    void underNohupSighupIsIgnored() throws Exception {
        try (Command command = held("out/results/commit=000001", restore(), "nohup")) {
            command.signal("HUP");
            release();
            Answer answer = command.ended();
            assertEquals(0, answer.exit(), answer.err());
            assertEquals(3, answer.json().get("restored").asInt());
        }
    }

    @Test
    void measuringIsOneCommitThatIsDropped() throws Exception {
        List<String> measure = List.of(
                "measure", "--input", "in", "--reference", "in", "--output", "out", "--grace-seconds", "0", "--json");
        try (Command command = held("out/results/commit=000001", measure)) {
            command.signal("TERM");
            assertStopped(143, List.of(), command.ended());
        }
    }

    @Test
    void theTraceOfADefectLiesBesideTheRecordOfItsRun() throws Exception {
        List<String> words = restore("--conf", "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version=9");
        Answer answer;
        try (Command command = Command.start(folder, List.of(), words)) {
            answer = command.ended();
        }
        assertEquals(1, answer.exit(), answer.err());
        assertEquals(1, answer.err().lines().count(), answer.err());
        Path trace = folder.resolve(
                "out/_runs/%s/trace.txt".formatted(names("out/_runs").get(0)));
        assertTrue(answer.err().endsWith("(full trace: file://%s)".formatted(trace)), answer.err());
        assertTrue(Files.readString(trace).contains("FileOutputCommitter"));
        assertTrue(
                answer.err().startsWith("azulejo: " + answer.json().get("error").asText()), answer.err());
    }
}
