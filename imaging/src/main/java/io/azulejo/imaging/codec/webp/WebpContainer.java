package io.azulejo.imaging.codec.webp;

import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A WebP file put together chunk by chunk (RFC 9649, section 2); what chunks hold is kept and not copied. */
final class WebpContainer {
    static final int ICC = 1 << 5;
    static final int ALPHA = 1 << 4;
    static final int EXIF = 1 << 3;
    static final int XMP = 1 << 2;

    private final List<byte[]> parts = new ArrayList<>();
    private long length = 4;

    /** The header that files with more than one bit stream need, as the first chunk (section 2.7.1). */
    void header(Shape shape, int flags) {
        byte[] body = new byte[10];
        ByteBuffer fields = little(body).putInt(flags);
        put24(fields, shape.width() - 1);
        put24(fields, shape.height() - 1);
        add("VP8X", body);
    }

    void add(String name, byte[] body) {
        add(name, body, 0, body.length);
    }

    /** A chunk whose body is part of an array. */
    void add(String name, byte[] bytes, int from, int count) {
        byte[] head = new byte[8];
        little(head).put(name.getBytes(StandardCharsets.ISO_8859_1)).putInt(count);
        parts.add(head);
        parts.add(from == 0 && count == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + count));
        if ((count & 1) != 0) {
            parts.add(new byte[1]);
        }
        length += 8 + count + (count & 1);
    }

    /** The file, in pieces. */
    List<byte[]> parts() {
        byte[] head = new byte[12];
        little(head)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt((int) length)
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        List<byte[]> all = new ArrayList<>(List.of(head));
        all.addAll(parts);
        return all;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put24(ByteBuffer out, int value) {
        out.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }
}
