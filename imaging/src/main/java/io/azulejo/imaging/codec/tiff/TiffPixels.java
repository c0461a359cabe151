package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.Palette;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.List;

/** Fills one picture or several from the same segments, row by row. For one thread and one use. */
final class TiffPixels {
    private final TiffLayout layout;
    private final TiffSegments segments;
    private final List<Target> targets;
    private final byte[] jpegTables;
    private final DecodeOptions options;
    private final Deadline deadline;
    private final Findings findings;
    private boolean damaged;

    /** A picture, and which of the stored samples become its own. */
    record Target(TiffSamples samples, Picture picture) {
        void put(byte[] stored, int count, int plane, int left, int y) {
            samples.put(stored, count, plane, picture.block(y), picture.offset(y) + left * samples.pixelBytes());
        }
    }

    TiffPixels(
            TiffLayout layout,
            TiffSegments segments,
            List<Target> targets,
            byte[] jpegTables,
            DecodeOptions options,
            Deadline deadline,
            Findings findings) {
        this.layout = layout;
        this.segments = segments;
        this.targets = targets;
        this.jpegTables = jpegTables;
        this.options = options;
        this.deadline = deadline;
        this.findings = findings;
    }

    void fill() throws PictureException, IOException {
        int perPlane = layout.across() * layout.down();
        long wanted = layout.planar() ? (long) perPlane * layout.kept() : perPlane;
        for (int i = 0; i < wanted; i++) {
            deadline.check();
            int inPlane = i % perPlane;
            Place place = new Place(
                    inPlane % layout.across() * layout.segmentWidth(),
                    inPlane / layout.across() * layout.segmentHeight(),
                    i / perPlane);
            try {
                if (!segments.whole(i)) {
                    report(FailureKind.TRUNCATED, i, "not in the file to its end");
                }
                fill(i, place);
            } catch (PictureException e) {
                boolean tolerated = e.kind() == FailureKind.TRUNCATED
                        && !options.strictness().failsOn(Strictness.TRUNCATED);
                if (e.kind() != FailureKind.CORRUPT && !tolerated) {
                    throw e;
                }
                report(e.kind(), i, e.getMessage());
            }
        }
        for (Target target : targets) {
            Palette.report(target.samples().unknownIndices(), findings);
        }
    }

    /** Where a segment's first pixel lies, and which sample it holds if each has its own segments. */
    private record Place(int left, int top, int plane) {}

    private void fill(int index, Place place) throws PictureException, IOException {
        TiffInput in = segments.open(index);
        int rows = Math.min(layout.segmentHeight(), layout.height() - place.top);
        if (layout.compression() == TiffTags.JPEG) {
            Picture part = TiffJpeg.decode(in.rest(), jpegTables, layout, options, deadline, findings);
            copy(part, rows, place);
        } else if (layout.fax()) {
            int stored = layout.tiled() ? layout.segmentHeight() : rows;
            unpack(index, place, rows, TiffFax.unpacked(in.rest(), layout, stored));
        } else {
            try (TiffUnpacker unpacker = TiffUnpacker.of(in, layout.compression())) {
                unpack(index, place, rows, unpacker);
            }
        }
    }

    private void unpack(int index, Place place, int rows, TiffUnpacker unpacker) throws PictureException, IOException {
        byte[] row = new byte[(int) layout.rowBytes()];
        int columns = Math.min(layout.segmentWidth(), layout.width() - place.left);
        for (int i = 0; i < rows; i++) {
            deadline.check();
            if (unpacker.read(row, 0, row.length) < row.length) {
                report(FailureKind.TRUNCATED, index, "the data ends in row %d of %d".formatted(i, rows));
                return;
            }
            targets.get(0).samples().restore(row, row.length);
            put(row, columns, place, place.top + i);
        }
        for (int i = rows; layout.tiled() && i < layout.segmentHeight(); i++) {
            if (unpacker.read(row, 0, row.length) < row.length) {
                return;
            }
        }
        unpacker.finish();
    }

    private void copy(Picture part, int rows, Place place) throws PictureException {
        int columns = Math.min(layout.segmentWidth(), layout.width() - place.left);
        if (part.shape().width() < columns || part.shape().height() < rows) {
            throw TiffUnpacker.corrupt("a JPEG of %dx%d pixels; expected %dx%d"
                    .formatted(part.shape().width(), part.shape().height(), columns, rows));
        }
        for (int i = 0; i < rows; i++) {
            byte[] row = new byte[part.shape().rowBytes()];
            part.copyRow(i, row);
            put(row, columns, place, place.top + i);
        }
    }

    private void put(byte[] stored, int columns, Place place, int y) {
        for (Target target : targets) {
            target.put(stored, columns, place.plane, place.left, y);
        }
    }

    /** Reports the first segment that misses pixels; where that is tolerated, the others too. */
    private void report(FailureKind kind, int index, String what) throws PictureException {
        if (!damaged) {
            String name = layout.tiled() ? "tile" : "strip";
            findings.report(
                    Strictness.TRUNCATED, kind, "%s %d of %d: %s".formatted(name, index + 1, layout.segments(), what));
        }
        damaged = true;
    }
}
