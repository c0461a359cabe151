package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.assertOneLine;
import static io.azulejo.models.checkpoint.SafetensorsFile.RIGHT;
import static io.azulejo.models.checkpoint.SafetensorsFile.file;
import static io.azulejo.models.checkpoint.SafetensorsFile.one;
import static io.azulejo.models.checkpoint.SafetensorsFile.read;
import static io.azulejo.models.checkpoint.SafetensorsFile.refused;
import static io.azulejo.models.checkpoint.SafetensorsFile.tensor;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.models.ModelException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Where tensors may lie and how large they may be. Rows S5 to S9 of the catalogue of hostile files. */
class SafetensorsPlacesTest {
    @TestFactory
    Stream<DynamicTest> refusesOverlapsAndGaps() {
        return Stream.of(
                refused("S5 overlap", pair("[0,16]", "[8,24]", 24), "\"b\""),
                refused("S5 the same place", pair("[0,16]", "[0,16]", 16), "\"b\""),
                refused("S6 gap", pair("[0,16]", "[20,36]", 36), "\"b\"", "offset 20"),
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

    @Test
    void refusesATensorBeyondTheFileBeforeAllocatingIt() {
        byte[] file = file(one("F32", "[1073741824]", "[0,4294967296]"), 16);
        assertOneLine(assertThrows(ModelException.class, () -> read(file)), "\"w\"", "beyond the file");
    }

    @Test
    void refusesEveryCutOfARightFile() {
        byte[] file = file(RIGHT, 16);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(ModelException.class, () -> read(cut), "cut to " + length);
        }
    }

    /** Two tensors of four numbers at the given offsets. */
    private static byte[] pair(String a, String b, int data) {
        return file("{\"a\":" + tensor("F32", "[4]", a) + ",\"b\":" + tensor("F32", "[4]", b) + "}", data);
    }
}
