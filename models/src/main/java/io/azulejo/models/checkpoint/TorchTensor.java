package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A tensor of a PyTorch file: a view of a storage, which others may see too. Checked: every element that it reads lies
 * inside its storage, which lies whole in the file.
 *
 * @param stride elements from one index of a side to the next, none negative
 * @param offset of its first element in the storage, in elements
 */
record TorchTensor(
        String what,
        String name,
        Pickled.Storage storage,
        List<Integer> shape,
        List<Long> stride,
        long offset,
        TorchStorages storages)
        implements StoredTensor {

    /** Checks a tensor as declared, and that its storage is in the file. */
    static TorchTensor checked(String what, String name, Pickled.Tensor declared, TorchStorages storages)
            throws ModelException {
        Checks checks = new Checks(what, name, declared.storage);
        List<Long> size = checks.numbers("size", declared.size);
        List<Long> stride = checks.numbers("stride", declared.stride);
        if (size.size() != stride.size()) {
            throw checks.refused("has %d sides and %d strides".formatted(size.size(), stride.size()));
        }
        long offset = checks.number("offset", declared.offset);
        checks.inFile(storages.bytes(declared.storage.key));
        checks.inStorage(size, stride, offset);
        return new TorchTensor(
                what, name, declared.storage, size.stream().map(Long::intValue).toList(), stride, offset, storages);
    }

    @Override
    public String type() {
        return storage.type.label();
    }

    /** How many elements it has. */
    long elements() {
        long elements = 1;
        for (int side : shape) {
            elements *= side;
        }
        return elements;
    }

    @Override
    public FloatTensor dense() throws ModelException {
        if (storage.type != StorageType.FLOAT
                && storage.type != StorageType.HALF
                && storage.type != StorageType.BFLOAT16) {
            throw new ModelException(
                    "%s: tensor %s is of type %s; weights must be FloatStorage, HalfStorage or BFloat16Storage"
                            .formatted(what, ModelException.quote(name), type()));
        }
        ByteBuffer bytes = storages.open(storage.key);
        int count = (int) elements();
        FloatBuffer values;
        if (storage.type == StorageType.FLOAT && contiguous()) {
            values = bytes.slice((int) offset * Float.BYTES, count * Float.BYTES)
                    .order(bytes.order())
                    .asFloatBuffer();
        } else {
            float[] gathered = new float[count];
            if (count > 0) {
                gather(bytes, gathered);
            }
            values = FloatBuffer.wrap(gathered);
        }
        return new FloatTensor(shape, values).finite(what, name);
    }

    /** Whether its elements lie one after the other; the stride of a side of one element is of no account. */
    private boolean contiguous() {
        long expected = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            if (shape.get(axis) != 1 && stride.get(axis) != expected) {
                return false;
            }
            expected *= shape.get(axis);
        }
        return offset <= Integer.MAX_VALUE / Float.BYTES;
    }

    /** Row by row of the last side, the other sides counted like the digits of a number. */
    private void gather(ByteBuffer bytes, float[] gathered) {
        int rank = shape.size();
        int row = rank == 0 ? 1 : shape.get(rank - 1);
        // The stride of a side of one element may be anything.
        int step = row == 1 ? 0 : Math.toIntExact(stride.get(rank - 1));
        int[] index = new int[rank];
        long from = offset;
        for (int at = 0; ; at += row) {
            for (int i = 0; i < row; i++) {
                gathered[at + i] = element(bytes, (int) from + i * step);
            }
            int axis = rank - 2;
            while (axis >= 0 && ++index[axis] == shape.get(axis)) {
                from -= (index[axis] - 1) * stride.get(axis);
                index[axis--] = 0;
            }
            if (axis < 0) {
                return;
            }
            from += stride.get(axis);
        }
    }

    private float element(ByteBuffer bytes, int index) {
        return switch (storage.type) {
            case FLOAT -> bytes.getFloat(index * Float.BYTES);
            case HALF -> HalfFloats.fromFloat16(bytes.getShort(index * Short.BYTES));
            default -> HalfFloats.fromBfloat16(bytes.getShort(index * Short.BYTES));
        };
    }

    /** The checks of one tensor, each naming it; no product or sum may overflow in silence. */
    private record Checks(String what, String name, Pickled.Storage storage) {
        ModelException refused(String why) {
            return new ModelException("%s: tensor %s %s".formatted(what, ModelException.quote(name), why));
        }

        long number(String field, Object value) throws ModelException {
            if (value instanceof Long number && number >= 0) {
                return number;
            }
            String shown = value instanceof Long || value instanceof BigInteger
                    ? ModelException.quote(value.toString())
                    : Pickled.kind(value);
            String negative = value instanceof Long ? ", which is negative" : "";
            throw refused(
                    "has the %s %s%s; whole numbers from 0 to 2^63 - 1 are right".formatted(field, shown, negative));
        }

        List<Long> numbers(String field, Object values) throws ModelException {
            if (!(values instanceof Pickled.Items items)) {
                throw refused("has %s for its %s".formatted(Pickled.kind(values), field));
            }
            if (items.items.size() > CheckpointLimits.RANK) {
                throw refused(
                        "has the rank %d; at most %d is read".formatted(items.items.size(), CheckpointLimits.RANK));
            }
            List<Long> numbers = new ArrayList<>();
            for (Object value : items.items) {
                numbers.add(number(field, value));
            }
            return List.copyOf(numbers);
        }

        void inFile(OptionalLong present) throws ModelException {
            String shown = ModelException.quote(storage.key);
            if (storage.count < 0) {
                throw refused("lies in storage %s of %d elements, which is negative".formatted(shown, storage.count));
            }
            if (present.isEmpty()) {
                throw refused("lies in storage %s, data/%s, which is not in the file"
                        .formatted(shown, shown.substring(1, shown.length() - 1)));
            }
            long bytes = present.getAsLong();
            if (bytes % storage.type.bytes() != 0 || bytes / storage.type.bytes() != storage.count) {
                throw refused("lies in storage %s, for which %d elements of %d bytes are declared and %d bytes present"
                        .formatted(shown, storage.count, storage.type.bytes(), bytes));
            }
        }

        void inStorage(List<Long> size, List<Long> stride, long offset) throws ModelException {
            long last;
            long elements = 1;
            try {
                last = offset;
                for (int axis = 0; axis < size.size(); axis++) {
                    elements = Math.multiplyExact(elements, size.get(axis));
                    Math.toIntExact(size.get(axis));
                    if (size.get(axis) > 1) {
                        last = Math.addExact(last, Math.multiplyExact(size.get(axis) - 1, stride.get(axis)));
                    }
                }
                if (elements > CheckpointLimits.DENSE_BYTES / Float.BYTES) {
                    throw new ArithmeticException();
                }
            } catch (ArithmeticException e) {
                throw refused("of size %s, stride %s and offset %d is too large".formatted(size, stride, offset));
            }
            if (elements > 0 ? last >= storage.count : offset > storage.count) {
                throw refused("needs element %d of storage %s, which has %d: size %s, stride %s, offset %d"
                        .formatted(last, ModelException.quote(storage.key), storage.count, size, stride, offset));
            }
        }
    }
}
