package io.azulejo.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A constant tensor (TensorProto), row-major.
 *
 * @param name may be empty in attributes
 * @param type of the elements
 * @param dims its shape; empty for a scalar
 * @param data elements, little-endian, from position 0 to the limit; shared and not to be changed
 */
public record Tensor(String name, ElementType type, List<Long> dims, ByteBuffer data) {
    public Tensor {
        data = data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A float32 tensor; the array is copied. */
    public static Tensor floats(String name, float[] values, long... dims) {
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new Tensor(name, ElementType.FLOAT, Arrays.stream(dims).boxed().toList(), data);
    }

    /** An int8 tensor; the array is kept. */
    public static Tensor bytes(String name, byte[] values, long... dims) {
        return new Tensor(name, ElementType.INT8, Arrays.stream(dims).boxed().toList(), ByteBuffer.wrap(values));
    }

    /** A vector of int64. */
    public static Tensor integers(String name, long... values) {
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(values.length, 8)).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return new Tensor(name, ElementType.INT64, List.of((long) values.length), data);
    }

    /** How many elements. */
    public long elements() {
        return data.limit() / type.bytes();
    }

    /** The elements of a float32 tensor; empty for another type. */
    public Optional<float[]> toFloats() {
        if (type != ElementType.FLOAT) {
            return Optional.empty();
        }
        float[] values = new float[(int) elements()];
        view().asFloatBuffer().get(values);
        return Optional.of(values);
    }

    /** The elements of an int64 or int32 tensor; empty for another type. */
    public Optional<long[]> toIntegers() {
        ByteBuffer view = view();
        long[] values = new long[(int) elements()];
        if (type == ElementType.INT64) {
            view.asLongBuffer().get(values);
        } else if (type == ElementType.INT32) {
            Arrays.setAll(values, i -> view.getInt(4 * i));
        } else {
            return Optional.empty();
        }
        return Optional.of(values);
    }

    private ByteBuffer view() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
}
