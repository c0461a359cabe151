package io.azulejo.models.analysis;

import static io.azulejo.models.analysis.Graphs.conv;
import static io.azulejo.models.analysis.Graphs.node;
import static io.azulejo.models.analysis.Graphs.reach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.Node;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What reaches over the whole picture, and what cannot be told and so must be taken to. */
class UnboundedReceptiveFieldTest {
    @TestFactory
    Stream<DynamicTest> operatorsOverTheWholePictureAreGlobal() {
        return Stream.of(
                        node("GlobalAveragePool", List.of("input"), "output"),
                        node("ReduceMean", List.of("input"), "output", new Attribute.Ints("axes", List.of(2L, 3L))),
                        node("ReduceMean", List.of("input"), "output", new Attribute.Ints("axes", List.of(-1L))),
                        node("ReduceMax", List.of("input"), "output"),
                        node("InstanceNormalization", List.of("input", "slope", "slope"), "output"),
                        node("GroupNormalization", List.of("input", "slope", "slope"), "output"),
                        node("LayerNormalization", List.of("input", "slope"), "output"),
                        node("Softmax", List.of("input"), "output"),
                        node("MatMul", List.of("input", "input"), "output"),
                        node(
                                "BatchNormalization",
                                List.of("input", "one", "one", "one", "one"),
                                "output",
                                new Attribute.Int("training_mode", 1)),
                        node("Add", List.of("input", "map"), "output"))
                .map(operator -> DynamicTest.dynamicTest(
                        operator.opType() + " " + operator.attributes(),
                        () -> assertInstanceOf(ReceptiveField.Global.class, reach(operator))));
    }

    @Test
    void whatComesAfterAGlobalOperatorIsGlobalToo() {
        ReceptiveField reach = reach(
                node("GlobalAveragePool", List.of("input"), "g"),
                conv(1, 1, "g", "c"),
                node("Sigmoid", List.of("c"), "s"),
                node("Mul", List.of("input", "s"), "output"));
        assertEquals(new ReceptiveField.Global("GlobalAveragePool"), reach);
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotUnderstoodIsNamed() {
        return Stream.of(
                        node("Reshape", List.of("input", "pads"), "output"),
                        node("Gather", List.of("input", "pads"), "output", new Attribute.Int("axis", 2)),
                        node("Transpose", List.of("input"), "output"),
                        node("FutureOperator", List.of("input"), "output"),
                        node("Resize", List.of("input", "", "", "computed"), "output"),
                        node("Conv", List.of("input", "input"), "output"),
                        node("If", List.of("input"), "output"))
                .map(operator -> DynamicTest.dynamicTest(operator.opType(), () -> {
                    ReceptiveField reach = reach(operator);
                    assertTrue(assertInstanceOf(ReceptiveField.Unknown.class, reach)
                            .operator()
                            .startsWith(operator.opType()));
                }));
    }

    @Test
    void hostileNumbersEndInUnknown() {
        Node huge = node(
                "Conv", List.of("input", "w5"), "output", new Attribute.Ints("dilations", List.of(Long.MAX_VALUE, 1L)));
        Node still = node("Conv", List.of("input", "w5"), "output", new Attribute.Ints("strides", List.of(0L, 0L)));
        assertInstanceOf(ReceptiveField.Unknown.class, reach(huge));
        assertInstanceOf(ReceptiveField.Unknown.class, reach(still));
    }
}
