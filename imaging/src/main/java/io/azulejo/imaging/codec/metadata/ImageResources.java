package io.azulejo.imaging.codec.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** Photoshop's image resource blocks, in which IPTC-IIM travels (Adobe Photoshop File Formats, "Image Resource Blocks"). */
public final class ImageResources {
    private static final int SIGNATURE = 0x3842494d;
    private static final int RESOLUTION = 0x03ed;
    private static final int IPTC = 0x0404;
    private static final int FIRST_PATH = 0x07d0;
    private static final int LAST_PATH = 0x0bb6;
    /**
     * What other blocks hold (profile, EXIF, XMP), thumbnails, and what is counted in pixels or speaks of layers: channel
     * names, layers, guides, slices.
     */
    private static final Set<Integer> LEFT_OUT = Set.of(
            0x03ee, 0x0400, 0x0402, 0x0408, 0x0409, 0x040c, 0x040f, 0x0415, 0x041a, 0x041d, 0x0422, 0x0423, 0x0424,
            0x042d, 0x0430, 0x0432);

    private ImageResources() {}

    private interface Visitor {
        void take(int id, int from, int dataAt, int length);
    }

    /** The IPTC-IIM block among the resources; empty where there is none or it is cut. */
    public static Optional<byte[]> iptc(byte[] resources) {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        int[] found = new int[1];
        visit(resources, (id, from, at, length) -> {
            if (id == IPTC && found[0]++ == 0) {
                first.write(resources, at, length);
            }
        });
        return found[0] == 0 ? Optional.empty() : Optional.of(first.toByteArray());
    }

    /**
     * The resources that hold for a restored picture and are in no other block; empty where there are none.
     *
     * @param turned whether the picture was turned upright: then paths, which are drawn on the stored one, do not hold
     */
    public static Optional<byte[]> others(byte[] resources, boolean turned) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        visit(resources, (id, from, at, length) -> {
            boolean path = id >= FIRST_PATH && id <= LAST_PATH;
            if (id != IPTC && !LEFT_OUT.contains(id) && !(path && turned)) {
                kept.write(resources, from, at + length - from);
                kept.writeBytes(new byte[length & 1]);
            }
        });
        return kept.size() == 0 ? Optional.empty() : Optional.of(kept.toByteArray());
    }

    /** A copy whose resource of resolution, where there is one, is that of a picture with more pixels. */
    static byte[] restored(byte[] resources, Dpi dpi, int scale) {
        byte[] copy = resources.clone();
        ByteBuffer out = ByteBuffer.wrap(copy);
        visit(resources, (id, from, at, length) -> {
            // Pixels per inch as 16.16, the unit in which to show it, and the same of the other side.
            if (id == RESOLUTION && length >= 16) {
                for (int side = at; side <= at + 8; side += 8) {
                    long fixed = dpi.kind() == Dpi.Kind.SET
                            ? (long) dpi.perInch() << 16
                            : (out.getInt(side) & 0xffffffffL) * dpi.factor(scale);
                    out.putInt(side, (int) Math.min(0xffffffffL, fixed));
                }
            }
        });
        return copy;
    }

    /** The resources of an IPTC-IIM block and others, as one block; empty where there are neither. */
    public static Optional<byte[]> of(Optional<byte[]> iptc, Optional<byte[]> others) {
        if (iptc.isEmpty()) {
            return others;
        }
        byte[] block = iptc.get();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(ByteBuffer.allocate(12)
                .putInt(SIGNATURE)
                .putShort((short) IPTC)
                .putShort((short) 0)
                .putInt(block.length)
                .array());
        all.writeBytes(block);
        all.writeBytes(new byte[block.length & 1]);
        others.ifPresent(all::writeBytes);
        return Optional.of(all.toByteArray());
    }

    /** Resource by resource, up to the first that is cut. */
    private static void visit(byte[] resources, Visitor visitor) {
        ByteBuffer buffer = ByteBuffer.wrap(resources);
        while (buffer.remaining() >= 12) {
            int from = buffer.position();
            if (buffer.getInt() != SIGNATURE) {
                return;
            }
            int id = buffer.getShort() & 0xffff;
            int name = 1 + (buffer.get() & 0xff);
            int padding = name + (name & 1) - 1;
            if (buffer.remaining() < padding + 4) {
                return;
            }
            buffer.position(buffer.position() + padding);
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                return;
            }
            int at = buffer.position();
            visitor.take(id, from, at, length);
            buffer.position(Math.min(resources.length, at + length + (length & 1)));
        }
    }
}
