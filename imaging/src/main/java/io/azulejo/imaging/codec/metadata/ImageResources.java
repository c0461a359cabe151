package io.azulejo.imaging.codec.metadata;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Photoshop's image resource blocks, in which IPTC-IIM travels (Adobe Photoshop File Formats, "Image Resource Blocks"). */
public final class ImageResources {
    private static final int SIGNATURE = 0x3842494d;
    private static final int IPTC = 0x0404;

    private ImageResources() {}

    /** The IPTC-IIM block among the resources; empty where there is none or it is cut. */
    public static Optional<byte[]> iptc(byte[] resources) {
        ByteBuffer buffer = ByteBuffer.wrap(resources);
        while (buffer.remaining() >= 12 && buffer.getInt() == SIGNATURE) {
            int id = buffer.getShort() & 0xffff;
            int name = 1 + (buffer.get() & 0xff);
            int padding = name + (name & 1) - 1;
            if (buffer.remaining() < padding + 4) {
                break;
            }
            buffer.position(buffer.position() + padding);
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                break;
            }
            int at = buffer.position();
            if (id == IPTC) {
                return Optional.of(Arrays.copyOfRange(resources, at, at + length));
            }
            buffer.position(Math.min(resources.length, at + length + (length & 1)));
        }
        return Optional.empty();
    }

    /** Resources that hold an IPTC-IIM block and nothing else. */
    public static byte[] ofIptc(byte[] iptc) {
        int padded = iptc.length + (iptc.length & 1);
        ByteBuffer buffer = ByteBuffer.allocate(12 + padded);
        buffer.putInt(SIGNATURE).putShort((short) IPTC).putShort((short) 0).putInt(iptc.length);
        buffer.put(iptc);
        return buffer.array();
    }
}
