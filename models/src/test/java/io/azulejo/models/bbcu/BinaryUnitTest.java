package io.azulejo.models.bbcu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.Array;
import io.azulejo.models.Ort;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.family.ReferenceCase;
import io.azulejo.models.graph.GraphBuilder;
import io.azulejo.models.graph.Value;
import io.azulejo.models.onnx.OnnxWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Single units give what the authors' own code gave. */
class BinaryUnitTest {
    @Test
    void theHeadRepeatsEachChannelAndTheFirstOnceMore() throws Exception {
        agrees("bbcu-unit-head", 1, (g, x) -> BinaryUnit.head(g, x, "unit"));
    }

    @Test
    void theUpsamplingUnitShufflesAndEnlarges() throws Exception {
        agrees("bbcu-unit-up", 2, (g, x) -> BinaryUnit.up(g, x, "unit", 2));
    }

    private static void agrees(String name, int scale, BiFunction<GraphBuilder, Value, Value> unit) throws Exception {
        ReferenceCase reference = ReferenceCase.of(name);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        reference.dense().forEach((tensor, numbers) -> weights.put("unit." + tensor, numbers));
        Array input = reference.input();
        GraphBuilder g = new GraphBuilder(BinaryUnit.folded(weights));
        Value y = unit.apply(g, g.input(input.shape()[1]));
        Array output = Ort.run(OnnxWriter.write(g.finish(y, scale, name)), input);
        double difference = output.maximumDifference(reference.output());
        assertTrue(difference <= reference.tolerance(), "difference " + difference);
    }
}
