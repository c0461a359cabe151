package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Folders that {@code --files} may not be: an original is never written over, nor what others wrote. */
class RestoreFilesRefusalsTest extends SmallArchive {
    private Path files;

    @BeforeEach
    void onePicture() throws Exception {
        files = temporary.resolve("restored");
        picture("a.png", 1);
    }

    @Override
    protected Restore restore() {
        return super.restore().files(files);
    }

    @Test
    void aFolderThatIsHoldsOrLiesInTheInputIsRefusedNamingBoth() throws Exception {
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
        try (Stream<Path> left = Files.walk(input)) {
            assertEquals(
                    List.of("a.png"),
                    left.filter(Files::isRegularFile)
                            .map(file -> input.relativize(file).toString())
                            .toList());
        }
    }

    @Test
    void aFolderThatIsHoldsOrLiesInTheReferenceIsRefusedNamingBoth() throws Exception {
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
        Files.createDirectory(files);
        Files.writeString(files.resolve("thesis.doc"), "x");
        assertEquals(
                "--files %s is not empty and not of an earlier run: name an empty or a new folder".formatted(files),
                restore().refused());
    }

    @Test
    void theFolderOfAnotherOutputIsRefused() throws Exception {
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
        Files.createDirectory(files);
        Files.writeString(files.resolve("_azulejo-files.json"), "not ours");
        assertEquals(
                "--files %s: its _azulejo-files.json is none of ours: name another folder".formatted(files),
                restore().refused());
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedAndNothingIsCreated() throws Exception {
        Files.writeString(temporary.resolve("plain"), "a file, and no folder");
        String message = restore().files(temporary.resolve("plain/files")).refused();
        assertTrue(message.startsWith("--files ") && message.contains("cannot be written"), message);
        assertFalse(Files.exists(output));
    }
}
