package io.azulejo.pipeline.measure;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.metric.Comparison;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.listing.Fetching;
import io.azulejo.pipeline.listing.PictureAttempt;
import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.run.Counters;
import io.azulejo.pipeline.store.FetchedFile;
import io.azulejo.pipeline.table.PictureRow;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.Restoration;
import io.azulejo.udfs.restore.RestoreOptions;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Measures one pair into one row.
 *
 * @param runId the run
 * @param settings hash of what was asked
 * @param metrics by name
 * @param crop pixels cut off every side
 * @param scale of the run that made the pictures: a reference may be larger by less than this; 0 where none is known
 * @param options what was asked
 */
record MeasureTask(String runId, String settings, List<String> metrics, int crop, int scale, Options options)
        implements Serializable {
    /** The row of a pair; {@code cell} holds the picture's bytes, or is null where they lie in a file. */
    Row measure(PlannedPicture unit, byte[] cell, Configuration stores, Counters counters) throws IOException {
        PictureRow row = new PictureRow(unit.entry(), runId, settings);
        long[] pixels = new long[1];
        Optional<PictureException> failure = PictureAttempt.at(
                unit.entry(), () -> pixels[0] = measure(unit, cell, stores, row).pixels());
        failure.ifPresent(row::failed);
        counters.finished(pixels[0], failure.isPresent());
        return row.build();
    }

    private Shape measure(PlannedPicture unit, byte[] cell, Configuration stores, PictureRow row)
            throws PictureException, IOException {
        DecodeOptions decoding = RestoreOptions.decoding(options, 1);
        long began = System.nanoTime();
        String theirs = "its reference " + unit.reference().path();
        try (FetchedFile source = cell == null
                        ? Fetching.fetch(unit.entry(), "the file", options.value(RestoreOptions.MAX_BYTES), stores)
                        : null;
                FetchedFile reference =
                        Fetching.fetch(unit.reference(), theirs, options.value(RestoreOptions.MAX_BYTES), stores)) {
            ByteSource bytes = cell == null ? source : ByteSource.of(cell);
            String checksum = cell == null ? source.checksum() : unit.entry().etag();
            long fetched = System.nanoTime();
            row.known().took(Restoration.Stage.FETCH, fetched - began);
            row.fetched(bytes.size(), checksum);
            if (cell == null) {
                Fetching.verify(unit.entry(), "the file", source);
            }
            Fetching.verify(unit.reference(), theirs, reference);
            Decoded decoded;
            Picture against;
            try {
                decoded = Codecs.decode(bytes, decoding, row.known()::read);
                row.known().read(decoded.probe());
                against = reference(reference, decoding);
            } finally {
                row.known().took(Restoration.Stage.DECODE, System.nanoTime() - fetched);
            }
            row.known().measured(compare(decoded.picture(), against));
            row.measured();
            return decoded.picture().shape();
        }
    }

    private static Picture reference(ByteSource source, DecodeOptions options) throws PictureException, IOException {
        try {
            return Codecs.decode(source, options).picture();
        } catch (PictureException e) {
            throw new PictureException(e.kind(), "its reference: " + e.getMessage(), e);
        }
    }

    private Map<String, Double> compare(Picture picture, Picture reference) throws PictureException, IOException {
        Shape shape = picture.shape();
        Shape other = reference.shape();
        int wider = other.width() - shape.width();
        int higher = other.height() - shape.height();
        int most = Math.max(1, scale);
        if (wider < 0 || higher < 0 || wider >= most || higher >= most) {
            throw new PictureException(
                    FailureKind.SIZE_MISMATCH,
                    "it is %dx%d and its reference %dx%d: expected is the same size%s"
                            .formatted(
                                    shape.width(),
                                    shape.height(),
                                    other.width(),
                                    other.height(),
                                    scale > 1 ? ", or a reference larger by less than " + scale : ""));
        }
        try (Comparison comparison = Metrics.compare(metrics, shape, reference, crop)) {
            for (int y = 0; y < shape.height(); y++) {
                comparison.write(picture.block(y), picture.offset(y));
            }
            return comparison.values();
        }
    }
}
