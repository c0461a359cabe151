package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.Adopted.DENOISE;
import static io.azulejo.udfs.adopt.Adopted.asked;
import static io.azulejo.udfs.adopt.Adopted.coloured;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import io.azulejo.models.onnx.ElementType;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What cannot be adopted is refused in one line. */
class AdoptionRefusalTest {
    @TestFactory
    Stream<DynamicTest> whatCannotBeFoundOutIsAskedForByItsFlag() {
        return Stream.of(
                refused("the task", AdoptRequest.NOTHING, network -> {}, "--task"),
                refused(
                        "the layout",
                        DENOISE,
                        network -> {
                            network.channelsStated = false;
                            network.stretching = true;
                        },
                        "runs as NCHW and as NHWC",
                        "--layout NCHW or --layout NHWC"),
                refused("the picture of two", DENOISE, network -> network.second = true, "--tensor"),
                refused(
                        "the range",
                        DENOISE,
                        network -> {
                            network.white = 1000;
                        },
                        "--range"));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoPictureNetworkIsRefused() {
        return Stream.of(
                refused(
                        "two channels",
                        DENOISE,
                        network -> network.channels = 2,
                        "2x?x?",
                        "the same 1, 3 or 4 channels"),
                refused("an integer input", DENOISE, network -> network.type = ElementType.INT32, "int32"),
                refused("another domain", DENOISE, network -> network.domain = "com.evil", "com.evil"),
                refused("a wrong layout", asked("denoise", "NHWC", ""), network -> {}, "cannot be adopted"),
                refused("an unknown layout", asked("denoise", "CHWN", ""), network -> {}, "--layout"),
                refused("three layouts", asked("denoise", "NCHW,NCHW,NCHW", ""), network -> {}, "--layout"),
                refused("an unknown order", coloured("GBR"), network -> {}, "--channels", "RGB, BGR"),
                refused("no order", coloured(""), network -> {}, "--channels", "RGB, BGR"),
                refused("colours of one channel", coloured("BGR"), network -> network.channels = 1, "--channels"),
                refused(
                        "no finite output",
                        asked("denoise", "", "0..1"),
                        network -> network.white = Float.NaN,
                        "not finite"),
                refused(
                        "an output of another size, in the file's own shapes",
                        asked("denoise", "NHWC", "0..1"),
                        network -> {
                            network.channelsLast = true;
                            network.height = 64;
                            network.width = 48;
                            network.cropped = true;
                        },
                        "of 1x64x48x3 it made 1x62x46x3"),
                refused(
                        "a layout of the output that it has not",
                        asked("denoise", "NHWC,NHWC", ""),
                        network -> {
                            network.channelsLast = true;
                            network.turned = true;
                            network.unstated = true;
                        },
                        "cannot be adopted",
                        "of 1x67x71x3 it made 1x3x67x71"));
    }

    private static DynamicTest refused(String name, AdoptRequest asked, Consumer<Foreign> change, String... words) {
        return DynamicTest.dynamicTest(name, () -> {
            byte[] network = Foreign.made(change).toBytes();
            String message = assertThrows(
                            ModelException.class, () -> Adoption.adopt(network, "f.onnx", "adopted", asked))
                    .getMessage();
            assertTrue(message.contains("f.onnx") || message.startsWith("--"), message);
            assertFalse(message.contains("\n"), message);
            for (String word : words) {
                assertTrue(message.contains(word), "'%s' is not in: %s".formatted(word, message));
            }
        });
    }

    @Test
    void aNetworkThatHasACardIsNotAdoptedAgain() throws Exception {
        byte[] onnx = Adopted.of(network -> {}).model().onnx();
        ModelException e = assertThrows(ModelException.class, () -> Adoption.adopt(onnx, "f.onnx", "again", DENOISE));
        assertTrue(e.getMessage().contains("card"), e.getMessage());
    }
}
