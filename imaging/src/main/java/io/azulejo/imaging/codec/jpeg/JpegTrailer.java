package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What lies in a file behind its picture: more pictures, one behind the other or where the index says; videos of phones;
 * anything else. For one thread.
 */
final class JpegTrailer {
    private static final int MOST_PARTS = 1000;
    private static final int FTYP = 0x66747970;
    private static final int MOST_BRANDS = 1 << 10;

    /** What a part is, for one and for several. */
    enum Kind {
        PICTURE("a picture", "pictures", true),
        GAIN_MAP("a gain map", "gain maps", true),
        DEPTH_MAP("a depth map", "depth maps", true),
        PREVIEW("a preview", "previews", false),
        VIDEO("a video", "videos", false),
        OTHER("other data", "stretches of other data", false);

        private final String one;
        private final String many;
        private final boolean page;

        Kind(String one, String many, boolean page) {
            this.one = one;
            this.many = many;
            this.page = page;
        }
    }

    private final SourceReader in;
    private final JpegIndex index;
    /** Whether the first picture says that there is a gain map: then one that says nothing of itself is it. */
    private boolean gainMapPromised;

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> bytes = new EnumMap<>(Kind.class);

    private JpegTrailer(SourceReader in, JpegIndex index, boolean gainMapPromised) {
        this.in = in;
        this.index = index;
        this.gainMapPromised = gainMapPromised;
    }

    /**
     * Reads on behind a picture.
     *
     * @param in stands in the picture's first scan, or before it
     */
    static JpegTrailer read(SourceReader in, JpegIndex index, boolean gainMapPromised)
            throws PictureException, IOException {
        JpegTrailer trailer = new JpegTrailer(in, index, gainMapPromised);
        try {
            int marker = JpegScans.nextMarker(in);
            while (marker >= 0 && marker != JpegHeader.EOI) {
                JpegScans.skipSegment(in);
                marker = JpegScans.nextMarker(in);
            }
            if (marker == JpegHeader.EOI) {
                trailer.walk(in.position());
            }
        } catch (PictureException e) {
            if (e.kind() == FailureKind.TIMEOUT) {
                throw e;
            }
        }
        return trailer;
    }

    /** Pictures of the file: the first, and those behind it but for previews. */
    int pages() {
        int pages = 1;
        for (Map.Entry<Kind, Integer> kind : counts.entrySet()) {
            pages += kind.getKey().page ? kind.getValue() : 0;
        }
        return pages;
    }

    /** What was found, for a person; empty where there was nothing but padding. */
    String words() {
        StringJoiner words = new StringJoiner(", ");
        counts.forEach((kind, count) -> words.add(
                "%s of %d bytes".formatted(count == 1 ? kind.one : count + " " + kind.many, bytes.get(kind))));
        return words.toString();
    }

    private void walk(long from) throws PictureException, IOException {
        long at = behindPadding(from);
        for (int i = 0; at < in.size() && i < MOST_PARTS; i++) {
            Kind kind = Kind.VIDEO;
            long end = videoEnd(at);
            if (end < 0) {
                in.seek(at);
                kind = pictureKind(at);
                end = kind == Kind.OTHER && in.remaining() > 0 ? nextKnown(at + 1) : Math.min(in.position(), in.size());
            }
            add(kind, end - at);
            at = behindPadding(end);
        }
        if (at < in.size()) {
            add(Kind.OTHER, in.size() - at);
        }
    }

    private void add(Kind kind, long length) {
        counts.merge(kind, 1, Integer::sum);
        bytes.merge(kind, length, Long::sum);
    }

    /** Zeros, filling bytes of JPEG and line ends say nothing. */
    private long behindPadding(long from) throws PictureException, IOException {
        in.seek(from);
        int next = in.read();
        int previous = 0;
        while (next == 0 || next == 0xff || next == '\n' || next == '\r' || next == ' ') {
            previous = next;
            next = in.read();
        }
        if (next < 0) {
            return in.size();
        }
        long at = in.position() - 1;
        if (next == JpegHeader.SOI && previous == 0xff) {
            return at - 1;
        }
        // The length with which a video begins may look like padding too.
        for (long start = Math.max(from, at - 4); start < at; start++) {
            if (videoEnd(start) >= 0) {
                return start;
            }
        }
        return at;
    }

