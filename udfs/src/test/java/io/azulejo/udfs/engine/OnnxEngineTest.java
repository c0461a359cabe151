package io.azulejo.udfs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEngineTest extends EngineContract {
    private static final Model MODEL = Networks.tiny(2, 1);

    @Override
    Engine open() throws EngineException {
        return open(MODEL);
    }

    private static Engine open(Model model) throws EngineException {
        Provider provider = new CpuProvider();
        return provider.open(model, provider.devices().get(0), Precision.FP32, 1);
    }

    @Test
    void knowsTheNetworksChannelsAndItsDevice() throws EngineException {
        try (Engine engine = open()) {
            assertEquals(3, engine.channels());
            assertEquals(3, engine.channels());
            assertEquals("cpu", engine.device().label());
        }
    }

    @Test
    void bytesThatAreNoNetworkAreRefusedInOneLine() {
        byte[] bytes = "not a network\nat all".getBytes(StandardCharsets.US_ASCII);
        Model none = new Model("none", bytes, MODEL.card(), "00");
        EngineException e = assertThrows(EngineException.class, () -> OnnxEngineTest.open(none));
        assertTrue(e.getMessage().startsWith("the runtime does not take this network: "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void aScaleThatIsNotTheNetworksIsFoundOutByTheFirstRun() throws EngineException {
        Model wrong = MODEL.withCard(Card.of("wrong", "super-resolution", 3, 3));
        try (Engine engine = OnnxEngineTest.open(wrong);
                FloatBuffers.Loan input = new FloatBuffers(0).lend(3 * 64);
                FloatBuffers.Loan output = new FloatBuffers(0).lend(27 * 64)) {
            EngineException e =
                    assertThrows(EngineException.class, () -> engine.run(input.buffer(), output.buffer(), 1, 8, 8));
            assertFalse(e instanceof EngineMemoryException);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Non-zero status code returned while running Conv node. Status Message: std::bad_alloc",
                "BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer of size 4096",
                "Available memory of 12 is smaller than requested bytes of 4096",
                "CUDA failure 2: out of memory"
            })
    void theRuntimesWaysToSayThatMemoryRanOutAreKnown(String words) {
        assertInstanceOf(EngineMemoryException.class, OnnxEngine.failure("a run failed", new OrtException(words)));
    }

    @Test
    void otherFailuresOfTheRuntimeAreNoMatterOfMemory() {
        assertFalse(
                OnnxEngine.failure("a run failed", new OrtException("Got invalid dimensions for input"))
                        instanceof EngineMemoryException);
    }
}
