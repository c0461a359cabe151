package io.azulejo.imaging.codec.metadata;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * An EXIF block, which is a TIFF stream (EXIF 2.3, section 4.5; TIFF 6.0, section 2): looked at and set right in place,
 * so that everything not understood, maker notes too, keeps its offset.
 */
public final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int EXIF_IFD = 0x8769;
    private static final int GPS_IFD = 0x8825;
    private static final int INTEROPERABILITY_IFD = 0xa005;
    private static final int ENTRY_BYTES = 12;
    /** Bytes of a value of TIFF's types 1..12. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer tiff;
    /** Where the first orientation value lies, or -1. */
    private int orientationAt = -1;
    /** Where the offset of the thumbnail's directory lies. */
    private int thumbnailLinkAt;
    /** End of what the directories refer to, thumbnail excepted. */
    private long end;

    private Exif(byte[] block) {
        this.tiff = ByteBuffer.wrap(block);
    }

    /** A copy of the block parsed; empty where it is cut or no TIFF stream. */
    public static Optional<Exif> parse(byte[] block) {
        try {
            Exif exif = new Exif(block.clone());
            return exif.read() ? Optional.of(exif) : Optional.empty();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Orientation 1..8; 1 where none is stated or the stated one is none of these. */
    public int orientation() {
        if (orientationAt < 0) {
            return 1;
        }
        int value = tiff.getShort(orientationAt);
        return value >= 1 && value <= 8 ? value : 1;
    }

    /** The block for an upright picture: orientation 1 where one is stated, and without the thumbnail. */
    public byte[] upright() {
        byte[] block = tiff.array().clone();
        ByteBuffer out = ByteBuffer.wrap(block).order(tiff.order());
        if (orientationAt >= 0) {
            out.putShort(orientationAt, (short) 1);
        }
        if (out.getInt(thumbnailLinkAt) == 0) {
            return block;
        }
        out.putInt(thumbnailLinkAt, 0);
        return Arrays.copyOf(block, (int) Math.min(block.length, end));
    }

    private boolean read() {
        switch (tiff.getShort()) {
            case 0x4949 -> tiff.order(ByteOrder.LITTLE_ENDIAN);
            case 0x4d4d -> tiff.order(ByteOrder.BIG_ENDIAN);
            default -> {
                return false;
            }
        }
        if (tiff.getShort() != 42) {
            return false;
        }
        thumbnailLinkAt = readDirectory(tiff.getInt(), 0);
        tiff.getInt(thumbnailLinkAt);
        return true;
    }

    /** Reads one directory and those below it; returns where the offset of the following one lies. */
    private int readDirectory(int offset, int depth) {
        int count = tiff.getShort(offset) & 0xffff;
        int link = Math.addExact(offset, 2 + count * ENTRY_BYTES);
        for (int at = offset + 2; at < link; at += ENTRY_BYTES) {
            int tag = tiff.getShort(at) & 0xffff;
            int type = tiff.getShort(at + 2);
            long bytes =
                    (type > 0 && type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1) * (tiff.getInt(at + 4) & 0xffffffffL);
            if (bytes > 4) {
                end = Math.max(end, (tiff.getInt(at + 8) & 0xffffffffL) + bytes);
            }
            boolean below = tag == EXIF_IFD || tag == GPS_IFD || tag == INTEROPERABILITY_IFD;
            if (tag == ORIENTATION && type == 3 && depth == 0 && orientationAt < 0) {
                orientationAt = at + 8;
            } else if (below && depth < 2) {
                end = Math.max(end, readDirectory(tiff.getInt(at + 8), depth + 1) + 4L);
            }
        }
        end = Math.max(end, link + 4L);
        return link;
    }
}
