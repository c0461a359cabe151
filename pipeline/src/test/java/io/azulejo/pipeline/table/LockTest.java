package io.azulejo.pipeline.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    private static final String SINCE = "2026-01-02T03:04:05Z";

    @TempDir
    Path folder;

    private org.apache.hadoop.fs.Path output;
    private Store store;

    @BeforeEach
    void open() throws IOException {
        output = StorePaths.parse(folder.toString());
        store = Store.of(output, Sessions.stores(Map.of()));
    }

    private Lock.Taken take() throws Exception {
        return Lock.take(output, store);
    }

    private String refused() {
        return assertThrows(RequestException.class, this::take).getMessage();
    }

    private Path file() {
        return folder.resolve("_lock.json");
    }

    private void heldBy(String host, long process, String started) throws IOException {
        Files.write(file(), Json.file(new Lock.Holder(host, process, started, SINCE, "token")));
    }

    private static String thisHost() throws IOException {
        return InetAddress.getLocalHost().getHostName();
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().orElseThrow().toString();
    }

    /** The number of a process that has ended. */
    private static long gone() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void aLivingProcessOfThisHostIsNamedWithItsTime() throws Exception {
        ProcessHandle self = ProcessHandle.current();
        heldBy(thisHost(), self.pid(), started(self));
        assertEquals(
                "--output file://%s is in use by process %d of this host since %s: wait for it, or stop it"
                        .formatted(folder, self.pid(), SINCE),
                refused());
        assertTrue(Files.exists(file()));
    }

    @Test
    void aProcessThatIsGoneLosesItsLockAndThatIsSaid() throws Exception {
        long gone = gone();
        heldBy(thisHost(), gone, SINCE);
        try (Lock lock = take().lock()) {
            assertEquals(ProcessHandle.current().pid(), holder().process());
        }
        heldBy(thisHost(), gone, SINCE);
        Lock.Taken again = take();
        assertEquals(
                Optional.of("took over the lock of process %d, which is gone (since %s)".formatted(gone, SINCE)),
                again.note());
        again.lock().close();
        assertEquals(List.of(), store.children(output));
    }

    @Test
    void aRunThatDiedWhileItTookOverKeepsNobodyOut() throws Exception {
        heldBy(thisHost(), gone(), SINCE);
        Lock.Holder taker = new Lock.Holder(thisHost(), gone(), SINCE, SINCE, "another token");
        Files.write(folder.resolve("_lock-token.json"), Json.file(taker));
        take().lock().close();
        assertEquals(List.of(), store.children(output));
    }

    @Test
    void anotherProcessThatGotTheOldNumberIsNotTheHolder() throws Exception {
        heldBy(thisHost(), ProcessHandle.current().pid(), "2001-01-01T00:00:00Z");
        assertTrue(take().note().isPresent());
    }

    @Test
    void aLockOfAnotherHostIsRefusedWithWhatToDelete() throws Exception {
        heldBy("elsewhere", 77, SINCE);
        assertEquals(
                "--output file://%s is in use by process 77 of host elsewhere since %s: wait for it, or delete file://%s if that host is gone"
                        .formatted(folder, SINCE, file()),
                refused());
    }

    @Test
    void whatIsNoLockOfOursIsLeftAlone() throws Exception {
        Files.writeString(file(), "not ours");
        assertEquals("file://%s is no lock of ours: remove it if no run is at work".formatted(file()), refused());
    }

    @Test
    void closingGivesItBack() throws Exception {
        take().lock().close();
        assertFalse(Files.exists(file()));
        Lock.Taken again = take();
        assertEquals(Optional.empty(), again.note());
        again.lock().close();
    }

    @Test
    void closingLeavesALockThatAnotherTookOver() throws Exception {
        Lock mine = take().lock();
        heldBy("elsewhere", 77, SINCE);
        mine.close();
        assertEquals("elsewhere", holder().host());
    }

    @Test
    void ofTwoAtOnceOneWinsAlsoOverAStaleLock() throws Exception {
        for (int round = 0; round < 20; round++) {
            if (round % 2 == 1) {
                heldBy(thisHost(), 1, "2001-01-01T00:00:00Z");
            }
            List<Lock> won = raced();
            assertEquals(1, won.size(), "round " + round);
            won.get(0).close();
            assertEquals(List.of(), store.children(output), "round " + round);
        }
    }

    private List<Lock> raced() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Optional<Lock>>> results = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    try {
                        return Optional.of(take().lock());
                    } catch (RequestException e) {
                        return Optional.empty();
                    }
                }));
            }
            start.countDown();
            List<Lock> won = new ArrayList<>();
            for (Future<Optional<Lock>> result : results) {
                result.get().ifPresent(won::add);
            }
            return won;
        } finally {
            threads.shutdownNow();
        }
    }

    private Lock.Holder holder() throws IOException {
        return Json.read(Files.readAllBytes(file()), Lock.Holder.class);
    }
}
