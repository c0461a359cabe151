package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;
import static io.azulejo.models.checkpoint.Refusals.taken;
import static io.azulejo.models.checkpoint.Tiny.before;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A pickle is data: which names it may have, and what it may call. The rows P1 to P7 are those of the catalogue. */
class PickleCallsTest {
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
                        "P7 six arguments of a tensor of PyTorch before 0.4",
                        before(pickle -> pickle.global("torch._utils", "_rebuild_tensor")
                                .op('(')
                                .repeat(6, "N")
                                .ascii("tR")),
                        "torch._utils._rebuild_tensor with 6 arguments: 4 are right"),
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
}
