package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.assertOneLine;
import static io.azulejo.models.checkpoint.SafetensorsFile.RIGHT;
import static io.azulejo.models.checkpoint.SafetensorsFile.one;
import static io.azulejo.models.checkpoint.SafetensorsFile.read;
import static io.azulejo.models.checkpoint.SafetensorsFile.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Names, shapes and numbers as they are read, and numbers that are not taken. */
class SafetensorsTest {
    @Test
    void readsNamesShapesAndNumbers() throws Exception {
        Checkpoint checkpoint = read(RIGHT, Numbers.floats(1, 2, 3, 4));
        StoredTensor tensor = checkpoint.tensors().get("w");
        assertEquals(List.of(2, 2), tensor.shape());
        assertArrayEquals(new float[] {1, 2, 3, 4}, tensor.dense().toArray());
    }

    @Test
    void ignoresRightMetadataAndUnknownFieldsAndSpacesAfterTheHeader() throws Exception {
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"new\":{\"a\":[1]},\"data_offsets\":[0,16]}}   ";
        assertEquals(1, read(header, new byte[16]).tensors().size());
    }

    @Test
    void readsTensorsInAnyOrderAndUnaligned() throws Exception {
        String header = "{\"b\":" + tensor("F32", "[1]", "[2,6]") + ",\"a\":" + tensor("F16", "[1]", "[0,2]") + "} ";
        byte[] data = ByteBuffer.allocate(6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x3c00)
                .putFloat(7)
                .array();
        Checkpoint checkpoint = read(header, data);
        assertArrayEquals(new float[] {1}, checkpoint.tensors().get("a").dense().toArray());
        assertArrayEquals(new float[] {7}, checkpoint.tensors().get("b").dense().toArray());
    }

    @Test
    void readsAnEmptyTensorBetweenTwoOthers() throws Exception {
        String header = "{\"a\":" + tensor("F32", "[1]", "[0,4]") + ",\"b\":" + tensor("F32", "[1]", "[4,8]")
                + ",\"none\":" + tensor("F32", "[0]", "[4,4]") + "}";
        assertEquals(0, read(header, new byte[8]).tensors().get("none").dense().toArray().length);
    }

    @Test
    void readsAScalar() throws Exception {
        String header = "{\"s\":" + tensor("F32", "[]", "[0,4]") + "}";
        assertArrayEquals(
                new float[] {5},
                read(header, Numbers.floats(5)).tensors().get("s").dense().toArray());
    }

    @Test
    void widensFloat16ExactlySubnormalsIncluded() throws Exception {
        String header = "{\"h\":" + tensor("F16", "[5]", "[0,10]") + "}";
        byte[] data = Numbers.shorts(0x3c00, 0xc000, 0x0001, 0x83ff, 0x7bff);
        assertArrayEquals(
                new float[] {1, -2, 0x1p-24f, -0x1.ff8p-15f, 65504},
                read(header, data).tensors().get("h").dense().toArray());
    }

    @Test
    void widensBfloat16Exactly() throws Exception {
        String header = "{\"h\":" + tensor("BF16", "[3]", "[0,6]") + "}";
        assertArrayEquals(
                new float[] {1, -2, 0x1.fep127f},
                read(header, Numbers.shorts(0x3f80, 0xc000, 0x7f7f))
                        .tensors()
                        .get("h")
                        .dense()
                        .toArray());
    }

    @Test
    void refusesToWidenWholeNumbersAndNamesTheType() throws Exception {
        StoredTensor tensor =
                read(one("I64", "[2]", "[0,16]"), new byte[16]).tensors().get("w");
        assertOneLine(assertThrows(ModelException.class, tensor::dense), "\"w\"", "I64");
    }

    @TestFactory
    Stream<DynamicTest> refusesNumbersThatAreNotFinite() {
        return Stream.of(
                        List.of("F32", "[1]", "[0,4]", "0000c07f"),
                        List.of("F32", "[1]", "[0,4]", "0000807f"),
                        List.of("F16", "[1]", "[0,2]", "007e"),
                        List.of("BF16", "[1]", "[0,2]", "80ff"))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    byte[] data = HexFormat.of().parseHex(row.get(3));
                    StoredTensor tensor = read(one(row.get(0), row.get(1), row.get(2)), data)
                            .tensors()
                            .get("w");
                    assertOneLine(assertThrows(ModelException.class, tensor::dense), "\"w\"", "1 values", "NaN");
                }));
    }
}
