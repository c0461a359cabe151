package io.azulejo.models.checkpoint;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;

/** The tiny checkpoint: one tensor w = [[1, 2], [3, 4]] under {@code params}, each part of it changeable. */
final class Tiny {
    BigInteger count = BigInteger.valueOf(4);
    BigInteger offset = BigInteger.ZERO;
    BigInteger[] size = numbers(2, 2);
    BigInteger[] stride = numbers(2, 1);
    String type = "FloatStorage";
    String key = "0";
    byte[] data = Numbers.floats(1, 2, 3, 4);
    String location = "cpu";

    /** The key under which the tensors lie. */
    String under = "params";

    /** Whether it is written as PyTorch before 0.4 did. */
    boolean old;

    /** Opcodes that take the place of the size's. */
    Consumer<Opcodes> sizeAs;

    /** Opcodes that take the place of the name's and the tensor's. */
    Consumer<Opcodes> entries = pickle -> entry(pickle, "w");

    static BigInteger[] numbers(long... values) {
        return Arrays.stream(values).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
    }

    static byte[] with(Consumer<Tiny> change) {
        return made(change).toBytes();
    }

    static Tiny made(Consumer<Tiny> change) {
        Tiny tiny = new Tiny();
        change.accept(tiny);
        return tiny;
    }

    /** The tiny checkpoint with opcodes before its own, whose value is dropped. */
    static byte[] before(Consumer<Opcodes> opcodes) {
        Tiny tiny = new Tiny();
        byte[] own = tiny.pickle();
        Opcodes pickle = Opcodes.protocol2();
        opcodes.accept(pickle);
        pickle.op('0').bytes(Arrays.copyOfRange(own, 2, own.length));
        return whole(pickle.toBytes());
    }

    /** A file of another pickle. */
    static byte[] whole(int[] pickle) {
        return whole(new Opcodes().op(pickle).toBytes());
    }

    static byte[] whole(byte[] pickle) {
        return new Tiny().zipped(pickle).toBytes();
    }

    void entry(Opcodes pickle, String name) {
        tensor(pickle.text(name));
    }

    void tensor(Opcodes pickle) {
        pickle.global("torch._utils", old ? "_rebuild_tensor" : "_rebuild_tensor_v2")
                .op('(');
        storage(pickle);
        pickle.number(offset);
        if (sizeAs == null) {
            tuple(pickle, size);
        } else {
            sizeAs.accept(pickle);
        }
        tuple(pickle, stride);
        if (!old) {
            pickle.op(0x89).global("collections", "OrderedDict").ascii(")R");
        }
        pickle.ascii("tR");
    }

    void storage(Opcodes pickle) {
        pickle.op('(')
                .text("storage")
                .global("torch", type)
                .text(key)
                .text(location)
                .number(count)
                .ascii(old ? "NtQ" : "tQ");
    }

    private static void tuple(Opcodes pickle, BigInteger... values) {
        pickle.op('(');
        for (BigInteger value : values) {
            pickle.number(value);
        }
        pickle.op('t');
    }

    byte[] pickle() {
        Opcodes pickle = Opcodes.protocol2().op('}').text(under).global("collections", "OrderedDict");
        pickle.ascii(")R(");
        entries.accept(pickle);
        return pickle.ascii("us.").toBytes();
    }

    Zipped zipped(byte[] pickle) {
        return new Zipped()
                .add("archive/data.pkl", pickle)
                .add("archive/data/0", data)
                .add("archive/version", "3\n");
    }

    byte[] toBytes() {
        return zipped(pickle()).toBytes();
    }
}
