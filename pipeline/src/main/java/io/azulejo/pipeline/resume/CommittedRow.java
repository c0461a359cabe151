package io.azulejo.pipeline.resume;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One committed row, as far as a later run needs it.
 *
 * @param bytes length of the source
 * @param modified when the source changed, in milliseconds since 1970 UTC
 * @param etag the store's word for the source; empty where it had none
 * @param checksum of the source; empty where it could not be read
 * @param uri of the restored file; empty where there is none
 * @param format of the restored picture; empty where it failed
 * @param runId the run that made the row
 * @param finished when the row was done
 * @param failed whether the picture failed
 */
record CommittedRow(
        long bytes,
        long modified,
        String etag,
        String checksum,
        String uri,
        String format,
        String runId,
        Instant finished,
        boolean failed) {

    /** How a listed picture stands. */
    enum State {
        /** Of the content of the row. */
        DONE,
        /** Of other content. */
        CHANGED,
        /** Only the checksum can tell. */
        DOUBTFUL
    }

    /** How a listed picture stands, and why in one line where it changed. */
    record Seen(State state, String why) {
        private static Seen of(State state) {
            return new Seen(state, "");
        }

        private static Seen changed(String why) {
            return new Seen(State.CHANGED, why);
        }
    }

    /**
     * How a picture stands that was listed under the path of this row.
     *
     * @param begun when the run began that made the row: what was touched later may have been so after it was read
     */
    Seen seen(Entry entry, Supplier<Instant> begun) {
        if (!format.isEmpty() && !checksum.endsWith(entry.sha256())) {
            return Seen.changed(
                    "the list promises the SHA-256 %s, and its row is of %s".formatted(entry.sha256(), checksum));
        }
        if (!entry.etag().isEmpty() && !etag.isEmpty()) {
            return entry.etag().equals(etag)
                    ? Seen.of(State.DONE)
                    : Seen.changed("its etag is %s, and its row is of %s".formatted(entry.etag(), etag));
        }
        if (entry.bytes() != bytes) {
            return Seen.changed("it has %,d bytes, and its row is of %,d".formatted(entry.bytes(), bytes));
        }
        // A row without a checksum is of a picture that could not be read; nothing tells whether its bytes changed.
        if (entry.modified() == modified) {
            return checksum.isEmpty() || !touched(entry, begun) ? Seen.of(State.DONE) : Seen.of(State.DOUBTFUL);
        }
        return checksum.isEmpty()
                ? Seen.changed("it changed at %s, and its row is of a file of %s that could not be read"
                        .formatted(Instant.ofEpochMilli(entry.modified()), Instant.ofEpochMilli(modified)))
                : Seen.of(State.DOUBTFUL);
    }

    /** Whether a disk says that content, name, rights or owner changed since; who sets a file's time back cannot set this. */
    private static boolean touched(Entry entry, Supplier<Instant> begun) {
        return Store.touched(StorePaths.parse(entry.uri()))
                .filter(touched -> !touched.isBefore(begun.get()))
                .isPresent();
    }
}
