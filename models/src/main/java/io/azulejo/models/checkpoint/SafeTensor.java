package io.azulejo.models.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.azulejo.models.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tensor of a {@code .safetensors} file.
 *
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 * @param bytes its numbers, little-endian, as they lie in the file
 */
record SafeTensor(String what, String name, String type, List<Integer> shape, long begin, long end, ByteBuffer bytes)
        implements StoredTensor {
    /** Bits of a number by type; types of less than a byte are not read. */
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("BOOL", 8),
            Map.entry("U8", 8),
            Map.entry("I8", 8),
            Map.entry("F8_E5M2", 8),
            Map.entry("F8_E4M3", 8),
            Map.entry("F8_E8M0", 8),
            Map.entry("I16", 16),
            Map.entry("U16", 16),
            Map.entry("F16", 16),
            Map.entry("BF16", 16),
            Map.entry("I32", 32),
            Map.entry("U32", 32),
            Map.entry("F32", 32),
            Map.entry("I64", 64),
            Map.entry("U64", 64),
            Map.entry("F64", 64));

    /** Reads the value of the tensor's field; the parser is at its first token and is left at its last. */
    static SafeTensor parse(String name, JsonParser json, String what, ByteBuffer data)
            throws ModelException, IOException {
        Entry entry = new Entry(what, ModelException.quote(name));
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw entry.refused("must be an object");
        }
        String type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "dtype" -> type = entry.type(json);
                case "shape" -> shape = entry.numbers(json, "shape", CheckpointLimits.RANK);
                case "data_offsets" -> offsets = entry.numbers(json, "data_offsets", 2);
                default -> json.skipChildren();
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw entry.refused("needs dtype, shape and two data_offsets");
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        long expected = entry.bytes(shape, type);
        if (begin > end) {
            throw entry.refused("has data_offsets [%d, %d]: it ends before it begins".formatted(begin, end));
        }
        if (end - begin != expected) {
            throw entry.refused(
                    "has %d bytes; %d are expected for %s of shape %s".formatted(end - begin, expected, type, shape));
        }
        if (end > data.limit()) {
            throw entry.refused("ends at offset %d, beyond the file's data of %d bytes".formatted(end, data.limit()));
        }
        ByteBuffer bytes = data.slice((int) begin, (int) expected).order(ByteOrder.LITTLE_ENDIAN);
        return new SafeTensor(
                what, name, type, shape.stream().map(Long::intValue).toList(), begin, end, bytes);
    }

    @Override
    public FloatTensor dense() throws ModelException {
        return new FloatTensor(shape, widened()).finite(what, name);
    }

    private FloatBuffer widened() throws ModelException {
        int count = bytes.limit() / (BITS.get(type) / 8);
        return switch (type) {
            case "F32" -> bytes.asFloatBuffer();
            case "F16" -> widened(count, HalfFloats::fromFloat16);
            case "BF16" -> widened(count, HalfFloats::fromBfloat16);
            default ->
                throw new ModelException("%s: tensor %s is of type %s; weights must be F32, F16 or BF16"
                        .formatted(what, ModelException.quote(name), type));
        };
    }

    private FloatBuffer widened(int count, HalfFloats.Widening widening) {
        float[] wide = new float[count];
        for (int i = 0; i < count; i++) {
            wide[i] = widening.widen(bytes.getShort(2 * i));
        }
        return FloatBuffer.wrap(wide);
    }

    /** The checks of one entry, each naming it. */
    private record Entry(String what, String shown) {
        ModelException refused(String why) {
            return Safetensors.refused(what, "tensor %s %s".formatted(shown, why));
        }

        String type(JsonParser json) throws ModelException, IOException {
            String type = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
            if (type == null || !BITS.containsKey(type)) {
                json.skipChildren();
                throw refused(
                        "is of the unknown type %s".formatted(ModelException.quote(type == null ? "none" : type)));
            }
            return type;
        }

        /** A list of whole numbers from 0 up. */
        List<Long> numbers(JsonParser json, String field, int most) throws ModelException, IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw refused("has %s that are no list".formatted(field));
            }
            List<Long> numbers = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        || json.getLongValue() < 0) {
                    throw refused("has %s that are not whole numbers from 0 to 2^63 - 1".formatted(field));
                }
                if (numbers.size() == most) {
                    throw refused("has %s of more than %d numbers".formatted(field, most));
                }
                numbers.add(json.getLongValue());
            }
            return List.copyOf(numbers);
        }

        long bytes(List<Long> shape, String type) throws ModelException {
            try {
                long bytes = BITS.get(type) / 8;
                for (long side : shape) {
                    bytes = Math.multiplyExact(bytes, side);
                    Math.toIntExact(side);
                }
                return bytes;
            } catch (ArithmeticException e) {
                throw refused("has the shape %s, which is too large".formatted(shape));
            }
        }
    }
}
