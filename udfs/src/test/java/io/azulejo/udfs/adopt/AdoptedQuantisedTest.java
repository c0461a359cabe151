package io.azulejo.udfs.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.ModelException;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.udfs.adopt.QuantisedNetwork.Form;
import io.azulejo.udfs.restore.Pictures;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ends that are quantised: pictures come out as the network's twin of floats gives them, but for the 8 bits. */
class AdoptedQuantisedTest {
    private static final double LEAST_PSNR = 40;
    private static final AdoptRequest ENLARGE = AdoptRequest.NOTHING;

    @TestFactory
    Stream<DynamicTest> aQuantisedNetworkRestoresAsItsTwinOfFloatsDoes() {
        return Stream.of(
                restores("real numbers in and out", 0, network -> network.form = Form.REAL_ENDS),
                restores("uint8 in and out", 2, network -> network.form = Form.WHOLE_ENDS),
                restores("int8 in and out", 2, network -> {
                    network.form = Form.WHOLE_ENDS;
                    network.type = ElementType.INT8;
                }),
                restores("int8 in and out, symmetric", 2, network -> {
                    network.form = Form.WHOLE_ENDS;
                    network.type = ElementType.INT8;
                    network.symmetric = true;
                }),
                restores("real numbers in and out of int8, symmetric", 0, network -> {
                    network.form = Form.REAL_ENDS;
                    network.type = ElementType.INT8;
                    network.symmetric = true;
                }),
                restores("uint8 through operators of whole numbers", 2, network -> network.form = Form.WHOLE_OPERATORS),
                restores("int8 through operators of whole numbers", 2, network -> {
                    network.form = Form.WHOLE_OPERATORS;
                    network.type = ElementType.INT8;
                }),
                restores("uint8 NHWC", 2, network -> {
                    network.form = Form.WHOLE_ENDS;
                    network.channelsLast = true;
                }),
                restores("scales in nodes of their own", 2, network -> {
                    network.form = Form.WHOLE_ENDS;
                    network.inConstantNodes = true;
                }),
                restores("whole numbers as floats", 2, network -> network.form = Form.WHOLE_ENDS_AS_FLOATS),
                restores("uint8 of a twin of 0..255", 2, network -> {
                    network.form = Form.WHOLE_ENDS;
                    network.range = ValueRange.BYTE;
                }),
                restores("uint8 of a twin of -1..1", 2, network -> {
                    network.form = Form.WHOLE_ENDS;
                    network.range = ValueRange.SIGNED;
                }),
                restores("int8 of a twin of -1..1", 2, network -> {
                    network.form = Form.WHOLE_ENDS;
                    network.type = ElementType.INT8;
                    network.range = ValueRange.SIGNED;
                }),
                restores("real numbers of a twin of -1..1", 0, network -> {
                    network.form = Form.REAL_ENDS;
                    network.range = ValueRange.SIGNED;
                }));
    }

    /** @param told how many of the ends are said to be read by their scale */
    private static DynamicTest restores(String name, int told, Consumer<QuantisedNetwork> change) {
        return DynamicTest.dynamicTest(name, () -> {
            QuantisedNetwork quantised = QuantisedNetwork.made(change);
            byte[] twin = QuantisedNetwork.made(network -> network.range = quantised.range)
                    .toBytes();
            Adopted adopted = adopted(quantised.toBytes());
            assertTrue(adopted.found("range").startsWith(quantised.range.label() + " in, " + quantised.range.label()));
            assertEquals(told, adopted.found("quantised").split("by scale", -1).length - 1, adopted.found("quantised"));
            assertEquals(OptionalInt.of(2), adopted.card().radius());
            assertEquals(2, adopted.card().scale());
            Picture picture = Pictures.noisy(new Shape(70, 50, 3, 8), 9);
            double psnr = Adopted.psnr(adopted(twin).restored(picture), adopted.restored(picture));
            assertTrue(psnr >= LEAST_PSNR, "%.1f dB".formatted(psnr));
        });
    }

    private static Adopted adopted(byte[] file) throws ModelException {
        return new Adopted(Adoption.adopt(file, "f.onnx", "adopted", ENLARGE));
    }

    @Test
    void scaleAndZeroPointAreInTheCard() throws Exception {
        String found = adopted(QuantisedNetwork.made(network -> network.form = Form.WHOLE_ENDS)
                        .toBytes())
                .found("quantised");
        assertTrue(
                found.matches(
                        "input by scale 0\\.0040.* and zero point 3, output by scale 0\\.0050.* and zero point 20,.*"),
                found);
    }

    @Test
    void wholeNumbersThatStandForRealOnesByWhatIsComputedAreRefused() {
        byte[] file = QuantisedNetwork.made(network -> {
                    network.form = Form.WHOLE_ENDS;
                    network.computed = true;
                })
                .toBytes();
        String message = assertThrows(ModelException.class, () -> adopted(file)).getMessage();
        assertTrue(message.startsWith("f.onnx cannot be adopted: its input \"x\" uint8 ?x3x?x? is quantised"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aRangeThatTheScaleDoesNotLeaveIsRefused() {
        byte[] file =
                QuantisedNetwork.made(network -> network.form = Form.WHOLE_ENDS).toBytes();
        String message = assertThrows(
                        ModelException.class,
                        () -> Adoption.adopt(file, "f.onnx", "adopted", Adopted.asked("enlarge", "", "0..255")))
                .getMessage();
        assertTrue(message.startsWith("f.onnx: --range 0..255, but"), message);
        assertTrue(message.contains("which leaves 0..1"), message);
    }

    @Test
    void int8ThatStandsForItselfIsRefused() {
        byte[] file = Foreign.made(network -> network.type = ElementType.INT8).toBytes();
        String message = assertThrows(ModelException.class, () -> adopted(file)).getMessage();
        assertTrue(message.contains("int8 ?x3x?x?") && message.contains("quantised by a scale"), message);
    }
}
