package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;
import static io.azulejo.models.checkpoint.Refusals.taken;
import static io.azulejo.models.checkpoint.Tiny.before;
import static io.azulejo.models.checkpoint.Tiny.whole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A pickle is read within bounds: of its stack, its memo, its bytes. The rows are those of the catalogue. */
class PickleTest {
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
}
