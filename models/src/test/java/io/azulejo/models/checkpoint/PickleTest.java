package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;
import static io.azulejo.models.checkpoint.Refusals.taken;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A pickle is data: what it may do, and what it is refused for. The rows P1 to P18 are those of the catalogue. */
class PickleTest {
    @TestFactory
    Stream<DynamicTest> noGlobalButTheKnownOnesIsEverResolved() {
        List<DynamicTest> tests = new ArrayList<>();
        String[][] globals = {
            {"posix", "system"},
            {"os", "system"},
            {"nt", "system"},
            {"subprocess", "Popen"},
            {"__builtin__", "eval"},
            {"builtins", "eval"},
            {"builtins", "exec"},
            {"builtins", "getattr"},
            {"torch.storage", "_load_from_bytes"},
            {"torch", "load"},
            {"torch.hub", "load"},
            {"torch._utils", "_rebuild_qtensor"},
            {"numpy.core.multiarray", "_reconstruct"},
            {"argparse", "Namespace"},
            {"torch", "QInt8Storage"},
            {"torch", "ComplexFloatStorage"},
            {"torch", "UntypedStorage"},
            {"torch", "FooStorage"},
            {"torch", "...Storage"}
        };
        for (String[] global : globals) {
            String shown = global[0] + "." + global[1];
            tests.add(refused(
                    "P1 P2 P5 T9 " + shown,
                    before(pickle -> pickle.global(global[0], global[1])
                            .text("touch PWNED")
                            .op(0x85, 'R')),
                    shown));
            tests.add(refused(
                    "P4 INST " + shown,
                    before(pickle ->
                            pickle.op('(').text("touch PWNED").op('i').ascii(global[0] + "\n" + global[1] + "\n")),
                    shown));
        }
        tests.add(refused(
                "P3 STACK_GLOBAL",
                before(pickle -> pickle.op(0x8c, 5)
                        .ascii("posix")
                        .op(0x8c, 6)
                        .ascii("system")
                        .op(0x93)
                        .text("touch PWNED")
                        .op(0x85, 'R')),
                "posix.system"));
        tests.add(refused(
                "P5 a name with dots",
                before(pickle -> pickle.text("collections")
                        .text("OrderedDict.fromkeys.__globals__")
                        .op(0x93)),
                "collections.OrderedDict.fromkeys.__globals__"));
        tests.add(refused(
                "P4 OBJ",
                before(pickle ->
                        pickle.op('(').global("posix", "system").text("x").op('o')),
                "posix.system"));
        tests.add(refused(
                "P4 NEWOBJ",
                before(pickle -> pickle.global("builtins", "object").op(')', 0x81)),
                "builtins.object"));
        tests.add(refused(
                "P4 NEWOBJ_EX",
                before(pickle -> pickle.global("builtins", "object").op(')', '}', 0x92)),
                "builtins.object"));
        tests.add(refused(
                "P4 NEWOBJ of what is known",
                before(pickle -> pickle.global("collections", "OrderedDict").op(')', 0x81)),
                "object"));
        tests.add(refused("P6 EXT1", before(pickle -> pickle.op(0x82, 1)), "EXT1"));
        tests.add(refused("P6 EXT2", before(pickle -> pickle.op(0x83, 1, 0)), "EXT2"));
        tests.add(refused("P6 EXT4", before(pickle -> pickle.op(0x84, 1, 0, 0, 0)), "EXT4"));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> knownFunctionsAreCalledAsTheyAreMeant() {
        return Stream.of(
                refused("P7 a text", before(pickle -> pickle.text("x").ascii(")R")), "calls a text"),
                refused(
                        "P7 a type",
                        before(pickle -> pickle.global("torch", "FloatStorage").ascii(")R")),
                        "torch.FloatStorage"),
                refused(
                        "P7 no argument",
                        before(pickle -> pickle.global("torch._utils", "_rebuild_tensor_v2")
                                .ascii(")R")),
                        "_rebuild_tensor_v2"),
                refused(
                        "P7 twenty arguments",
                        before(pickle -> pickle.global("torch._utils", "_rebuild_tensor_v2")
                                .op('(')
                                .repeat(20, "N")
                                .ascii("tR")),
                        "20 arguments"),
                refused(
                        "P7 a number for the storage",
                        before(pickle -> pickle.global("torch._utils", "_rebuild_tensor_v2")
                                .op('(')
                                .number(1)
                                .repeat(5, "N")
                                .ascii("tR")),
                        "a number where a storage is due"),
                refused(
                        "P7 attributes of a tensor",
                        Tiny.with(tiny -> tiny.entries = pickle -> {
                            tiny.entry(pickle, "w");
                            pickle.op('}').text("storage").text("x").ascii("sb");
                        }),
                        "attributes (BUILD) of a tensor"),
                refused(
                        "P7 entries of a list",
                        before(pickle -> pickle.op(']', '(').text("a").text("b").op('u')),
                        "a list"),
                refused(
                        "P7 OrderedDict of a number",
                        before(pickle -> pickle.global("collections", "OrderedDict")
                                .number(1)
                                .op(0x85, 'R')),
                        "OrderedDict"),
                taken(
                        "P7 OrderedDict of pairs, as Python 2 wrote it",
                        before(pickle -> pickle.global("collections", "OrderedDict")
                                .op(']', ']')
                                .text("a")
                                .op('a')
                                .text("b")
                                .op('a', 'a', 0x85, 'R'))));
    }

    @TestFactory
    Stream<DynamicTest> theStackIsNeverReadBelowItsBottom() {
        List<DynamicTest> tests = new ArrayList<>(List.of(
                refused("P8 R", whole(new int[] {0x80, 2, 'R', '.'}), "value is missing", "byte 2"),
                refused("P8 t", whole(new int[] {0x80, 2, 't', '.'}), "mark is missing", "byte 2"),
                refused("P8 STOP", whole(new int[] {0x80, 2, '.'}), "value is missing"),
                refused("P8 STOP on a mark", whole(new int[] {0x80, 2, '(', '.'}), "only a mark"),
                refused("P8 FF", whole(new int[] {0x80, 2, 0xff, '.'}), "FF"),
                refused("P8 protocol 6", whole(new int[] {0x80, 6, '}', '.'}), "protocol 6"),
                refused("P8 protocol 255", whole(new int[] {0x80, 0xff, '}', '.'}), "protocol 255")));
        byte[] pickle = new Tiny().pickle();
        for (int length = 0; length < pickle.length; length++) {
            tests.add(refused("P8 cut to " + length, whole(Arrays.copyOf(pickle, length))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> nestingAndCountsAreBounded() {
        return Stream.of(
                refused(
                        "P9 lists",
                        before(pickle -> pickle.repeat(1_000_000, "]").repeat(999_999, "a")),
                        "values"),
                refused(
                        "P9 tuples",
                        before(pickle -> pickle.repeat(1_000_000, "(").repeat(999_999, "t")),
                        "values"),
                refused(
                        "P9 dictionaries",
                        before(pickle -> {
                            for (int i = 0; i < 1_000_000; i++) {
                                pickle.op('}').text("a");
                            }
                            pickle.op('}').repeat(1_000_000, "s");
                        }),
                        "values"),
                refused(
                        "P9 few but deep",
                        before(pickle -> pickle.repeat(100, "]").repeat(99, "a")),
                        "nesting"),
                refused(
                        "P15 size",
                        before(pickle -> pickle.repeat(10_000_000, "}0").op('}')),
                        "data.pkl",
                        "bytes"),
                refused(
                        "P15 values",
                        before(pickle -> pickle.repeat(200_000, "}0").op('}')),
                        "values"),
                refused(
                        "the memo",
                        before(pickle -> {
                            pickle.op(')');
                            for (int i = 0; i < 100_001; i++) {
                                pickle.op('r').little(i, 4);
                            }
                        }),
                        "memo"));
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

    @TestFactory
    Stream<DynamicTest> theMemoIsAMap() {
        return Stream.of(
                taken("P11 LONG_BINPUT", before(pickle -> pickle.op(')', 'r', 0xff, 0xff, 0xff, 0xff))),
                refused("P11 PUT", before(pickle -> pickle.op(')', 'p').ascii("99999999999999999999\n")), "memo index"),
                refused("P11 BINGET", before(pickle -> pickle.op('h', 0xc8)), "memo index 200"),
                refused("P11 LONG_BINGET", before(pickle -> pickle.op('j', 0xff, 0xff, 0xff, 0x7f)), "memo index"));
    }

    @TestFactory
    Stream<DynamicTest> lengthsAreBelievedOnlyAsFarAsThereAreBytes() {
        return Stream.of(
                refused(
                        "P12 X",
                        before(pickle -> pickle.op('X').little(0x7fffffff, 4).ascii("abc")),
                        "2147483647"),
                refused("P12 X, all ones", before(pickle -> pickle.op('X').little(-1, 4)), "4294967295"),
                refused(
                        "P12 BINUNICODE8",
                        before(pickle -> pickle.op(0x8d).little(1L << 62, 8)),
                        "4611686018427387904"),
                refused("P12 BINBYTES8", before(pickle -> pickle.op(0x8e).little(Long.MAX_VALUE, 8)), "length"),
                refused("P12 FRAME", before(pickle -> pickle.op(0x95).little(Long.MAX_VALUE, 8)), "length"),
                refused("P12 LONG4", before(pickle -> pickle.op(0x8b).little(0x7fffffff, 4)), "length"),
                refused("P12 LONG4, negative", before(pickle -> pickle.op(0x8b).little(-1, 4)), "length"),
                refused("P12 BINSTRING", before(pickle -> pickle.op('T').little(-1, 4)), "length"),
                refused(
                        "P13 LONG",
                        before(pickle -> pickle.op('L').repeat(5_000_000, "9").ascii("L\n")),
                        "too long"),
                refused(
                        "P13 INT",
                        before(pickle -> pickle.op('I').repeat(5_000_000, "9").ascii("\n")),
                        "too long"),
                refused("P13 FLOAT", before(pickle -> pickle.op('F').ascii("1e999999999\n")), "within bounds"),
                refused("P13 a line", before(pickle -> pickle.op('c').repeat(10_000_000, "a")), "too long"),
                refused(
                        "a number of 1,000 bytes",
                        before(pickle -> pickle.op(0x8b).little(1000, 4).bytes(new byte[1000])),
                        "too long"));
    }

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
                refused(
                        "P17 with and without module.",
                        Tiny.with(tiny -> tiny.entries = pickle -> {
                            tiny.entry(pickle, "w");
                            tiny.entry(pickle, "module.w");
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

    private static byte[] named(String name) {
        return Tiny.with(tiny -> tiny.entries = pickle -> tiny.entry(pickle, name));
    }

    private static byte[] named(String name, long offset) {
        return Tiny.with(tiny -> {
            tiny.offset = BigInteger.valueOf(offset);
            tiny.entries = pickle -> tiny.entry(pickle, name);
        });
    }

    /** The tiny checkpoint with opcodes before its own, whose value is dropped. */
    private static byte[] before(Consumer<Opcodes> opcodes) {
        Tiny tiny = new Tiny();
        byte[] own = tiny.pickle();
        Opcodes pickle = Opcodes.protocol2();
        opcodes.accept(pickle);
        pickle.op('0').bytes(Arrays.copyOfRange(own, 2, own.length));
        return whole(pickle.toBytes());
    }

    /** The tiny checkpoint with one more key beside {@code params}. */
    private static byte[] beside(String key, Consumer<Opcodes> value) {
        byte[] own = new Tiny().pickle();
        Opcodes pickle = new Opcodes().bytes(Arrays.copyOf(own, own.length - 1)).text(key);
        value.accept(pickle);
        return whole(pickle.ascii("s.").toBytes());
    }

    private static byte[] whole(int[] pickle) {
        return whole(new Opcodes().op(pickle).toBytes());
    }

    private static byte[] whole(byte[] pickle) {
        return new Tiny().zipped(pickle).toBytes();
    }
}
