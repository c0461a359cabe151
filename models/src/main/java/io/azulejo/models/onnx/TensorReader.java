package io.azulejo.models.onnx;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads one TensorProto, whose elements may lie raw or in fields by type. */
final class TensorReader {
    static final int MOST_DIMENSIONS = 16;

    private final List<Long> dims = new ArrayList<>();
    private String name = "";
    private long code;
    private boolean external;
    private ByteBuffer raw;
    private final List<ProtoReader> varints = new ArrayList<>();
    private final List<ByteBuffer> fixed = new ArrayList<>();

    private TensorReader() {}

    static Tensor read(ProtoReader in) throws MalformedOnnx {
        TensorReader reader = new TensorReader();
        reader.fields(in);
        return reader.tensor();
    }

    private void fields(ProtoReader in) throws MalformedOnnx {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> in.integers(dims);
                case 2 -> code = in.varint();
                case 4, 10 -> fixed.add(in.packed().rest());
                case 5, 7, 11 -> varints.add(in.packed());
                case 8 -> name = in.text();
                case 9 -> raw = in.slice();
                case 13 -> {
                    external = true;
                    in.skip();
                }
                case 14 -> external |= in.varint() != 0;
                default -> in.skip();
            }
        }
    }

    private Tensor tensor() throws MalformedOnnx {
        String shown = ModelException.quote(name);
        if (external) {
            throw new MalformedOnnx(
                    "tensor %s lies in another file; save the model with its weights inside".formatted(shown));
        }
        ElementType type = ElementType.of(code)
                .orElseThrow(
                        () -> new MalformedOnnx("tensor %s is of type %d, which is not read".formatted(shown, code)));
        long bytes = bytes(type, shown);
        ByteBuffer data = raw != null ? raw : fromFields(type, bytes);
        if (data.remaining() != bytes) {
            throw new MalformedOnnx(
                    "tensor %s has %d bytes; its shape %s needs %d".formatted(shown, data.remaining(), dims, bytes));
        }
        return new Tensor(name, type, List.copyOf(dims), data);
    }

    private long bytes(ElementType type, String shown) throws MalformedOnnx {
        if (dims.size() > MOST_DIMENSIONS) {
            throw new MalformedOnnx("tensor %s has %d dimensions".formatted(shown, dims.size()));
        }
        try {
            long bytes = type.bytes();
            for (long size : dims) {
                if (size < 0) {
                    throw new MalformedOnnx("tensor %s has the shape %s".formatted(shown, dims));
                }
                bytes = Math.multiplyExact(bytes, size);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw new MalformedOnnx("tensor %s has the shape %s, which is too large".formatted(shown, dims));
        }
    }

    /** Elements of typed fields as they would lie raw; never more than the fields hold. */
    private ByteBuffer fromFields(ElementType type, long bytes) throws MalformedOnnx {
        long stored = 0;
        for (ByteBuffer part : fixed) {
            stored += part.remaining();
        }
        if (fixed.size() == 1) {
            return fixed.get(0);
        }
        for (ProtoReader part : varints) {
            stored += (long) part.rest().remaining() * type.bytes();
        }
        ByteBuffer data = ByteBuffer.allocate((int) Math.min(Math.min(bytes, stored), Integer.MAX_VALUE - 8))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (ByteBuffer part : fixed) {
            if (part.remaining() > data.remaining()) {
                throw new MalformedOnnx(
                        "tensor %s has more elements than its shape".formatted(ModelException.quote(name)));
            }
            data.put(part);
        }
        for (ProtoReader part : varints) {
            while (part.hasRemaining()) {
                if (!data.hasRemaining()) {
                    throw new MalformedOnnx(
                            "tensor %s has more elements than its shape".formatted(ModelException.quote(name)));
                }
                put(data, type, part.varint64());
            }
        }
        return data.flip();
    }

    private static void put(ByteBuffer data, ElementType type, long value) {
        switch (type.bytes()) {
            case 1 -> data.put((byte) value);
            case 2 -> data.putShort((short) value);
            case 4 -> data.putInt((int) value);
            default -> data.putLong(value);
        }
    }
}
