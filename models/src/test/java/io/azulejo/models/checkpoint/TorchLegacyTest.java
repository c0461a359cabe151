package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;
import static io.azulejo.models.checkpoint.Refusals.taken;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The format of PyTorch before 1.6. The rows L1 to L6 are those of the catalogue of hostile files. */
class TorchLegacyTest {
    /** The tiny checkpoint in that format, each part of it changeable. */
    private static final class Legacy {
        BigInteger magic = new BigInteger("1950a86a20f9469cfc6c", 16);
        long protocol = 1001;
        int littleEndian = 0x88;
        Consumer<Opcodes> system = pickle -> {};
        Consumer<Opcodes> keys = pickle -> pickle.op(']').text("0").op('a');
        byte[] object = new Tiny().pickle();
        long count = 4;
        byte[] data = Numbers.floats(1, 2, 3, 4);

        byte[] toBytes() {
            Opcodes file = Opcodes.protocol2().number(magic).op('.');
            file.op(0x80, 2).number(protocol).op('.');
            file.op(0x80, 2);
            system.accept(file);
            file.op('}').text("little_endian").op(littleEndian).ascii("s.");
            file.bytes(object).op(0x80, 2);
            keys.accept(file);
            return file.op('.').little(count, 8).bytes(data).toBytes();
        }
    }

    private static byte[] with(Consumer<Legacy> change) {
        Legacy legacy = new Legacy();
        change.accept(legacy);
        return legacy.toBytes();
    }

    @TestFactory
    Stream<DynamicTest> aRightFileIsRead() {
        return Stream.of(
                taken("as it is", with(legacy -> {})),
                taken(
                        "of PyTorch before 0.4",
                        with(legacy -> legacy.object =
                                Tiny.made(tiny -> tiny.old = true).pickle())));
    }

    @TestFactory
    Stream<DynamicTest> headsAreChecked() {
        byte[] tar = new byte[1024];
        System.arraycopy("sys_info".getBytes(StandardCharsets.US_ASCII), 0, tar, 0, 8);
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        Consumer<Opcodes> evil =
                pickle -> pickle.global("posix", "system").text("touch PWNED").op(0x85, 'R', '0');
        return Stream.of(
                refused("L1 a tar", tar, "tar checkpoint", "too old"),
                refused("L2 magic", with(legacy -> legacy.magic = legacy.magic.add(BigInteger.ONE)), "magic"),
                refused("L2 protocol", with(legacy -> legacy.protocol = 1002), "protocol is 1002"),
                refused("L2 byte order", with(legacy -> legacy.littleEndian = 0x89), "byte order"),
                refused("L3 in the facts", with(legacy -> legacy.system = evil), "posix.system"),
                refused(
                        "L3 in the keys",
                        with(legacy -> legacy.keys = pickle -> {
                            evil.accept(pickle);
                            pickle.op(']');
                        }),
                        "posix.system"));
    }

    @TestFactory
    Stream<DynamicTest> storagesAreThoseThatTheTensorsUse() {
        return Stream.of(
                refused("L4 lacks one", with(legacy -> legacy.keys = pickle -> pickle.op(']')), "\"0\""),
                refused(
                        "L4 an unknown one",
                        with(legacy ->
                                legacy.keys = pickle -> pickle.op(']').text("1").op('a')),
                        "\"1\""),
                refused(
                        "L4 one twice",
                        with(legacy -> {
                            legacy.keys = pickle ->
                                    pickle.op(']').text("0").op('a').text("0").op('a');
                            legacy.data = new Opcodes()
                                    .bytes(legacy.data)
                                    .little(4, 8)
                                    .bytes(legacy.data)
                                    .toBytes();
                        }),
                        "\"0\" twice"),
                refused("L4 no list", with(legacy -> legacy.keys = pickle -> pickle.op('}')), "no list"),
                refused("L4 numbers", with(legacy -> legacy.keys = pickle -> pickle.ascii("]K\0a")), "a number"),
                refused(
                        "L4 10,000,000",
                        with(legacy -> legacy.keys = pickle -> {
                            pickle.ascii("](").repeat(10_000_000, "K\0").op('e');
                        }),
                        "values"),
                refused("L5 2^62", with(legacy -> legacy.count = 1L << 62), "count", "storage \"0\""),
                refused("L5 negative", with(legacy -> legacy.count = -1), "count"),
                refused("L5 another", with(legacy -> legacy.count = 3), "count 3 and 4"),
                refused("L5 a byte too many", with(legacy -> legacy.data = new byte[17]), "1 bytes follow"),
                refused("L6 a view", with(legacy -> legacy.object = viewed()), "view"));
    }

    @TestFactory
    Stream<DynamicTest> aCutFileIsRefused() {
        byte[] file = with(legacy -> {});
        List<DynamicTest> tests = new ArrayList<>();
        for (int length = 1; length < file.length; length += 7) {
            tests.add(refused("L5 cut to " + length, Arrays.copyOf(file, length)));
        }
        return tests.stream();
    }

    /** The tiny pickle whose storage is a view of another. */
    private static byte[] viewed() {
        return Tiny.made(tiny -> tiny.entries = pickle -> {
                    pickle.text("w")
                            .op('(')
                            .text("storage")
                            .global("torch", "FloatStorage")
                            .text("0")
                            .text("cpu")
                            .number(4)
                            .op('(')
                            .text("1")
                            .number(9)
                            .number(4)
                            .ascii("ttQ");
                })
                .pickle();
    }
}
