package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Measure;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.store.OddNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What becomes of pictures whose names are no UTF-8, and of links that lead nowhere. */
class RestoreOddNamesTest extends SmallArchive {
    private void odd(String latin, long seed) throws Exception {
        Path file = OddNames.file(input, latin);
        Files.createDirectories(file.getParent());
        Files.write(file, TestPictures.png(24, 20, seed));
    }

    private static List<String> below(Path folder) throws Exception {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.startsWith("_"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theyAreRestoredMeasuredAndFoundAgainAndNoTwoShareARowOrAFile() throws Exception {
        odd("a\u00F1.png", 1);
        odd("a\u00F2.png", 2);
        odd("d\u00FF/b\u00F1.png", 3);
        picture("a?.png", 4);
        picture("a%F1.png", 5);
        picture("a\\xF1.png", 6);
        Path files = temporary.resolve("restored");
        Ran ran = restore().files(files).run();
        assertEquals(0, ran.ending().exit());
        List<String> paths =
                List.of("a%F1.png", "a?.png", "a\\\\xF1.png", "a\\xF1.png", "a\\xF2.png", "d\\xFF/b\\xF1.png");
        assertEquals(paths, Tables.paths(output));
        assertEquals(
                List.of("a%5CxF1.png", "a%F1.png-2.png", "a%F1.png.png", "a%F2.png", "a?.png", "d%FF/b%F1.png"),
                below(files));
        for (Row row : Tables.rows(output, "images")) {
            String uri = (String) Tables.of(row, "restored", "uri");
            assertArrayEquals(Tables.cell(row), Files.readAllBytes(Path.of(uri.substring("file://".length()))), uri);
        }
        assertEquals(
                6,
                Tables.rows(output, "images").stream()
                        .map(row -> Tables.of(row, "source", "checksum"))
                        .distinct()
                        .count());
        assertEquals(6, restore().files(files).run().count("skipped"));
        Ran measured = new Measure(files, files, temporary.resolve("quality")).run();
        assertEquals(List.of(6L, 0L), List.of(measured.count("measured"), measured.count("failed")));
        Ran itself = new Measure(input, input, temporary.resolve("same")).run();
        assertEquals(List.of(6L, 0L), List.of(itself.count("measured"), itself.count("failed")));
    }

    @Test
    void aLinkThatLeadsNowhereIsARowThatSaysWhere() throws Exception {
        picture("a.png", 1);
        Files.createSymbolicLink(input.resolve("nowhere.png"), Path.of("gone.png"));
        Files.createSymbolicLink(input.resolve("round.png"), input.resolve("round.png"));
        Ran ran = restore().run();
        assertEquals(
                List.of(3, 3L, 1L, 2L),
                List.of(ran.ending().exit(), ran.count("images"), ran.count("restored"), ran.count("failed")));
        assertEquals(
                "UNREADABLE: the file cannot be read: it is a link to %s/gone.png, which is not there".formatted(input),
                error("nowhere.png"));
        assertEquals(
                "UNREADABLE: the file cannot be read: it is a link to %s/round.png, which leads back to it"
                        .formatted(input),
                error("round.png"));
    }

    private String error(String path) {
        Row row = Tables.row(output, path);
        return row.getAs("error_kind") + ": " + row.getAs("error_message");
    }

    @Test
    void nothingIsWrittenBelowAFolderOfSuchAName() throws Exception {
        picture("a.png", 1);
        String odd = temporary + "/d\\xFF";
        for (String message : List.of(
                new io.azulejo.pipeline.Restore(input.toString(), odd + "/out").refused(),
                restore().files(odd).refused())) {
            assertTrue(message.endsWith("name another folder, or set LC_ALL=C.UTF-8"), message);
        }
        assertEquals(List.of("scans/a.png"), below(temporary));
    }
}
