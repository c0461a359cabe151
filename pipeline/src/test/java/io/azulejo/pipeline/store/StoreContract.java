package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises, whatever holds its bytes. */
abstract class StoreContract extends CreationContract {
    /** Letters that a name may have. */
    int longestName() {
        return 250;
    }

    @Test
    void whatIsPublishedIsThereWholeAndNothingLiesBesideIt() throws Exception {
        store.publish(new ByteArrayInputStream(bytes("picture")), place("a/b/one.png"));
        assertArrayEquals(bytes("picture"), store.read(place("a/b/one.png")).orElseThrow());
        assertEquals(List.of("one.png"), names("a/b"));
    }

    @Test
    void whatIsPublishedAgainReplacesTheOlder() throws Exception {
        store.publish(new ByteArrayInputStream(bytes("an older and longer one")), place("one.png"));
        store.publish(new ByteArrayInputStream(bytes("new")), place("one.png"));
        assertArrayEquals(bytes("new"), store.read(place("one.png")).orElseThrow());
        assertEquals(List.of("one.png"), names(""));
    }

    @Test
    void contentThatBreaksOffLeavesTheOlderObjectAndNothingElse() throws Exception {
        store.publish(new ByteArrayInputStream(bytes("older")), place("one.png"));
        InputStream breaking = new InputStream() {
            private int left = 10;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("the source broke off");
                }
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                buffer[offset] = (byte) read();
                return 1;
            }
        };
        assertThrows(IOException.class, () -> store.publish(breaking, place("one.png")));
        assertArrayEquals(bytes("older"), store.read(place("one.png")).orElseThrow());
        assertEquals(List.of("one.png"), names(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space.png",
                "#1.png",
                "100%.png",
                "50%20off.png",
                "a+b.png",
                "ünïcode 文字.png",
                "-dash.png",
                ".dot.png",
                "12:30.png",
                "[x]{y}*?.png",
                "quote'\".png"
            })
    void namesAreTakenLetterByLetter(String name) throws Exception {
        assertTrue(store.createIfAbsent(place("created/" + name), bytes(name)));
        store.publish(new ByteArrayInputStream(bytes(name)), place("published/" + name));
        assertEquals(List.of(name), names("created"));
        assertEquals(List.of(name), names("published"));
        assertArrayEquals(bytes(name), store.read(place("created/" + name)).orElseThrow());
        assertEquals(
                bytes(name).length, store.length(place("published/" + name)).orElseThrow());
    }

    @Test
    void aNameOfManyLettersIsNoTrouble() throws Exception {
        String name = "n".repeat(longestName());
        assertTrue(store.createIfAbsent(place("a/" + name), bytes("x")));
        store.publish(new ByteArrayInputStream(bytes("x")), place("b/" + name));
        assertEquals(List.of(name), names("a"));
        assertEquals(List.of(name), names("b"));
    }

    @Test
    void whatIsMissingReadsAsEmpty() throws Exception {
        assertEquals(Optional.empty(), store.read(place("none")));
        assertEquals(Optional.empty(), store.length(place("none")));
        assertEquals(List.of(), store.children(place("none")));
        assertFalse(store.exists(place("none")));
    }

    @Test
    void deletingWhatIsMissingDoesNothingAndDeletingAFolderTakesAllItHolds() throws Exception {
        store.delete(place("none"));
        store.createIfAbsent(place("folder/deep/one"), bytes("x"));
        store.delete(place("folder"));
        assertEquals(List.of(), names(""));
    }

    @Test
    void childrenComeSortedByName() throws Exception {
        for (String name : List.of("b", "a", "c")) {
            store.createIfAbsent(place(name), bytes(name));
        }
        assertEquals(List.of("a", "b", "c"), names(""));
    }

    @Test
    void objectsAreAllThatLieBelowAFolderByTheirWholeNames() throws Exception {
        for (String name : List.of("b #1.png", "a/c%.png", "a/deep/d.png")) {
            store.publish(new ByteArrayInputStream(bytes(name)), place("all/" + name));
        }
        assertEquals(
                Set.of(
                        StorePaths.show(place("all/b #1.png")),
                        StorePaths.show(place("all/a/c%.png")),
                        StorePaths.show(place("all/a/deep/d.png"))),
                store.objects(place("all")));
        assertEquals(Set.of(), store.objects(place("none")));
    }

    @Test
    void whatAKilledProcessWasAboutToPublishIsSweptAndNothingElse() throws Exception {
        store.publish(new ByteArrayInputStream(bytes("whole")), place("swept/_azulejo-files.json"));
        store.publish(new ByteArrayInputStream(bytes("whole")), place("swept/deep/a.png"));
        if (store.local()) {
            Path half = place("swept/deep/_azulejo-00000000-0000-4000-8000-000000000000");
            store.publish(new ByteArrayInputStream(bytes("ha")), half);
            assertEquals(1, store.sweep(place("swept")));
        }
        assertEquals(0, store.sweep(place("swept")));
        assertEquals(2, store.objects(place("swept")).size());
    }
}
