package io.azulejo.models.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes one message of the protocol buffer wire format. Source: protobuf.dev, "Encoding". */
final class ProtoWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void integer(int field, long value) {
        key(field, ProtoReader.VARINT);
        varint(value);
    }

    void real(int field, float value) {
        key(field, ProtoReader.FIXED32);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(bits >>> shift);
        }
    }

    void text(int field, String value) {
        bytes(field, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    void bytes(int field, ByteBuffer value) {
        key(field, ProtoReader.LENGTH);
        varint(value.remaining());
        append(value);
    }

    void message(int field, Consumer<ProtoWriter> content) {
        ProtoWriter inner = new ProtoWriter();
        content.accept(inner);
        bytes(field, ByteBuffer.wrap(inner.toBytes()));
    }

    /** Bytes that are fields already. */
    void append(ByteBuffer fields) {
        ByteBuffer view = fields.duplicate();
        byte[] copy = new byte[view.remaining()];
        view.get(copy);
        out.write(copy, 0, copy.length);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private void key(int field, int wire) {
        varint(((long) field << 3) | wire);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
