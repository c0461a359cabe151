package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Storages are what they are declared to be. The rows T6 to T10 are those of the catalogue of hostile files. */
class TorchStoragesTest {
    @TestFactory
    Stream<DynamicTest> storagesAreWhatTheyAreDeclaredToBe() {
        List<DynamicTest> tests = new ArrayList<>();
        for (BigInteger count : List.of(BigInteger.ONE.shiftLeft(40), BigInteger.ONE.shiftLeft(62))) {
            tests.add(refused("T6 " + count, Tiny.with(tiny -> tiny.count = count), "storage \"0\"", "16 bytes"));
        }
        tests.add(refused("T6 2^63", Tiny.with(tiny -> tiny.count = BigInteger.ONE.shiftLeft(63)), "storage \"0\""));
        for (String key : List.of("../version", "/etc/passwd", "..\\..\\x", "0\0", "", "9".repeat(1 << 20))) {
            tests.add(refused(
                    "T7 " + (key.length() > 20 ? "long" : key.replace('\0', '?')),
                    Tiny.with(tiny -> tiny.key = key),
                    "has the key"));
        }
        tests.add(refused(
                "T7 with an entry of that name",
                Tiny.made(tiny -> tiny.key = "../version")
                        .zipped(Tiny.made(tiny -> tiny.key = "../version").pickle())
                        .add("archive/data/../version", "3\n")
                        .toBytes(),
                ".."));
        tests.add(id("T8 a number", pickle -> pickle.number(1).op('Q')));
        tests.add(id("T8 too short", pickle -> pickle.op('(').text("storage").ascii("tQ")));
        tests.add(id("T8 another word", pickle -> id(pickle, "module", "FloatStorage", p -> p.number(4))));
        tests.add(id("T8 a text for the count", pickle -> id(pickle, "storage", "FloatStorage", p -> p.text("4"))));
        tests.add(id("T8 as text", pickle -> pickle.op('P').ascii("0\n")));
        tests.add(id(
                "T8 a type that is a text",
                pickle -> pickle.op('(')
                        .text("storage")
                        .text("FloatStorage")
                        .text("0")
                        .text("cpu")
                        .number(4)
                        .ascii("tQ")));
        tests.add(id(
                "T8 a type that is none",
                pickle -> pickle.op('(')
                        .text("storage")
                        .global("collections", "OrderedDict")
                        .text("0")
                        .text("cpu")
                        .number(4)
                        .ascii("tQ")));
        tests.add(refused(
                "T10 two types",
                twice(tiny -> {
                    tiny.type = "HalfStorage";
                    tiny.count = BigInteger.valueOf(8);
                }),
                "storage \"0\" is declared twice"));
        tests.add(refused(
                "T10 two counts", twice(tiny -> tiny.count = BigInteger.TWO), "storage \"0\" is declared twice"));
        return tests.stream();
    }

    private static byte[] twice(Consumer<Tiny> second) {
        return Tiny.with(tiny -> tiny.entries = pickle -> {
            tiny.entry(pickle, "w");
            Tiny.made(second).entry(pickle, "v");
        });
    }

    private static void id(Opcodes pickle, String word, String type, Consumer<Opcodes> count) {
        pickle.op('(').text(word).global("torch", type).text("0").text("cpu");
        count.accept(pickle);
        pickle.ascii("tQ");
    }

    private static DynamicTest id(String name, Consumer<Opcodes> id) {
        return refused(
                name,
                Tiny.with(tiny -> tiny.entries = pickle -> {
                    id.accept(pickle.text("w"));
                }),
                "persistent id");
    }
}
