package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.codec.reading.Upright;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** All that stands before the first scan. Immutable. */
final class JpegHeader {
    static final int SOI = 0xd8;
    static final int EOI = 0xd9;
    static final int SOS = 0xda;

    private static final int MOST_TABLE_BYTES = 1 << 20;
    /** Marker and length. */
    private static final int SEGMENT_HEAD_BYTES = 4;

    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int DNL = 0xdc;
    /** The frame header of JPEG-LS (T.87, annex C). */
    private static final int SOF_LS = 0xf7;

    private final JpegFrame frame;
    private final JpegMetadata metadata;
    private final byte[] tables;
    private final long scan;

    private JpegHeader(JpegFrame frame, JpegMetadata metadata, byte[] tables, long scan) {
        this.frame = frame;
        this.metadata = metadata;
        this.tables = tables;
        this.scan = scan;
    }

    JpegFrame frame() {
        return frame;
    }

    JpegMetadata metadata() {
        return metadata;
    }

    /**
     * The segments that decoding needs (frame, quantisation, Huffman, restart interval) as they stand, without those of
     * applications; shared and not to be changed.
     */
    byte[] tables() {
        return tables;
    }

    /** Position of the first scan's marker SOS. */
    long scan() {
        return scan;
    }

    /** What is said of the file, which has so many pictures. */
    Probe probe(int pages) {
        int orientation = metadata.orientation();
        return new Probe(Format.JPEG, Upright.shape(frame.shape(), orientation), orientation, pages);
    }

    /** Reads up to the first scan; with {@code probing} of the segments that say something only EXIF and the index of pictures. */
    static JpegHeader read(SourceReader in, Findings findings, boolean probing) throws PictureException, IOException {
        JpegMetadata metadata = new JpegMetadata(findings);
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        JpegFrame frame = null;
        int heightAt = 0;
        if (in.u16() != 0xff00 + SOI) {
            throw corrupt("a JPEG begins with the bytes FF D8");
        }
        while (true) {
            int marker = marker(in, findings);
            if (marker == SOS) {
                if (frame == null) {
                    throw corrupt("a scan begins before any frame header");
                }
                long scan = in.position() - 2;
                byte[] whole = tables.toByteArray();
                if (frame.height() == 0) {
                    frame = frame.of(lines(in));
                    in.seek(scan + 2);
                    whole[heightAt] = (byte) (frame.height() >> 8);
                    whole[heightAt + 1] = (byte) frame.height();
                }
                return new JpegHeader(frame, metadata, whole, scan);
            }
            if (marker == SOF_LS) {
                throw new PictureException(
                        FailureKind.UNSUPPORTED,
                        "JPEG-LS, which is not read; read are baseline and progressive JPEG: convert it first");
            }
            if (marker == SOI || marker == EOI) {
                throw corrupt("found marker FF %02X before any scan".formatted(marker));
            }
            if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
                continue;
            }
            int length = in.u16() - 2;
            if (length < 0) {
                throw corrupt("segment FF %02X says it has %d bytes".formatted(marker, length + 2));
            }
            boolean says = (marker >= 0xe0 && marker <= 0xef) || marker == JpegSegments.COMMENT;
            boolean probed = marker == 0xe1 || (marker == 0xe2 && length <= JpegIndex.MOST_BYTES);
            if (marker >= 0xe0 && !(says && (!probing || probed))) {
                skip(in, length);
                continue;
            }
            long at = in.position();
            byte[] segment = in.bytes(length);
            if (says) {
                metadata.take(marker, segment, at);
                continue;
            }
            if (marker >= 0xc0 && marker <= 0xcf && marker != DHT && marker != JPG && marker != DAC) {
                if (frame != null) {
                    throw corrupt("a second frame header");
                }
                frame = JpegFrame.parse(marker, segment);
                heightAt = tables.size() + SEGMENT_HEAD_BYTES + JpegFrame.HEIGHT_AT;
            }
            keep(tables, marker, segment);
        }
    }

    /** The number of lines, which stands behind the first scan where the frame header does not have it (T.81, B.2.5). */
    private static int lines(SourceReader in) throws PictureException, IOException {
        while (in.seekMarker()) {
            in.read();
            int marker = in.read();
            if (marker == 0xff) {
                in.seek(in.position() - 1);
            } else if (marker == DNL) {
                int length = in.u16();
                int lines = in.u16();
                if (length != 4 || lines == 0) {
                    throw corrupt("a segment of %d bytes says %d lines behind the scan".formatted(length, lines));
                }
                return lines;
            } else if (marker > 0 && (marker < 0xd0 || marker > 0xd7)) {
                throw corrupt(
                        "the frame header says no height, and marker FF %02X stands where it should".formatted(marker));
            }
        }
        throw new PictureException(
                FailureKind.TRUNCATED, "the file ends after %d bytes, before its height is said".formatted(in.size()));
    }

    /** The next marker; bytes that stand before it where none should are stepped over, as all readers do. */
    private static int marker(SourceReader in, Findings findings) throws PictureException, IOException {
        long expected = in.position();
        int marker = 0;
        long found = expected;
        while (marker == 0) {
            if (!in.seekMarker()) {
                throw new PictureException(
                        FailureKind.TRUNCATED, "the file ends after %d bytes, before any pixels".formatted(in.size()));
            }
            found = in.position();
            do {
                marker = in.u8();
            } while (marker == 0xff);
        }
        if (found > expected) {
            findings.report(
                    Strictness.ERROR,
                    FailureKind.CORRUPT,
                    "%d bytes at %d that belong to no segment; stepped over".formatted(found - expected, expected));
        }
        return marker;
    }

    private static void keep(ByteArrayOutputStream tables, int marker, byte[] segment) throws PictureException {
        if (tables.size() + segment.length > MOST_TABLE_BYTES) {
            throw corrupt("more than %d bytes of tables before the first scan".formatted(MOST_TABLE_BYTES));
        }
        tables.write(0xff);
        tables.write(marker);
        tables.write((segment.length + 2) >> 8);
        tables.write(segment.length + 2);
        tables.writeBytes(segment);
    }

    private static void skip(SourceReader in, int length) throws PictureException {
        if (length > in.remaining()) {
            throw new PictureException(
                    FailureKind.TRUNCATED, "the file ends after %d bytes, before any pixels".formatted(in.size()));
        }
        in.seek(in.position() + length);
    }

    private static PictureException corrupt(String message) {
        return new PictureException(FailureKind.CORRUPT, message);
    }
}
