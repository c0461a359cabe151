package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Views of storages, right and wrong. The rows T1 to T5, T9, T11 and T12 are those of the catalogue of hostile files. */
class TorchTensorTest {
    private static final BigInteger HUGE = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(100);

    @TestFactory
    Stream<DynamicTest> viewsAreReadAsTorchReadsThem() {
        return Stream.of(
                view("row-major", List.of(2, 2), tiny -> {}, 1, 2, 3, 4),
                view("transposed", List.of(2, 2), tiny -> tiny.stride = Tiny.numbers(1, 2), 1, 3, 2, 4),
                view("a scalar", List.of(), scalar(3), 4),
                view("a repeated row", List.of(2, 2), tiny -> tiny.stride = Tiny.numbers(0, 1), 1, 2, 1, 2),
                view("a part", List.of(3), part(1, 3, 1), 2, 3, 4),
                view("every second", List.of(2), part(1, 2, 2), 2, 4),
                view("empty at the end", List.of(0, 2), tiny -> {
                    tiny.offset = BigInteger.valueOf(4);
                    tiny.size = Tiny.numbers(0, 2);
                }),
                view(
                        "any stride of a side of one",
                        List.of(1, 4),
                        tiny -> {
                            tiny.size = Tiny.numbers(1, 4);
                            tiny.stride = Tiny.numbers(Long.MAX_VALUE, 1);
                        },
                        1,
                        2,
                        3,
                        4),
                view("on another device", List.of(2, 2), tiny -> tiny.location = "cuda:0", 1, 2, 3, 4),
                view(
                        "float16",
                        List.of(2, 2),
                        halves("HalfStorage", 0x3c00, 0x4000, 0x0001, 0xc000),
                        1,
                        2,
                        0x1p-24f,
                        -2),
                view(
                        "bfloat16",
                        List.of(2, 2),
                        halves("BFloat16Storage", 0x3f80, 0x4000, 0x4040, 0xbf80),
                        1,
                        2,
                        3,
                        -1));
    }

