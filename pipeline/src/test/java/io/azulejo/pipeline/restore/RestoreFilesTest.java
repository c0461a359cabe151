package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.request.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --files} writes, and what it never writes over. */
class RestoreFilesTest {
    @TempDir
    Path temporary;

    private Path input;
    private Path output;
    private Path files;

    @BeforeEach
    void archive() throws Exception {
        input = Files.createDirectories(temporary.resolve("scans"));
        output = temporary.resolve("out");
        files = temporary.resolve("restored");
    }

    private void picture(String name, long seed) throws Exception {
        Path file = input.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, name.endsWith("jpg") ? TestPictures.jpeg(24, 20, seed) : TestPictures.png(24, 20, seed));
    }

    private Restore restore() {
        return new Restore(input, output).files(files);
    }

    private static List<String> below(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.equals("_azulejo-files.json"))
                    .sorted()
                    .toList();
        }
    }

    private byte[] cell(String path) {
        Row row = Tables.rows(output, "images").stream()
                .filter(one -> one.getAs("path").equals(path))
                .findFirst()
                .orElseThrow();
        return Tables.cell(row);
    }

    @Test
    void oddNamesSurviveTheRoundTripInPathUriAndFile() throws Exception {
        List<String> names = List.of(
                "#1.png",
                "+plus.png",
                "-dash.png",
                ".dot.png",
                "100%.png",
                "12:30.png",
                "50%20off.png",
                "deep #/with space/a.png",
                "n".repeat(196) + ".png",
                "{x}[y]*?.png",
                "ünïcode 文字.png");
        for (int i = 0; i < names.size(); i++) {
            picture(names.get(i), i);
        }
        Ran ran = restore().run();
        assertEquals(0, ran.ending().exit());
        assertEquals(names, Tables.paths(output));
        assertEquals(names, below(files));
        for (String name : names) {
            Row row = Tables.row(output, name);
            assertEquals("file://" + input + "/" + name, Tables.of(row, "source", "uri"));
            assertEquals("file://" + files + "/" + name, Tables.of(row, "restored", "uri"));
            assertArrayEquals(cell(name), Files.readAllBytes(files.resolve(name)), name);
        }
        assertEquals(names.size(), restore().run().count("skipped"));
    }

    @Test
    void anOutputOfAnOddNameIsWrittenUnderThatName() throws Exception {
        picture("a.png", 1);
        output = temporary.resolve("out #1 100% [x]{y} +ü");
        assertEquals(1, new Restore(input, output).run().count("restored"));
        assertTrue(Files.isDirectory(output.resolve("results/commit=000001")));
        Ran second = new Restore(input, output).run();
        assertEquals(1, second.count("skipped"));
        Ran third = new Restore(input, output).files(files).run();
        assertTrue(third.ending().summary().contains("missing files written from their cells: 1"));
        assertEquals(List.of("a.png"), below(files));
        try (Stream<Path> siblings = Files.list(temporary)) {
            assertEquals(3, siblings.count(), "scans, the output and the files");
        }
    }

    @Test
    void twoPicturesOnOneKeyAreBothKept() throws Exception {
        picture("a.jpg", 1);
        picture("a.png", 2);
        restore().format("png").run();
        assertEquals(List.of("a.jpg.png", "a.png.png"), below(files));
        assertEquals("file://" + files + "/a.jpg.png", Tables.of(Tables.row(output, "a.jpg"), "restored", "uri"));
        assertArrayEquals(cell("a.jpg"), Files.readAllBytes(files.resolve("a.jpg.png")));
        assertArrayEquals(cell("a.png"), Files.readAllBytes(files.resolve("a.png.png")));
    }

    @Test
    void aNewcomerLeavesTheKeyOfACommittedRow() throws Exception {
        picture("a.jpg", 1);
        restore().format("png").run();
        byte[] first = Files.readAllBytes(files.resolve("a.png"));
        picture("a.png", 2);
        restore().format("png").run();
        assertEquals(List.of("a.png", "a.png.png"), below(files));
        assertArrayEquals(first, Files.readAllBytes(files.resolve("a.png")));
        assertArrayEquals(cell("a.png"), Files.readAllBytes(files.resolve("a.png.png")));
    }

    @Test
    void aMissingFileIsWrittenAgainFromItsCellWithoutRestoring() throws Exception {
        picture("a.png", 1);
        picture("deep/b.png", 2);
        restore().run();
        Files.delete(files.resolve("deep/b.png"));
        Ran second = restore().run();
        assertEquals(0, second.count("restored"));
        assertTrue(second.ending().summary().contains("missing files written from their cells: 1"));
        assertArrayEquals(cell("deep/b.png"), Files.readAllBytes(files.resolve("deep/b.png")));
    }

    @Test
    void filesAskedForLaterAreWrittenFromTheCellsAndStaySo() throws Exception {
        picture("a.jpg", 1);
        picture("a.png", 2);
        new Restore(input, output).format("png").run();
        Ran second = restore().format("png").run();
        assertEquals(0, second.count("restored"));
        assertEquals(List.of("a.jpg.png", "a.png.png"), below(files));
        Ran third = restore().format("png").run();
        assertFalse(
                third.ending().summary().contains("missing files"),
                third.ending().summary());
        assertEquals(List.of("a.jpg.png", "a.png.png"), below(files));
    }

    @Test
    void aNewcomerLeavesTheNameThatARowWithoutOneWasGivenLater() throws Exception {
        picture("a.jpg", 1);
        new Restore(input, output).format("png").run();
        restore().format("png").run();
        byte[] older = Files.readAllBytes(files.resolve("a.png"));
        picture("a.png", 2);
        restore().format("png").run();
        assertEquals(List.of("a.png", "a.png.png"), below(files));
        assertArrayEquals(older, Files.readAllBytes(files.resolve("a.png")));
    }

    @Test
    void aFolderOfTheInputLeavesItsNameToNoPicture() throws Exception {
        picture("a.jpg", 1);
        picture("a.png/b.png", 2);
        Ran ran = restore().format("png").run();
        assertEquals(2, ran.count("restored"));
        assertEquals(List.of("a.jpg.png", "a.png/b.png"), below(files));
    }

    @Test
    void aPictureTooLargeForACellIsAFileOfTheOutput() throws Exception {
        Shape shape = new Shape(400, 400, 3, 16);
        byte[] noise = TestPictures.file(shape, Format.PNG, new Random(7).nextLong());
        Files.write(input.resolve("large #1.png"), noise);
        picture("small.png", 1);
        Limits limits = new Limits(512, 1 << 30, 60, 1, Limits.DEFAULT.strict());
        new Restore(input, output).limits(limits).run();
        Row row = Tables.rows(output, "images").get(0);
        assertEquals("large #1.png", row.getAs("path"));
        Path file = output.resolve("files/commit=000001/large #1.png.png");
        assertEquals("file://" + file, Tables.of(row, "restored", "uri"));
        assertNull(Tables.of(row, "restored", "inline"));
        assertEquals(Files.size(file), Tables.of(row, "restored", "size"));
        assertEquals(
                new Shape(800, 800, 3, 16),
                TestPictures.decode(Files.readAllBytes(file)).shape());
        assertNull(Tables.of(Tables.row(output, "small.png"), "restored", "uri"));

        Ran later = restore().limits(limits).run();
        assertTrue(later.ending().summary().contains("missing files written from their cells: 2"));
        assertEquals(List.of("large #1.png", "small.png"), below(files));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(files.resolve("large #1.png")));

        Files.delete(file);
        Files.delete(files.resolve("large #1.png"));
        Ran lost = restore().limits(limits).run();
        assertTrue(
                lost.ending().summary().contains("that cannot be written and stay missing: 1"),
                lost.ending().summary());
    }

    @Test
    void aFolderThatIsHoldsOrLiesInTheInputIsRefusedNamingBoth() throws Exception {
        picture("a.png", 1);
        Files.createDirectory(input.resolve("below"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), input);
        for (Path shared : List.of(input, temporary, input.resolve("below"), link, link.resolve("new"))) {
            files = shared;
            assertEquals(
                    "--files %s and --input %s share a folder: originals are never written over"
                            .formatted(shared, input),
                    restore().refused());
        }
        assertFalse(Files.exists(output));
        assertEquals(List.of("a.png"), below(input));
    }

    @Test
    void aFolderThatIsHoldsOrLiesInTheReferenceIsRefusedNamingBoth() throws Exception {
        picture("a.png", 1);
        Path reference = Files.createDirectories(temporary.resolve("other/high"));
        Files.write(reference.resolve("a.png"), TestPictures.png(48, 40, 1));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), reference);
        for (Path shared : List.of(reference, reference.getParent(), reference.resolve("new"), link)) {
            files = shared;
            assertEquals(
                    "--files %s and --reference %s share a folder: originals are never written over"
                            .formatted(shared, reference),
                    restore().reference(reference).refused());
        }
    }

    @Test
    void aFolderThatSharesWithTheOutputIsRefused() throws Exception {
        picture("a.png", 1);
        for (Path shared :
                List.of(output, output.resolve("files"), output.getParent().resolve("out"))) {
            files = shared;
            assertEquals(
                    "--files %s and --output %s share a folder: name one beside it".formatted(shared, output),
                    restore().refused());
        }
    }

    @Test
    void aFolderOfOtherThingsIsRefused() throws Exception {
        picture("a.png", 1);
        Files.createDirectory(files);
        Files.writeString(files.resolve("thesis.doc"), "x");
        assertEquals(
                "--files %s is not empty and not of an earlier run: name an empty or a new folder".formatted(files),
                restore().refused());
    }

    @Test
    void theFolderOfAnotherOutputIsRefused() throws Exception {
        picture("a.png", 1);
        restore().run();
        Path other = temporary.resolve("other");
        assertEquals(
                "--files %s belongs to file://%s, not to --output %s: name another folder"
                        .formatted(files, output, other),
                new Restore(input, other).files(files).refused());
        assertFalse(Files.exists(other));
    }

    @Test
    void aFolderWhoseOwnerCannotBeReadIsRefused() throws Exception {
        picture("a.png", 1);
        Files.createDirectory(files);
        Files.writeString(files.resolve("_azulejo-files.json"), "not ours");
        assertEquals(
                "--files %s: its _azulejo-files.json is none of ours: name another folder".formatted(files),
                restore().refused());
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedAndNothingIsCreated() throws Exception {
        picture("a.png", 1);
        Files.writeString(temporary.resolve("plain"), "a file, and no folder");
        String message = restore().files(temporary.resolve("plain/files")).refused();
        assertTrue(message.startsWith("--files ") && message.contains("cannot be written"), message);
        assertFalse(Files.exists(output));
    }

    @Test
    void aFolderThatIsALinkIsFollowedAndNothingIsWrittenTwice() throws Exception {
        picture("a.png", 1);
        Path real = Files.createDirectory(temporary.resolve("real"));
        Files.createSymbolicLink(files, real);
        restore().run();
        Ran again = restore().run();
        assertFalse(
                again.ending().summary().contains("missing files"),
                again.ending().summary());
        assertEquals(List.of("a.png"), below(real));
    }
}