    /** What begins here, behind which the reader then stands; OTHER where it is no picture to its end. */
    private Kind pictureKind(long at) throws PictureException, IOException {
        if (in.remaining() < 4 || in.u16() != 0xff00 + JpegHeader.SOI) {
            return Kind.OTHER;
        }
        Kind kind = index.preview(at) ? Kind.PREVIEW : Kind.PICTURE;
        boolean scans = false;
        int marker = JpegScans.nextMarker(in);
        while (marker >= 0 && marker != JpegHeader.EOI) {
            if ((marker == 0xe1 || marker == 0xe2) && !scans && kind == Kind.PICTURE && in.remaining() >= 2) {
                int length = Math.max(0, in.u16() - 2);
                kind = says(in.bytes(length));
            } else {
                scans |= marker == JpegHeader.SOS;
                JpegScans.skipSegment(in);
            }
            marker = JpegScans.nextMarker(in);
        }
        if (marker < 0 || !scans) {
            return Kind.OTHER;
        }
        if (kind == Kind.PICTURE && gainMapPromised) {
            kind = Kind.GAIN_MAP;
        }
        gainMapPromised &= kind != Kind.GAIN_MAP;
        return kind;
    }

    /** What a segment of a picture says of it (Ultra HDR 1.1; ISO 21496-1; Apple's auxiliary pictures). */
    private static Kind says(byte[] segment) {
        String text = new String(segment, StandardCharsets.ISO_8859_1);
        if (text.contains("hdr-gain-map") || text.contains("iso:ts:21496") || text.contains("aux:hdrgainmap")) {
            return Kind.GAIN_MAP;
        }
        return text.contains("aux:depth") || text.contains("aux:disparity") ? Kind.DEPTH_MAP : Kind.PICTURE;
    }

    /** Where a video ends that begins here, box by box (ISO/IEC 14496-12, section 4.2); -1 where none does. */
    private long videoEnd(long from) throws PictureException, IOException {
        long at = from;
        boolean first = true;
        while (at + 8 <= in.size()) {
            in.seek(at);
            long length = in.s32() & 0xffffffffL;
            int type = in.s32();
            if (first && (type != FTYP || length < 16 || length > MOST_BRANDS)) {
                return -1;
            }
            if (length == 1 && in.remaining() >= 8) {
                length = ((long) in.s32() << 32) | (in.s32() & 0xffffffffL);
            }
            if (!letters(type) || (length != 0 && length < 8)) {
                return at;
            }
            at = length == 0 || length > in.size() - at ? in.size() : at + length;
            first = false;
        }
        return first ? -1 : at;
    }

    private static boolean letters(int type) {
        for (int shift = 0; shift < 32; shift += 8) {
            int letter = (type >> shift) & 0xff;
            if (letter < ' ' || letter > '~') {
                return false;
            }
        }
        return true;
    }

    /** Where the next thing begins that is known: a picture of the index or a video; else the end. */
    private long nextKnown(long from) throws PictureException, IOException {
        long end = in.size();
        for (JpegIndex.Entry entry : index.entries()) {
            if (entry.at() >= from && entry.at() < end) {
                in.seek(entry.at());
                end = in.remaining() >= 2 && in.u16() == 0xff00 + JpegHeader.SOI ? entry.at() : end;
            }
        }
        in.seek(from);
        int last = 0;
        for (long at = from; at < end; at++) {
            last = last << 8 | in.u8();
            if (last == FTYP && at - 7 >= from && videoEnd(at - 7) >= 0) {
                return at - 7;
            }
            in.seek(at + 1);
        }
        return end;
    }
}
