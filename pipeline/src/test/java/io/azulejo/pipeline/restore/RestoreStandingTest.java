package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.run.RunResult.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands failed stays told, run after run, and the lists by which a person takes it up. */
class RestoreStandingTest extends SmallArchive {
    @BeforeEach
    void oneGoodAndOneBrokenPicture() throws Exception {
        picture("good.png", 1);
        broken("broken.jpg");
    }

    private void broken(String name) throws IOException {
        Files.write(input.resolve(name), new byte[] {1, 2, 3});
    }

    private Path list(Ran ran, String name) {
        return output.resolve("_runs/%s/%s".formatted(ran.runId(), name));
    }

    private List<String> lines(Ran ran, String name) throws IOException {
        return Files.readAllLines(list(ran, name));
    }

    @Test
    void aSecondRunIsAsRedAsTheFirst() throws Exception {
        restore().run();
        Ran second = restore().run();
        assertEquals(
                List.of(0L, 1L, 2L),
                List.of(second.count("failed"), second.count("failed_earlier"), second.count("skipped")));
        assertEquals(3, second.ending().exit());
        assertEquals(State.DONE_WITH_FAILURES, second.ending().state());
        assertEquals(1, second.record(output, "ended").get("failed_earlier"));
        assertTrue(
                second.ending().summary().contains("failed in earlier runs, and not taken up again: 1"),
                second.ending().summary());
    }

    @Test
    void allowedAreThoseOfThisRunAndOfEarlierOnesTogetherAndTheStateSaysThatTheyAreThere() throws Exception {
        restore().run();
        broken("later.jpg");
        Ran allowed = restore().maxFailed("2").run();
        assertEquals(List.of(1L, 1L), List.of(allowed.count("failed"), allowed.count("failed_earlier")));
        assertEquals(0, allowed.ending().exit());
        assertEquals(State.DONE_WITH_FAILURES, allowed.ending().state());
        assertEquals(3, restore().maxFailed("1").run().ending().exit());
        assertEquals(0, restore().maxFailed("67%").run().ending().exit());
        assertEquals(3, restore().maxFailed("66%").run().ending().exit());
    }

    @Test
    void whatFailedOfAnotherInputIsNoFailureOfThisOne() throws Exception {
        restore().run();
        Ran other = new Restore(input + "/*.png", output.toString()).run();
        assertEquals(0, other.count("failed_earlier"));
        assertEquals(State.DONE, other.ending().state());
        assertFalse(Files.exists(list(other, "failed.csv")));
    }

    @Test
    void theListOfFailuresIsCompleteAndSaysWhereAndWhy() throws Exception {
        restore().run();
        broken("a later one.jpg");
        Ran second = restore().run();
        assertEquals(
                List.of(
                        "\"path\",\"uri\",\"kind\",\"message\",\"sha256\"",
                        "\"a later one.jpg\",\"file://%s/a later one.jpg\",\"NOT_A_PICTURE\",\"%s\",\"\""
                                .formatted(input, message("a later one.jpg")),
                        "\"broken.jpg\",\"file://%s/broken.jpg\",\"NOT_A_PICTURE\",\"%s\",\"\""
                                .formatted(input, message("broken.jpg"))),
                lines(second, "failed.csv"));
    }

    private String message(String path) {
        return Tables.row(output, path).getAs("error_message");
    }

    @Test
    void whatFailedIsTakenUpFromTheListIntoAnotherOutputUnderTheSamePaths() throws Exception {
        broken("box.jpg");
        Files.createDirectory(input.resolve("deep"));
        broken("deep/=1+1 \"x\".jpg");
        Ran first = restore().run();
        picture("deep/=1+1 \"x\".jpg", 2);
        Path other = temporary.resolve("other");
        Ran again = new Restore(list(first, "failed.csv"), other).run();
        assertEquals(List.of("box.jpg", "broken.jpg", "deep/=1+1 \"x\".jpg"), Tables.paths(other));
        assertEquals(1, again.count("restored"));
    }

    @Test
    void theSumThatAListPromisedGoesWithThePictureThatDidNotKeepIt() throws Exception {
        String sum = "0123456789abcdef".repeat(4);
        Path promised = Files.writeString(
                temporary.resolve("sums.csv"),
                "path,uri,sha256\ngood.png,%s,%s\n".formatted(input.resolve("good.png"), sum));
        Ran first = new Restore(promised, output).run();
        Path other = temporary.resolve("other");
        new Restore(list(first, "failed.csv"), other).run();
        assertEquals("FIXITY", Tables.row(other, "good.png").getAs("error_kind"));
    }

    @Test
    void whatChangedIsListedWithWhatWasFoundAndTakenUpFromTheList() throws Exception {
        Files.delete(input.resolve("broken.jpg"));
        restore().run();
        byte[] other = TestPictures.png(24, 20, 99);
        long before = Files.size(input.resolve("good.png"));
        Files.write(input.resolve("good.png"), other);
        Ran second = restore().run();
        assertEquals(
                "\"good.png\",\"file://%s/good.png\",\"CHANGED\",\"it has %,d bytes, and its row is of %,d\",\"\""
                        .formatted(input, other.length, before),
                lines(second, "changed.csv").get(1));
        assertFalse(Files.exists(list(second, "failed.csv")));
        assertEquals(
                1,
                new Restore(list(second, "changed.csv"), temporary.resolve("other"))
                        .run()
                        .count("restored"));
    }
}
