package io.azulejo.models.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.azulejo.models.Array;
import io.azulejo.models.ModelException;
import io.azulejo.models.Ort;
import io.azulejo.models.PlainBbcu;
import io.azulejo.models.PlainPlksr;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.models.store.Model;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** The networks give what the authors' own code gave for the same weights and picture. */
class ReferenceCasesTest {
    /** What the authors' configuration says and a file does not show, or shows otherwise once it is merged. */
    private static final Set<String> NOT_SHOWN =
            Set.of("split_ratio", "act_mode", "is_coreml", "with_idt", "kernel_size", "lk_type");

    @TestFactory
    Stream<DynamicTest> inOnnxRuntime() throws IOException {
        return each(reference -> {
            Network network = reference.recognised().network();
            Model model = Families.model(reference.name(), network, reference.checkpoint());
            assertAgrees(reference, Ort.run(model.onnx(), reference.input()));
        });
    }

    @TestFactory
    Stream<DynamicTest> inPlainDoublePrecision() throws IOException {
        return each(reference -> assertAgrees(reference, plain(reference)));
    }

    private static Array plain(ReferenceCase reference) throws Exception {
        Network network = reference.recognised().network();
        if (network instanceof PlksrConfig plksr) {
            return new PlainPlksr(plksr, reference.dense()).run(reference.input());
        }
        return new PlainBbcu(network, reference.dense()).run(reference.input());
    }

    private static void assertAgrees(ReferenceCase reference, Array output) throws IOException {
        double difference = output.maximumDifference(reference.output());
        assertTrue(difference <= reference.tolerance(), "difference " + difference);
    }

    @TestFactory
    Stream<DynamicTest> hyperParametersAreReadOffNamesAndShapes() throws IOException {
        return each(reference -> {
            Map<String, Object> named = reference.recognised().network().named();
            assertEquals(reference.text("family"), named.get("family"));
            for (Map.Entry<String, JsonNode> entry :
                    reference.json().get("config").properties()) {
                boolean merged = !named.containsKey(entry.getKey());
                if (!NOT_SHOWN.contains(entry.getKey()) && !merged) {
                    assertEquals(
                            ReferenceCase.shown(entry.getValue()),
                            NetworkSettings.shown(named.get(entry.getKey())),
                            entry.getKey());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyStoredNumberIsCounted() throws IOException {
        return each(reference -> assertEquals(
                reference.json().get("parameters").longValue(),
                reference.recognised().network().parameters()));
    }

    @TestFactory
    Stream<DynamicTest> nothingIsAssumedWhereAllIsGiven() throws IOException {
        // The authors' code leaves the range of luma to whoever calls it.
        return each(reference -> {
            Map<String, Object> assumed = new HashMap<>(reference.recognised().assumed());
            assumed.remove("luma");
            assertEquals(Map.of(), assumed);
        });
    }

    @Test
    void realPlksrIsToldByItsNames() throws Exception {
        ReferenceCase other = ReferenceCase.of("realplksr-refused");
        String message = assertThrows(ModelException.class, other::recognised).getMessage();
        assertTrue(message.contains("RealPLKSR"), message);
    }

    @Test
    void coverEveryMixerAndLargeKernelAndEveryBinaryNetwork() throws IOException {
        Set<String> names = ReferenceCase.networks().map(ReferenceCase::name).collect(Collectors.toSet());
        assertTrue(
                names.containsAll(List.of(
                        "plksr-dccm-x2",
                        "plksr-dccm-noea-x3",
                        "plksr-ccm-x4",
                        "plksr-ccm-noea-x2",
                        "plksr-iccm-x3",
                        "plksr-idt-x2",
                        "plksr-idt-merged-x2",
                        "plksr-sparse-x2",
                        "plksr-sparse-max-x3",
                        "plksr-sparse-idt-x4",
                        "plksr-sparse-merged-x2",
                        "plksr-sparse-idt-merged-x4",
                        "plksr-rect-9-x2",
                        "plksr-rect-17-x3",
                        "plksr-wide-x2",
                        "bbcu-l-x2",
                        "bbcu-l-x3",
                        "bbcu-l-x4",
                        "bbcu-m-x2",
                        "bbcu-m-x3",
                        "bbcu-m-x4",
                        "bbcu-denoise",
                        "bbcu-denoise-grey",
                        "bbcu-deblock",
                        "bbcu-zeros-denoise",
                        "bbcu-zeros-m-x2",
                        "file-safetensors-x2",
                        "file-safetensors-mixed-x3")),
                names.toString());
    }

    private static Stream<DynamicTest> each(ThrowingConsumer<ReferenceCase> test) throws IOException {
        return ReferenceCase.networks()
                .map(reference -> DynamicTest.dynamicTest(reference.name(), () -> test.accept(reference)));
    }
}
