package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises of an object that is created if absent: one creator, and never half of it seen. */
abstract class CreationContract {
    private static final int THREADS = 8;

    Path root;
    Store store;

    /** An empty folder of the store. */
    abstract Path root() throws IOException;

    /** The store of that folder. */
    abstract Store store() throws IOException;

    @BeforeEach
    void open() throws IOException {
        root = root();
        store = store();
    }

    Path place(String name) {
        return StorePaths.below(root, name);
    }

    List<String> names(String folder) throws IOException {
        return store.children(place(folder)).stream()
                .map(FileStatus::getPath)
                .map(Path::getName)
                .toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void anObjectCreatedIfAbsentHoldsItsContentAndNothingLiesBesideIt() throws Exception {
        assertTrue(store.createIfAbsent(place("deep/er/one.json"), bytes("first")));
        assertArrayEquals(bytes("first"), store.read(place("deep/er/one.json")).orElseThrow());
        assertEquals(List.of("one.json"), names("deep/er"));
    }

    @Test
    void anObjectThatIsThereIsNotCreatedAgainAndStaysUntouched() throws Exception {
        store.createIfAbsent(place("one"), bytes("first"));
        assertFalse(store.createIfAbsent(place("one"), bytes("second")));
        assertArrayEquals(bytes("first"), store.read(place("one")).orElseThrow());
        assertEquals(List.of("one"), names(""));
    }

    @Test
    void ofEightThatCreateAtOnceExactlyOneWinsAndItsContentIsWhole() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path place = place("race/" + round);
            CountDownLatch start = new CountDownLatch(1);
            List<Callable<Boolean>> racers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                byte[] content = filled(100_000, i);
                racers.add(() -> {
                    start.await();
                    return store.createIfAbsent(place, content);
                });
            }
            List<Integer> winners = winners(racers, start);
            assertEquals(1, winners.size(), "winners of round " + round + ": " + winners);
            assertArrayEquals(filled(100_000, winners.get(0)), store.read(place).orElseThrow());
        }
        assertEquals(List.of("0", "1", "2", "3", "4"), names("race"));
    }

    private static List<Integer> winners(List<Callable<Boolean>> racers, CountDownLatch start) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(racers.size());
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            racers.forEach(racer -> results.add(threads.submit(racer)));
            start.countDown();
            List<Integer> winners = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).get()) {
                    winners.add(i);
                }
            }
            return winners;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReaderSeesNothingOrTheWholeOfWhatIsBeingCreated() throws Exception {
        byte[] content = filled(2_000_000, 7);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = writer.submit(() -> {
                for (int i = 0; i < 5; i++) {
                    store.createIfAbsent(place("seen/" + i), content);
                }
                done.set(true);
                return null;
            });
            while (!done.get() && !writing.isDone()) {
                for (int i = 0; i < 5; i++) {
                    Optional<byte[]> seen = store.read(place("seen/" + i));
                    seen.ifPresent(bytes -> assertArrayEquals(content, bytes));
                }
            }
            writing.get();
        } finally {
            writer.shutdownNow();
        }
    }
}
