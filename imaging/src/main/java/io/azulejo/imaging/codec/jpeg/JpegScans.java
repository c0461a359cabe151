package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Looks whether the scans of a file together give every coefficient to its last bit. A decoder does not: a file cut
 * between two scans decodes without a word to a blurred or colourless picture.
 */
final class JpegScans {
    /** A progressive file has about ten; each costs a pass over the whole picture. */
    private static final int MOST_SCANS = 500;

    private static final int MISSING = 99;

    private final JpegFrame frame;
    /** Bits still missing of coefficient k of component c. */
    private final int[][] missing;

    private JpegScans(JpegFrame frame) {
        this.frame = frame;
        this.missing = new int[frame.components()][64];
        for (int[] component : missing) {
            Arrays.fill(component, MISSING);
        }
    }

    /** Reads the file from its first scan on; a sequential file of one scan no further than that scan's header. */
    static void check(SourceReader in, JpegHeader header, Findings findings) throws PictureException, IOException {
        in.seek(header.scan());
        JpegScans scans = new JpegScans(header.frame());
        int count = 0;
        for (int marker = nextMarker(in); marker >= 0 && marker != JpegHeader.EOI; marker = nextMarker(in)) {
            if (marker != JpegHeader.SOS) {
                skipSegment(in);
                continue;
            }
            scans.take(in);
            if (!header.frame().progressive() && scans.complete()) {
                return;
            }
            if (++count > MOST_SCANS) {
                throw new PictureException(
                        FailureKind.CORRUPT, "more than %d scans; a picture has about 10".formatted(MOST_SCANS));
            }
        }
        if (!scans.complete()) {
            findings.report(
                    Strictness.TRUNCATED,
                    FailureKind.TRUNCATED,
                    "scans are missing: the file has %d, which do not make a whole picture".formatted(count));
        }
    }

    /**
     * The next marker that begins a segment or ends a picture, behind which the reader then stands; -1, and at the end,
     * where there is none.
     */
    static int nextMarker(SourceReader in) throws PictureException, IOException {
        while (in.seekMarker()) {
            in.read();
            int marker = in.read();
            if (marker == 0xff) {
                in.seek(in.position() - 1);
            } else if (marker > 0x01 && (marker < 0xd0 || marker > JpegHeader.SOI)) {
                return marker;
            }
        }
        return -1;
    }

    /** Goes behind the segment whose marker was read. */
    static void skipSegment(SourceReader in) throws PictureException, IOException {
        if (in.remaining() >= 2) {
            in.seek(in.position() + Math.max(0, in.u16() - 2));
        }
    }

    private void take(SourceReader in) throws PictureException, IOException {
        byte[] scan = in.bytes(Math.max(0, in.u16() - 2));
        int components = scan.length == 0 ? 0 : scan[0];
        if (components < 1 || components > 4 || scan.length < 4 + 2 * components) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "a scan header of %d bytes for %d components; expected 1 to 4".formatted(scan.length, components));
        }
        int tail = 1 + 2 * components;
        int first = frame.progressive() ? scan[tail] & 63 : 0;
        int last = frame.progressive() ? scan[tail + 1] & 63 : 63;
        int bits = frame.progressive() ? scan[tail + 2] & 15 : 0;
        for (int i = 0; i < components; i++) {
            int id = scan[1 + 2 * i] & 0xff;
            for (int c = 0; c < missing.length; c++) {
                if (frame.ids().get(c) == id && first <= last) {
                    Arrays.fill(missing[c], first, last + 1, bits);
                }
            }
        }
    }

    private boolean complete() {
        for (int[] component : missing) {
            for (int bits : component) {
                if (bits != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
