package io.azulejo.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One message of the protocol buffer wire format, field by field. A message inside is a view of the same bytes.
 * Source: protobuf.dev, "Encoding".
 */
final class ProtoReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH = 2;
    static final int FIXED32 = 5;

    /** Longest text; names and operators are far shorter, a card may be long. */
    private static final int LONGEST_TEXT = 1 << 22;

    private final ByteBuffer bytes;
    private final Budget budget;
    private int field;
    private int wire;

    ProtoReader(ByteBuffer bytes, Budget budget) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.budget = budget;
    }

    /** How many fields a file may have in all: what is read costs memory, and a field may be two bytes long. */
    static final class Budget {
        private int left;

        Budget(int fields) {
            left = fields;
        }

        void spend(int fields) throws MalformedOnnx {
            left -= fields;
            if (left < 0) {
                throw new MalformedOnnx("it has more parts than any network");
            }
        }
    }

    /** Moves to the next field; false at the end. Its value must then be read or {@linkplain #skip skipped}. */
    boolean next() throws MalformedOnnx {
        if (!bytes.hasRemaining()) {
            return false;
        }
        budget.spend(1);
        long key = varint64();
        field = (int) (key >>> 3);
        wire = (int) (key & 7);
        if (key >>> 32 != 0 || field == 0) {
            throw new MalformedOnnx("a field has the number %d".formatted(key >>> 3));
        }
        return true;
    }

    int field() {
        return field;
    }

    boolean hasRemaining() {
        return bytes.hasRemaining();
    }

    long varint() throws MalformedOnnx {
        expect(VARINT);
        return varint64();
    }

    float real() throws MalformedOnnx {
        expect(FIXED32);
        need(4);
        return bytes.getFloat();
    }

    /** A view of a length-delimited field. */
    ByteBuffer slice() throws MalformedOnnx {
        expect(LENGTH);
        long length = varint64();
        need(length);
        ByteBuffer view = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return view;
    }

    ProtoReader message() throws MalformedOnnx {
        return new ProtoReader(slice(), budget);
    }

    String text() throws MalformedOnnx {
        ByteBuffer view = slice();
        if (view.remaining() > LONGEST_TEXT) {
            throw new MalformedOnnx("a text of %d bytes".formatted(view.remaining()));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(view).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedOnnx("a text that is not UTF-8");
        }
    }

    /** One element of a repeated number field that is not packed, or the reader of the packed ones. */
    ProtoReader packed() throws MalformedOnnx {
        if (wire == LENGTH) {
            return message();
        }
        int start = bytes.position();
        skip();
        return new ProtoReader(bytes.slice(start, bytes.position() - start), budget);
    }

    /** A varint without a field before it, as in packed fields. */
    long varint64() throws MalformedOnnx {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedOnnx("a number of more than 64 bits");
    }

    /** Adds the whole numbers of a repeated field. */
    void integers(List<Long> to) throws MalformedOnnx {
        for (ProtoReader packed = packed(); packed.hasRemaining(); ) {
            budget.spend(1);
            to.add(packed.varint64());
        }
    }

    /** Adds the floats of a repeated field. */
    void reals(List<Float> to) throws MalformedOnnx {
        for (ProtoReader packed = packed(); packed.hasRemaining(); ) {
            budget.spend(1);
            packed.need(4);
            to.add(packed.bytes.getFloat());
        }
    }

    /** What is left of this message, as it lies. */
    ByteBuffer rest() {
        return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    void skip() throws MalformedOnnx {
        if (wire == VARINT) {
            varint64();
        } else if (wire == LENGTH) {
            slice();
        } else if (wire == FIXED32 || wire == FIXED64) {
            int length = wire == FIXED32 ? 4 : 8;
            need(length);
            bytes.position(bytes.position() + length);
        } else {
            throw new MalformedOnnx("a field of the unknown kind %d".formatted(wire));
        }
    }

    private void expect(int expected) throws MalformedOnnx {
        if (wire != expected) {
            throw new MalformedOnnx("field %d is of kind %d where %d was expected".formatted(field, wire, expected));
        }
    }

    private void need(long count) throws MalformedOnnx {
        if (count < 0 || count > bytes.remaining()) {
            throw new MalformedOnnx(
                    "it ends early: %s bytes were expected where %d are left; if it was downloaded, fetch it again"
                            .formatted(Long.toUnsignedString(count), bytes.remaining()));
        }
    }
}