    @Test
    void threeSidesInAnyOrder() throws Exception {
        float[] values = new float[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        byte[] file = Tiny.with(tiny -> {
            tiny.count = BigInteger.valueOf(24);
            tiny.data = Numbers.floats(values);
            tiny.size = Tiny.numbers(2, 4, 3);
            tiny.stride = Tiny.numbers(4, 1, 8);
        });
        float[] expected = new float[24];
        for (int i = 0, at = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 3; k++) {
                    expected[at++] = 4 * i + j + 8 * k;
                }
            }
        }
        assertArrayEquals(
                expected, Refusals.readAll(file).tensors().get("w").dense().toArray());
    }

    @TestFactory
    Stream<DynamicTest> noElementOutsideTheStorageIsRead() {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(wrong("T1 count of 3", tiny -> {
            tiny.count = BigInteger.valueOf(3);
            tiny.data = Numbers.floats(1, 2, 3);
        }));
        tests.add(wrong("T1 8 bytes", tiny -> tiny.data = Numbers.floats(1, 2)));
        tests.add(wrong("T1 20 bytes", tiny -> tiny.data = Numbers.floats(1, 2, 3, 4, 5)));
        tests.add(wrong("T2 stride -2 1", tiny -> tiny.stride = Tiny.numbers(-2, 1), "negative"));
        tests.add(wrong("T2 stride 2 -1", tiny -> tiny.stride = Tiny.numbers(2, -1), "negative"));
        tests.add(wrong("T2 offset -1", tiny -> tiny.offset = BigInteger.ONE.negate(), "negative"));
        tests.add(wrong("T2 size -2 2", tiny -> tiny.size = Tiny.numbers(-2, 2), "negative"));
        tests.add(wrong("T2 count -4", tiny -> tiny.count = BigInteger.valueOf(-4), "negative"));
        tests.add(wrong("T3 offset 1", tiny -> tiny.offset = BigInteger.ONE));
        tests.add(wrong("T3 stride 3 1", tiny -> tiny.stride = Tiny.numbers(3, 1)));
        tests.add(wrong("T4 2^64", tiny -> {
            tiny.size = Tiny.numbers(65536, 65536, 65536, 65536);
            tiny.stride = Tiny.numbers(0, 0, 0, 0);
        }));
        tests.add(wrong("T4 2^32", tiny -> tiny.size = Tiny.numbers(1L << 31, 2)));
        tests.add(wrong("T4 root of 2^63", tiny -> tiny.size = Tiny.numbers(3037000500L, 3037000500L)));
        tests.add(wrong("T4 strides", tiny -> tiny.stride = new BigInteger[] {HUGE, HUGE}));
        tests.add(wrong("T4 offset", tiny -> tiny.offset = HUGE));
        tests.add(wrong("T4 size of 100 bits", tiny -> tiny.size = new BigInteger[] {BEYOND, BEYOND}));
        tests.add(wrong("T4 strides of 100 bits", tiny -> tiny.stride = new BigInteger[] {BEYOND, BEYOND}));
        tests.add(wrong("T4 offset of 100 bits", tiny -> tiny.offset = BEYOND));
        tests.add(wrong("T5 40 GB", tiny -> {
            tiny.count = BigInteger.ONE;
            tiny.data = Numbers.floats(1);
            tiny.size = Tiny.numbers(100_000, 100_000);
            tiny.stride = Tiny.numbers(0, 0);
        }));
        tests.add(wrong("T11 size and stride", tiny -> tiny.stride = Tiny.numbers(1)));
        tests.add(wrong("T11 None", tiny -> tiny.sizeAs = pickle -> pickle.ascii("(NNt")));
        tests.add(wrong("T11 1.5", tiny -> tiny.sizeAs = pickle -> pickle.ascii("(F1.5\nF1.5\nt")));
        tests.add(wrong("T11 nested", tiny -> tiny.sizeAs = pickle -> pickle.ascii("()K\2t")));
        tests.add(wrong("T11 no tuple", tiny -> tiny.sizeAs = pickle -> pickle.number(4)));
        tests.add(wrong("T11 rank 70", tiny -> {
            tiny.size = new BigInteger[70];
            java.util.Arrays.fill(tiny.size, BigInteger.ONE);
            tiny.stride = tiny.size;
        }));
        tests.add(wrong(
                "T9 LongStorage",
                tiny -> {
                    tiny.type = "LongStorage";
                    tiny.data = new byte[32];
                },
                "LongStorage"));
        tests.add(wrong("T12 NaN", tiny -> tiny.data = Numbers.floats(1, Float.NaN, 3, 4), "1 values"));
        tests.add(wrong("T12 infinity", halves("HalfStorage", 0x7c00, 0, 0, 0), "1 values"));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> allTensorsTogetherAreBounded() {
        return Stream.of(refused(
                "T5 10 GB of views",
                Tiny.with(tiny -> {
                    tiny.count = BigInteger.valueOf(262_144);
                    tiny.data = new byte[1 << 20];
                    tiny.size = Tiny.numbers(512, 512);
                    tiny.stride = Tiny.numbers(512, 1);
                    tiny.entries = pickle -> {
                        for (int i = 0; i < 3000; i++) {
                            tiny.entry(pickle, "w" + i);
                        }
                    };
                }),
                "limit"));
    }

    private static DynamicTest wrong(String name, Consumer<Tiny> change, String... words) {
        String[] all = Stream.concat(Stream.of("\"w\""), Stream.of(words)).toArray(String[]::new);
        return refused(name, Tiny.with(change), all);
    }

    private static DynamicTest view(String name, List<Integer> shape, Consumer<Tiny> change, float... values) {
        return DynamicTest.dynamicTest(name, () -> {
            StoredTensor tensor = Refusals.readAll(Tiny.with(change)).tensors().get("w");
            assertEquals(shape, tensor.shape());
            assertArrayEquals(values, tensor.dense().toArray());
        });
    }

    private static Consumer<Tiny> part(long offset, long size, long stride) {
        return tiny -> {
            tiny.offset = BigInteger.valueOf(offset);
            tiny.size = Tiny.numbers(size);
            tiny.stride = Tiny.numbers(stride);
        };
    }

    private static Consumer<Tiny> scalar(long offset) {
        return tiny -> {
            tiny.offset = BigInteger.valueOf(offset);
            tiny.size = Tiny.numbers();
            tiny.stride = Tiny.numbers();
        };
    }

    private static Consumer<Tiny> halves(String type, int... values) {
        return tiny -> {
            tiny.type = type;
            tiny.data = Numbers.shorts(values);
        };
    }
}
