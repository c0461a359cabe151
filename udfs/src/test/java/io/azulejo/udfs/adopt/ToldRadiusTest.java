package io.azulejo.udfs.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.ModelException;
import io.azulejo.udfs.adopt.OrdinaryGraphs.Known;
import io.azulejo.udfs.tiling.Tiling;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A radius that is told is never too short, and that of ordinary graphs is told. */
class ToldRadiusTest {
    private static final long SEED = 5;

    static Stream<GraphCase> every() {
        return Stream.of(
                        SpreadGraphs.ALL,
                        SizedGraphs.ALL,
                        MovedGraphs.ALL,
                        MixedGraphs.ALL,
                        OrdinaryGraphs.TOLD,
                        OrdinaryGraphs.KNOWN.stream().map(Known::graph).toList())
                .flatMap(List::stream);
    }

    static List<Known> known() {
        return OrdinaryGraphs.KNOWN;
    }

    static List<GraphCase> told() {
        return OrdinaryGraphs.TOLD;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("every")
    void everyRadiusThatIsToldIsTrue(GraphCase graph) throws Exception {
        Adopted adopted;
        try {
            adopted = graph.adopted();
        } catch (ModelException refused) {
            assertTrue(refused.getMessage().startsWith("f.onnx"), refused.getMessage());
            return;
        }
        OptionalInt radius = adopted.card().radius();
        if (radius.isPresent() && !adopted.card().sizes().fixed()) {
            int grown = Math.max(0, Tiling.leastTile(radius.getAsInt()) - graph.window());
            Shape shape = new Shape(graph.width() + grown, graph.height() + grown, 3, 8);
            adopted.assertSameInWindows(graph.name(), graph.window() + grown, shape, SEED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("known")
    void theRadiusOfAnOrdinaryGraphIsThatOfItsOperators(Known known) throws Exception {
        assertEquals(
                OptionalInt.of(known.radius()), known.graph().adopted().card().radius());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("told")
    void theRadiusOfAnOrdinaryGraphIsTold(GraphCase graph) throws Exception {
        Adopted adopted = graph.adopted();
        assertTrue(adopted.card().radius().isPresent(), () -> adopted.found("radius"));
    }
}
