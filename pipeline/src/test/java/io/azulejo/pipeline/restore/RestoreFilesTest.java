package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.request.RunOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code --files} writes, and under which names. */
class RestoreFilesTest extends SmallArchive {
    private Path files;

    @BeforeEach
    void filesFolder() {
        files = temporary.resolve("restored");
    }

    @AfterEach
    void reset() {
        FaultyFileSystem.reset();
    }

    @Override
    protected Restore restore() {
        return super.restore().files(files);
    }

    private Restore withoutFiles() {
        return super.restore();
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
        assertEquals(1, withoutFiles().run().count("restored"));
        assertTrue(Files.isDirectory(output.resolve("results/commit=000001")));
        Ran second = withoutFiles().run();
        assertEquals(1, second.count("skipped"));
        Ran third = restore().run();
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

    /** The first look at each of these fails, which is at its header; what is read later is there. */
    private static void headerCannotBeRead(String... names) {
        for (String name : names) {
            AtomicBoolean looked = new AtomicBoolean();
            FaultyFileSystem.onOpen(
                    "/scans/" + name, path -> looked.getAndSet(true) ? null : new IOException("the store is busy"));
        }
    }

    private Restore faulty() {
        return new Restore(FaultyFileSystem.place(input), output.toString()).files(files);
    }

    @Test
    void aPictureWhoseHeaderCouldNotBeReadHasItsFileAndTakesNoOthersName() throws Exception {
        picture("committed.jpg", 1);
        faulty().format("png").run();
        byte[] committed = Files.readAllBytes(files.resolve("committed.png"));
        // Two that could not be read and one that could, all on one name; and one on the name of a committed row.
        picture("a.bmp", 2);
        picture("a.jpg", 3);
        picture("a.png", 4);
        picture("committed.png", 5);
        headerCannotBeRead("a.bmp", "a.jpg", "committed.png");

        assertEquals(4, faulty().format("png").run().count("restored"));

        List<String> pictures = List.of("a.bmp", "a.jpg", "a.png", "committed.jpg", "committed.png");
        Set<String> named = new HashSet<>();
        for (String picture : pictures) {
            String uri = (String) Tables.of(Tables.row(output, picture), "restored", "uri");
            named.add(files.relativize(Path.of(URI.create(uri))).toString());
            assertArrayEquals(cell(picture), Files.readAllBytes(Path.of(URI.create(uri))), picture);
        }
        assertEquals(Set.copyOf(below(files)), named);
        assertEquals(pictures.size(), named.size(), named.toString());
        assertEquals("file://" + files + "/a.png", Tables.of(Tables.row(output, "a.png"), "restored", "uri"));
        assertArrayEquals(committed, Files.readAllBytes(files.resolve("committed.png")));
        assertEquals(0, faulty().format("png").run().count("restored"));
    }

    @Test
    void theNameOfOneWhoseHeaderCouldNotBeReadIsThatOfTheFormatItIsFoundToHave() throws Exception {
        Files.write(input.resolve("scan.bmp"), TestPictures.jpeg(24, 20, 1));
        headerCannotBeRead("scan.bmp");
        faulty().run();
        assertEquals(List.of("scan.jpg"), below(files));
        assertArrayEquals(cell("scan.bmp"), Files.readAllBytes(files.resolve("scan.jpg")));
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
        withoutFiles().format("png").run();
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
        withoutFiles().format("png").run();
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
        withoutFiles().with(RunOptions.MAX_CELL_MIB, 1).run();
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

        Ran later = restore().with(RunOptions.MAX_CELL_MIB, 1).run();
        assertTrue(later.ending().summary().contains("missing files written from their cells: 2"));
        assertEquals(List.of("large #1.png", "small.png"), below(files));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(files.resolve("large #1.png")));

        Files.delete(file);
        Files.delete(files.resolve("large #1.png"));
        Ran lost = restore().with(RunOptions.MAX_CELL_MIB, 1).run();
        assertTrue(
                lost.ending().summary().contains("that cannot be written and stay missing: 1"),
                lost.ending().summary());
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
