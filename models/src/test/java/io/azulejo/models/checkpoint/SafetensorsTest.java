package io.azulejo.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is read and what is refused; the rows S1 to S15 are those of the catalogue of hostile files. */
class SafetensorsTest {
    private static final String RIGHT = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";

    @Test
    void readsNamesShapesAndNumbers() throws Exception {
        Checkpoint checkpoint = read(RIGHT, floats(1, 2, 3, 4));
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
                read(header, floats(5)).tensors().get("s").dense().toArray());
    }

    @Test
    void widensFloat16ExactlySubnormalsIncluded() throws Exception {
        String header = "{\"h\":" + tensor("F16", "[5]", "[0,10]") + "}";
        byte[] data = shorts(0x3c00, 0xc000, 0x0001, 0x83ff, 0x7bff);
        assertArrayEquals(
                new float[] {1, -2, 0x1p-24f, -0x1.ff8p-15f, 65504},
                read(header, data).tensors().get("h").dense().toArray());
    }

    @Test
    void widensBfloat16Exactly() throws Exception {
        String header = "{\"h\":" + tensor("BF16", "[3]", "[0,6]") + "}";
        assertArrayEquals(
                new float[] {1, -2, 0x1.fep127f},
                read(header, shorts(0x3f80, 0xc000, 0x7f7f))
                        .tensors()
                        .get("h")
                        .dense()
                        .toArray());
    }

    @Test
    void refusesToWidenWholeNumbersAndNamesTheType() throws Exception {
        StoredTensor tensor = read("{\"w\":" + tensor("I64", "[2]", "[0,16]") + "}", new byte[16])
                .tensors()
                .get("w");
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
                    StoredTensor tensor = read("{\"w\":" + tensor(row.get(0), row.get(1), row.get(2)) + "}", data)
                            .tensors()
                            .get("w");
                    assertOneLine(assertThrows(ModelException.class, tensor::dense), "\"w\"", "1 values", "NaN");
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAWrongHeaderLength() {
        int right = 8 + RIGHT.length() + 16;
        List<DynamicTest> tests = new ArrayList<>();
        for (long length : new long[] {right - 7, 0, 1, 1L << 31, Long.MIN_VALUE, -1}) {
            byte[] file = file(RIGHT.getBytes(StandardCharsets.UTF_8), new byte[16]);
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
            tests.add(refused("S1 " + Long.toUnsignedString(length), file, "header length"));
        }
        for (int size : new int[] {0, 7, 8}) {
            tests.add(refused("S1 a file of %d bytes".formatted(size), new byte[size], "header length"));
        }
        return tests.stream();
    }

    @Test
    void boundsTheHeaderBeforeReadingIt(@TempDir Path folder) throws Exception {
        Path sparse = folder.resolve("sparse");
        try (FileChannel channel = FileChannel.open(
                sparse, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long length = Limits.SAFETENSORS_HEADER + 1L;
            channel.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length));
            channel.write(ByteBuffer.allocate(1), 8 + length);
            ByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, 8 + length);
            assertOneLine(
                    assertThrows(ModelException.class, () -> Safetensors.read(file, "file.safetensors")),
                    "header length is 100000001");
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesAHeaderThatIsNoObjectOfTensors() {
        return Stream.of(
                        " " + RIGHT,
                        "\ufeff" + RIGHT,
                        "[]",
                        "null",
                        "{ ",
                        "{}",
                        RIGHT + "x",
                        RIGHT + "\0\0",
                        RIGHT + "{}")
                .map(header -> refused("S2 " + header, file(header, 16), "header"));
    }

    @TestFactory
    Stream<DynamicTest> refusesTextThatIsNotUtf8() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String bytes : List.of("ff", "c328", "c0af")) {
            String header = RIGHT.replace("\"w\"", "\"" + "?".repeat(bytes.length() / 2) + "\"");
            byte[] raw = header.getBytes(StandardCharsets.ISO_8859_1);
            byte[] wrong = HexFormat.of().parseHex(bytes);
            System.arraycopy(wrong, 0, raw, 2, wrong.length);
            tests.add(refused("S3 " + bytes, file(raw, new byte[16]), "UTF-8"));
        }
        tests.add(refused("S3 UTF-16", file(RIGHT.getBytes(StandardCharsets.UTF_16LE), new byte[16]), "header"));
        tests.add(refused("S3 half a surrogate pair", file(RIGHT.replace("\"w\"", "\"\\ud800\""), 16), "UTF-8"));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsStatedTwice() {
        String w = tensor("F32", "[2,2]", "[0,16]");
        return Stream.of(
                refused("S4 a name", file("{\"w\":" + w + ",\"w\":" + w + "}", 16), "'w'"),
                refused(
                        "S4 dtype",
                        file(
                                "{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}",
                                16),
                        "'dtype'"),
                refused(
                        "S4 __metadata__",
                        file("{\"__metadata__\":{},\"__metadata__\":{},\"w\":" + w + "}", 16),
                        "'__metadata__'"));
    }

    @TestFactory
    Stream<DynamicTest> refusesOverlapsAndGaps() {
        String four = "[4]";
        return Stream.of(
                refused("S5 overlap", pair(four, "[0,16]", four, "[8,24]", 24), "\"b\""),
                refused("S5 the same place", pair(four, "[0,16]", four, "[0,16]", 16), "\"b\""),
                refused("S6 gap", pair(four, "[0,16]", four, "[20,36]", 36), "\"b\"", "offset 20"),
                refused("S6 gap at the start", file(one("F32", "[4]", "[4,20]"), 20), "\"w\"", "offset 4"),
                refused("S6 a byte too many", file(RIGHT, 17), "offset 16"),
                refused("S6 beyond the data", file(RIGHT, 15), "\"w\"", "offset 16"));
    }

    @TestFactory
    Stream<DynamicTest> refusesOffsetsThatAreNone() {
        Stream<String> offsets = Stream.of(
                "[16,0]",
                "[-16,0]",
                "[0,16.5]",
                "[0,1e30]",
                "[\"0\",\"16\"]",
                "[0]",
                "[0,16,32]",
                "null",
                "[0,99999999999999999999]");
        Stream<DynamicTest> wrong =
                offsets.map(text -> refused("S7 " + text, file(one("F32", "[2,2]", text), 16), "\"w\""));
        return Stream.concat(
                wrong,
                Stream.of(
                        refused("S7 no offsets", file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2]}}", 16), "\"w\""),
                        refused(
                                "S7 no shape",
                                file("{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,16]}}", 16),
                                "\"w\""),
                        refused("S7 no tensor", file("{\"w\":[]}", 16), "\"w\"")));
    }

    @TestFactory
    Stream<DynamicTest> refusesLengthsThatDoNotFitTheShape() {
        return Stream.of(
                refused("S8 12 bytes", file(one("F32", "[2,2]", "[0,12]"), 12), "\"w\"", "16 are expected"),
                refused("S8 20 bytes", file(one("F32", "[2,2]", "[0,20]"), 20), "\"w\"", "16 are expected"),
                refused("S8 halves", file(one("F16", "[2,2]", "[0,16]"), 16), "\"w\"", "8 are expected"));
    }

    @TestFactory
    Stream<DynamicTest> refusesShapesThatOverflow() {
        Stream<String> shapes = Stream.of(
                "[4294967296,4294967296]",
                "[9223372036854775807,2]",
                "[18446744073709551616]",
                "[2.0,2]",
                "5",
                "null",
                "[" + "1,".repeat(999) + "1]");
        return Stream.concat(
                shapes.map(shape -> refused("S9 " + shape, file(one("F32", shape, "[0,0]"), 0), "\"w\"")),
                Stream.of(refused("S9 negative", file(one("F32", "[-1,-4]", "[0,16]"), 16), "\"w\"")));
    }

    @TestFactory
    Stream<DynamicTest> refusesUnknownTypes() {
        return Stream.of("\"f32\"", "\"F8_E9\"", "\"C64\"", "\"I4\"", "\"\"", "null", "5", "[]")
                .map(type -> refused(
                        "S10 " + type,
                        file("{\"w\":{\"dtype\":" + type + ",\"shape\":[2,2],\"data_offsets\":[0,16]}}", 16),
                        "type"));
    }

    @TestFactory
    Stream<DynamicTest> boundsNestingAndLength() {
        return Stream.of(
                refused("S11 objects", file("{\"a\":".repeat(100_000), 0), "nesting"),
                refused(
                        "S11 unknown field",
                        file(RIGHT.replace("\"shape\"", "\"x\":" + "[".repeat(100_000) + ",\"shape\""), 16),
                        "nesting"),
                refused("S11 shape", file(one("F32", "[".repeat(1_000_000), "[0,0]"), 0), "\"w\"", "shape"),
                refused("S11 number", file(one("F32", "[" + "9".repeat(1_000_000) + "]", "[0,0]"), 0), "length"),
                refused("S11 name", file("{\"" + "n".repeat(10_000_000) + "\":1}", 0), "length"));
    }

    @Test
    void boundsTheCountOfTensors() {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 20_000; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"t")
                    .append(i)
                    .append("\":")
                    .append(tensor("F32", "[0]", "[0,0]"));
        }
        byte[] file = file(header.append("}").toString(), 0);
        assertOneLine(assertThrows(ModelException.class, () -> read(file)), "too many tensors");
    }

    @TestFactory
    Stream<DynamicTest> refusesWrongMetadata() {
        return Stream.of("[]", "{\"a\":1}", "{\"a\":{}}", "5")
                .map(metadata -> refused(
                        "S13 " + metadata,
                        file("{\"__metadata__\":" + metadata + "," + RIGHT.substring(1), 16),
                        "__metadata__"));
    }

    @Test
    void refusesATensorBeyondTheFileBeforeAllocatingIt() {
        byte[] file = file(one("F32", "[1073741824]", "[0,4294967296]"), 16);
        assertOneLine(assertThrows(ModelException.class, () -> read(file)), "\"w\"", "beyond the file");
    }

    @Test
    void showsNamesWithoutControlCharactersAndCut() {
        String name = "\\u001b[2J" + "n".repeat(400);
        byte[] file = file(one("F32", "[2,2]", "[0,12]").replace("\"w\"", "\"" + name + "\""), 12);
        String message = assertThrows(ModelException.class, () -> read(file)).getMessage();
        assertTrue(message.length() < 400, message);
        assertFalse(message.contains("\u001b"), message);
    }

    @Test
    void refusesEveryCutOfARightFile() {
        byte[] file = file(RIGHT, 16);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(ModelException.class, () -> read(cut), "cut to " + length);
        }
    }

    private static DynamicTest refused(String name, byte[] file, String... named) {
        String shown = name.length() > 60 ? name.substring(0, 60) : name;
        return DynamicTest.dynamicTest(
                shown, () -> assertOneLine(assertThrows(ModelException.class, () -> read(file)), named));
    }

    private static void assertOneLine(ModelException refusal, String... named) {
        String message = refusal.getMessage();
        assertTrue(message.startsWith("file.safetensors"), message);
        assertTrue(message.lines().count() == 1 && message.length() < 700, message);
        for (String part : named) {
            assertTrue(message.contains(part), message + " must name " + part);
        }
    }

    private static byte[] pair(String shapeA, String a, String shapeB, String b, int data) {
        return file("{\"a\":" + tensor("F32", shapeA, a) + ",\"b\":" + tensor("F32", shapeB, b) + "}", data);
    }

    private static String one(String type, String shape, String offsets) {
        return "{\"w\":" + tensor(type, shape, offsets) + "}";
    }

    private static String tensor(String type, String shape, String offsets) {
        return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}".formatted(type, shape, offsets);
    }

    private static byte[] file(String header, int data) {
        return file(header.getBytes(StandardCharsets.UTF_8), new byte[data]);
    }

    private static byte[] file(byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(data)
                .array();
    }

    private static Checkpoint read(String header, byte[] data) throws ModelException {
        return read(file(header.getBytes(StandardCharsets.UTF_8), data));
    }

    private static Checkpoint read(byte[] file) throws ModelException {
        return Safetensors.read(ByteBuffer.wrap(file), "file.safetensors");
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }
}
