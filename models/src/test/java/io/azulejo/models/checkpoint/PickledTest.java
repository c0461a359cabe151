package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;
import static io.azulejo.models.checkpoint.Refusals.taken;
import static io.azulejo.models.checkpoint.Tiny.before;
import static io.azulejo.models.checkpoint.Tiny.whole;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a pickle may hold, and what it is refused for. The rows are those of the catalogue. */
class PickledTest {
    @TestFactory
    Stream<DynamicTest> theObjectMustBeADictionaryOfTensors() {
        return Stream.of(
                refused("P16 a list", whole(new int[] {0x80, 2, ']', '.'}), "a list"),
                refused("P16 None", whole(new int[] {0x80, 2, 'N', '.'}), "None"),
                refused(
                        "P16 a text",
                        whole(Opcodes.protocol2().text("x").op('.').toBytes()),
                        "a text"),
                refused("P16 an empty dictionary", whole(new int[] {0x80, 2, '}', '.'}), "no tensors"),
                refused(
                        "P16 params_ema None",
                        beside("params_ema", pickle -> pickle.op('N')),
                        "\"params_ema\"",
                        "--key"),
                refused(
                        "P16 params_ema empty",
                        beside("params_ema", pickle -> pickle.op('}')),
                        "\"params_ema\"",
                        "--key"),
                refused(
                        "P16 a numbered tensor",
                        Tiny.with(tiny -> tiny.entries = pickle -> {
                            tiny.tensor(pickle.number(7));
                        }),
                        "\"7\""),
                refused(
                        "P17 one name twice",
                        Tiny.with(tiny -> tiny.entries = pickle -> {
                            tiny.entry(pickle, "w");
                            tiny.entry(pickle, "w");
                        }),
                        "\"w\" twice"),
                refused("P18 a name of 1 MB", named("n".repeat(1 << 20)), "bytes"),
                refused("P18 no name", named(""), "0 bytes"),
                refused(
                        "P18 not UTF-8",
                        Tiny.with(tiny -> tiny.entries = pickle -> {
                            tiny.tensor(pickle.text(new byte[] {(byte) 0xc3, 0x28}));
                        }),
                        "UTF-8"),
                refused("P18 escape", named("\u001b[2J\n", -1), "\"?[2J?\""),
                taken("params beside what training keeps", beside("iter", pickle -> pickle.number(9))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsSharedIsNotWalked() {
        Consumer<Opcodes> doubling = pickle -> {
            pickle.text("w").ascii(")").op('q', 0, '0');
            for (int i = 0; i < 60; i++) {
                pickle.op('h', i, 'h', i, 0x86, 'q', i + 1, '0');
            }
            pickle.op('h', 60);
        };
        return Stream.of(
                refused("P10", Tiny.with(tiny -> tiny.entries = doubling), "no tensors"),
                refused(
                        "P10 beside a tensor",
                        Tiny.with(tiny -> tiny.entries = pickle -> {
                            tiny.entry(pickle, "v");
                            doubling.accept(pickle);
                        }),
                        "\"w\" is a tuple and no tensor"),
                refused(
                        "P14 params in itself",
                        whole(Opcodes.protocol2()
                                .op('}', 'q', 0)
                                .text("params")
                                .op('h', 0, 's', '.')
                                .toBytes()),
                        "no tensors"),
                taken("P14 a list in itself", before(pickle -> pickle.op(']', 'q', 0, 'h', 0, 'a'))),
                refused(
                        "P14 a size that holds itself",
                        Tiny.with(tiny -> tiny.sizeAs = pickle -> pickle.op(']', 'q', 9, 'h', 9, 'a', 0x85)),
                        "\"w\"",
                        "size"));
    }

    private static byte[] named(String name) {
        return Tiny.with(tiny -> tiny.entries = pickle -> tiny.entry(pickle, name));
    }

    private static byte[] named(String name, long offset) {
        return Tiny.with(tiny -> {
            tiny.offset = BigInteger.valueOf(offset);
            tiny.entries = pickle -> tiny.entry(pickle, name);
        });
    }

    /** The tiny checkpoint with one more key beside {@code params}. */
    private static byte[] beside(String key, Consumer<Opcodes> value) {
        byte[] own = new Tiny().pickle();
        Opcodes pickle = new Opcodes().bytes(Arrays.copyOf(own, own.length - 1)).text(key);
        value.accept(pickle);
        return whole(pickle.ascii("s.").toBytes());
    }
}
