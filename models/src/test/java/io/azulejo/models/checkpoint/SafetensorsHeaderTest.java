package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.assertOneLine;
import static io.azulejo.models.checkpoint.SafetensorsFile.RIGHT;
import static io.azulejo.models.checkpoint.SafetensorsFile.file;
import static io.azulejo.models.checkpoint.SafetensorsFile.one;
import static io.azulejo.models.checkpoint.SafetensorsFile.read;
import static io.azulejo.models.checkpoint.SafetensorsFile.refused;
import static io.azulejo.models.checkpoint.SafetensorsFile.tensor;
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
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is refused of a header as text and as JSON, and its bounds. Rows S1 to S4, S10, S11 and S13 of the catalogue of hostile files. */
class SafetensorsHeaderTest {
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
            long length = CheckpointLimits.SAFETENSORS_HEADER + 1L;
            channel.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length));
            channel.write(ByteBuffer.allocate(1), 8 + length);
            ByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, 8 + length);
            assertOneLine(
                    assertThrows(ModelException.class, () -> Safetensors.read(file, Refusals.FILE)),
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
    void showsNamesWithoutControlCharactersAndCut() {
        String name = "\\u001b[2J" + "n".repeat(400);
        byte[] file = file(one("F32", "[2,2]", "[0,12]").replace("\"w\"", "\"" + name + "\""), 12);
        String message = assertThrows(ModelException.class, () -> read(file)).getMessage();
        assertTrue(message.length() < 400, message);
        assertFalse(message.contains("\u001b"), message);
    }
}
