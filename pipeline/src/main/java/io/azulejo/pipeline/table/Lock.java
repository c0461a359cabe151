package io.azulejo.pipeline.table;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/**
 * Keeps two runs from working on one OUTPUT by mistake: {@code _lock.json}, created if absent, says who holds it. It
 * saves work; what makes two runs safe is that a marker is created only once.
 */
public final class Lock implements AutoCloseable {
    private final Store store;
    private final Path place;
    private final byte[] content;

    private Lock(Store store, Path place, byte[] content) {
        this.store = store;
        this.place = place;
        this.content = content;
    }

    /**
     * Who holds a lock.
     *
     * @param host name of the machine
     * @param process its number there
     * @param processStarted when that process began, in ISO 8601: a number is used again, this is not
     * @param since when the lock was taken, in ISO 8601
     * @param token tells two takings apart
     */
    record Holder(String host, long process, String processStarted, String since, String token) {
        static Holder self() {
            ProcessHandle self = ProcessHandle.current();
            return new Holder(
                    hostName(),
                    self.pid(),
                    started(self),
                    Instant.now().toString(),
                    UUID.randomUUID().toString());
        }

        boolean onThisHost() {
            return host.equals(hostName());
        }

        boolean alive() {
            return ProcessHandle.of(process)
                    .filter(ProcessHandle::isAlive)
                    .filter(found -> started(found).equals(processStarted))
                    .isPresent();
        }

        private static String started(ProcessHandle process) {
            return process.info().startInstant().map(Instant::toString).orElse("");
        }
    }

    /** A taken lock, and what a person should know of it. */
    public record Taken(Lock lock, Optional<String> note) {}

    /**
     * Takes the lock of an OUTPUT. One whose process is gone from this host is taken over.
     *
     * @throws RequestException if a living process holds it, or one of another host
     */
    public static Taken take(Path output, Store store) throws RequestException, IOException {
        return take(output, StorePaths.below(output, "_lock.json"), store);
    }

    private static Taken take(Path output, Path place, Store store) throws RequestException, IOException {
        Holder self = Holder.self();
        byte[] content = Json.file(self);
        Optional<String> note = Optional.empty();
        for (int attempt = 0; attempt < 3; attempt++) {
            if (store.createIfAbsent(place, content)) {
                return new Taken(new Lock(store, place, content), note);
            }
            Optional<byte[]> found = store.read(place);
            if (found.isEmpty()) {
                continue;
            }
            Holder holder = holder(found.get(), place);
            if (!holder.onThisHost() || holder.alive()) {
                throw new RequestException(held(output, place, holder));
            }
            if (removed(store, output, place, found.get(), holder)) {
                note = Optional.of("took over the lock of process %d, which is gone (since %s)"
                        .formatted(holder.process(), holder.since()));
            }
        }
        throw new RequestException("--output %s is being taken by other runs at this very moment: try again"
                .formatted(StorePaths.show(output)));
    }

    private static Holder holder(byte[] content, Path place) throws RequestException {
        try {
            return Json.read(content, Holder.class);
        } catch (IOException e) {
            throw new RequestException(
                    "%s is no lock of ours: remove it if no run is at work".formatted(StorePaths.show(place)), e);
        }
    }

    private static String held(Path output, Path place, Holder holder) {
        return holder.onThisHost()
                ? "--output %s is in use by process %d of this host since %s: wait for it, or stop it"
                        .formatted(StorePaths.show(output), holder.process(), holder.since())
                : "--output %s is in use by process %d of host %s since %s: wait for it, or delete %s if that host is gone"
                        .formatted(
                                StorePaths.show(output),
                                holder.process(),
                                holder.host(),
                                holder.since(),
                                StorePaths.show(place));
    }

    /**
     * Removes a stale lock, and nothing else that has come in its place: whoever removes it holds a lock of its own on
     * doing so. Needs no rename, which an object store does not have.
     */
    private static boolean removed(Store store, Path output, Path place, byte[] stale, Holder holder)
            throws RequestException, IOException {
        Path claim = StorePaths.below(output, "_lock-%s.json".formatted(holder.token()));
        try (Lock alone = take(output, claim, store).lock()) {
            if (!alone.holds(stale, place)) {
                return false;
            }
            store.delete(place);
            return true;
        }
    }

    private boolean holds(byte[] expected, Path at) throws IOException {
        return store.read(at).filter(found -> Arrays.equals(found, expected)).isPresent();
    }

    /** Gives the lock back; one that was taken over meanwhile stays. */
    @Override
    public void close() throws IOException {
        if (holds(content, place)) {
            store.delete(place);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
