package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The frame header (T.81, section B.2.2).
 *
 * @param progressive whether the scans refine the picture step by step (SOF2)
 * @param ids component identifiers: 1, 3 or 4 of them
 * @param halfRows indices of the components with all samples of a row and half of the rows
 */
record JpegFrame(int width, int height, boolean progressive, List<Integer> ids, List<Integer> halfRows) {
    /** Where the height stands in the segment behind its length. */
    static final int HEIGHT_AT = 1;

    /** Parses the segment behind its length; the marker is one of SOF0..SOF15. A height of 0 is told behind the scan. */
    static JpegFrame parse(int marker, byte[] segment) throws PictureException {
        if (marker != 0xc0 && marker != 0xc1 && marker != 0xc2) {
            throw new PictureException(
                    FailureKind.UNSUPPORTED,
                    "%s JPEG, which is not read; read are baseline and progressive: convert it first"
                            .formatted(process(marker)));
        }
        int components = segment.length < 6 ? 0 : segment[5] & 0xff;
        if (segment.length != 6 + 3 * components) {
            throw corrupt("a frame header of %d bytes for %d components".formatted(segment.length, components));
        }
        int precision = segment[0] & 0xff;
        if (precision == 12 && marker != 0xc0) {
            throw new PictureException(
                    FailureKind.UNSUPPORTED,
                    "JPEG with 12 bits a sample, which is not read; read are 8: convert it first");
        }
        if (precision != 8) {
            throw corrupt("the header says %d bits a sample; JPEG has 8 or 12".formatted(precision));
        }
        int height = (segment[1] & 0xff) << 8 | (segment[2] & 0xff);
        int width = (segment[3] & 0xff) << 8 | (segment[4] & 0xff);
        if (width == 0) {
            throw corrupt("the header says %d x %d pixels".formatted(width, height));
        }
        if (components != 1 && components != 3 && components != 4) {
            throw new PictureException(
                    components == 2 ? FailureKind.UNSUPPORTED : FailureKind.CORRUPT,
                    "the header says %d components; read are 1 (grey), 3 (colour) and 4 (CMYK)".formatted(components));
        }
        List<Integer> ids = new ArrayList<>();
        int mostAcross = 0;
        int mostDown = 0;
        for (int i = 0; i < components; i++) {
            ids.add(segment[6 + 3 * i] & 0xff);
            int sampling = segment[7 + 3 * i] & 0xff;
            int horizontal = sampling >> 4;
            int vertical = sampling & 15;
            if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
                throw corrupt("component %d is sampled %dx%d; JPEG has 1 to 4".formatted(i, horizontal, vertical));
            }
            mostAcross = Math.max(mostAcross, horizontal);
            mostDown = Math.max(mostDown, vertical);
        }
        if (Set.copyOf(ids).size() < components) {
            throw corrupt("two components have one identifier");
        }
        List<Integer> halfRows = new ArrayList<>();
        for (int i = 0; i < components; i++) {
            int sampling = segment[7 + 3 * i] & 0xff;
            if (sampling >> 4 == mostAcross && 2 * (sampling & 15) == mostDown) {
                halfRows.add(i);
            }
        }
        return new JpegFrame(width, height, marker == 0xc2, List.copyOf(ids), List.copyOf(halfRows));
    }

    /** The same frame of so many lines. */
    JpegFrame of(int lines) {
        return new JpegFrame(width, lines, progressive, ids, halfRows);
    }

    int components() {
        return ids.size();
    }

    /** The decoded picture's shape before it is turned: CMYK becomes RGB. */
    Shape shape() {
        return new Shape(width, height, ids.size() == 1 ? 1 : 3, 8);
    }

    private static String process(int marker) {
        return switch (marker) {
            case 0xc3 -> "lossless";
            case 0xc9, 0xca -> "arithmetic-coded";
            default -> "hierarchical";
        };
    }

    private static PictureException corrupt(String message) {
        return new PictureException(FailureKind.CORRUPT, message);
    }
}
