package io.azulejo.pipeline.restore;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Fetching;
import io.azulejo.pipeline.listing.PictureAttempt;
import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.run.Counters;
import io.azulejo.pipeline.store.EncodedFile;
import io.azulejo.pipeline.store.FetchedFile;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.UnwritableException;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.PictureRow;
import io.azulejo.udfs.restore.Restoration;
import io.azulejo.udfs.restore.RestoreOptions;
import io.azulejo.udfs.restore.Restorer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * Restores the pictures of one task, one after the other, each into one row. What is wrong with a picture goes into its
 * row; what is wrong with this machine (no room for scratch files, say) is thrown. For one thread.
 */
final class RestoreTask implements Closeable {
    private final RestoreContext context;
    private final Configuration stores;
    private final Counters counters;
    private final int commit;
    private final Restorer restorer;
    private final EncodedFile encoded;

    RestoreTask(RestoreContext context, Configuration stores, Counters counters, int commit) {
        this.context = context;
        this.stores = stores;
        this.counters = counters;
        this.commit = commit;
        this.restorer = context.restorer();
        this.encoded = new EncodedFile(context.options().value(RunOptions.MAX_CELL_MIB) << 20);
    }

    /** The row of one picture. */
    Row restore(PlannedPicture unit) throws IOException {
        PictureRow row = new PictureRow(unit.entry(), context.runId(), context.settings());
        row.model(context.modelName(), context.modelSha256());
        long[] pixels = new long[1];
        Optional<PictureException> failure = PictureAttempt.at(
                unit.entry(), () -> pixels[0] = restore(unit, row).pixels());
        failure.ifPresent(row::failed);
        counters.finished(pixels[0], failure.isPresent());
        return row.build();
    }

    private Shape restore(PlannedPicture unit, PictureRow row) throws PictureException, IOException {
        Entry partner = unit.reference();
        String theirs = partner == null ? "" : "its reference " + partner.path();
        long began = System.nanoTime();
        try (FetchedFile source = fetch(unit.entry(), "the file")) {
            row.known().took(Restoration.Stage.FETCH, System.nanoTime() - began);
            row.fetched(source.size(), source.checksum());
            Fetching.verify(unit.entry(), "the file", source);
            try (FetchedFile reference = partner == null ? null : fetch(partner, theirs)) {
                if (partner != null) {
                    Fetching.verify(partner, theirs, reference);
                }
                restorer.restore(source, Optional.ofNullable(reference), encoded::restart, row.known());
            }
        }
        keep(unit, row);
        return row.known().output();
    }

    private FetchedFile fetch(Entry entry, String what) throws PictureException, IOException {
        return Fetching.fetch(entry, what, context.options().value(RestoreOptions.MAX_BYTES), stores);
    }

    /** The encoded picture into its cell or, where it is too large for one, into a file; and into the files asked for. */
    private void keep(PlannedPicture unit, PictureRow row) throws PictureException, IOException {
        String checksum = encoded.checksum();
        Optional<byte[]> cell = encoded.bytes();
        String uri = null;
        if (cell.isEmpty()) {
            uri = publish(OutputTable.overflow(
                    context.table(), commit, unit.entry().path(), row.known().format()));
        }
        Optional<String> file = unit.fileKey(row.known().format());
        if (file.isPresent()) {
            uri = publish(StorePaths.below(context.files(), file.get()));
        }
        row.restored(uri, encoded.size(), checksum, cell.orElse(null));
    }

    private String publish(Path target) throws PictureException, IOException {
        try (InputStream content = encoded.open()) {
            Store.of(target, stores).publish(content, target);
            return StorePaths.show(target);
        } catch (UnwritableException e) {
            if (e.getMessage().contains("name too long")) {
                throw new PictureException(
                        FailureKind.UNSUPPORTED,
                        "its file name is too long for this disk: %s".formatted(target.getName()),
                        e);
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        restorer.close();
        encoded.close();
    }
}
