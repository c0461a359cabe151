package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.Arrays;

/** Where the strips or tiles of a picture lie in its file. */
final class TiffSegments {
    private static final long MOST = 1 << 24;

    private final SourceReader in;
    private final TiffLayout layout;
    private final long[] offsets;
    private final long[] lengths;

    private TiffSegments(SourceReader in, TiffLayout layout, long[] offsets, long[] lengths) {
        this.in = in;
        this.layout = layout;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    /** CORRUPT where the directory names fewer segments than the picture has. */
    static TiffSegments read(TiffFile file, TiffDirectory directory, TiffLayout layout, Findings findings)
            throws PictureException, IOException {
        long count = layout.segments();
        String name = layout.tiled() ? "tiles" : "strips";
        if (count > MOST) {
            throw new PictureException(FailureKind.CORRUPT, "%d %s; there can be %d".formatted(count, name, MOST));
        }
        long[] offsets = directory.numbers(layout.tiled() ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS, count);
        long[] lengths = directory.numbers(layout.tiled() ? TiffTags.TILE_BYTES : TiffTags.STRIP_BYTES, count);
        if (offsets.length < count || (lengths.length < count && lengths.length > 0)) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "%d %s are needed; the directory has %d"
                            .formatted(count, name, Math.min(offsets.length, lengths.length)));
        }
        if (lengths.length == 0) {
            // Old writers left lengths out; whatever reads a segment knows where it ends.
            lengths = new long[(int) count];
            Arrays.fill(lengths, Long.MAX_VALUE);
        }
        if (measure(layout, offsets, lengths)) {
            findings.note("%s whose length is stated as 0: taken to be as long as their pixels are".formatted(name));
        }
        return new TiffSegments(file.in(), layout, offsets, lengths);
    }

    /**
     * Gives segments that are somewhere and have no length the one that they must have, as libtiff does: that of their
     * rows where there is no compression, else whatever is read of them, but only where no length is stated at all.
     *
     * @return whether there were any
     */
    private static boolean measure(TiffLayout layout, long[] offsets, long[] lengths) {
        boolean plain = layout.compression() == TiffTags.NONE;
        if (!plain && Arrays.stream(lengths).anyMatch(length -> length != 0)) {
            return false;
        }
        int perPlane = layout.across() * layout.down();
        boolean any = false;
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] == 0 && offsets[i] > 0) {
                int top = i % perPlane / layout.across() * layout.segmentHeight();
                int rows = layout.tiled()
                        ? layout.segmentHeight()
                        : Math.min(layout.segmentHeight(), layout.height() - top);
                lengths[i] = plain ? rows * layout.rowBytes() : Long.MAX_VALUE;
                any = true;
            }
        }
        return any;
    }

    /** Bytes of all segments that lie in the file, at most the file's own length. */
    long bytes() {
        long sum = 0;
        for (int i = 0; i < offsets.length && sum < in.size(); i++) {
            sum += there(i);
        }
        return Math.min(sum, in.size());
    }

    /** Whether a segment lies in the file to its last byte, and has one. */
    boolean whole(int index) {
        return there(index) > 0 && (lengths[index] == Long.MAX_VALUE || there(index) == lengths[index]);
    }

    TiffInput open(int index) {
        return new TiffInput(in, there(index) == 0 ? in.size() : offsets[index], there(index), layout.reversedBits());
    }

    private long there(int index) {
        long offset = offsets[index];
        return offset <= 0 || offset >= in.size() || lengths[index] < 0
                ? 0
                : Math.min(lengths[index], in.size() - offset);
    }
}
