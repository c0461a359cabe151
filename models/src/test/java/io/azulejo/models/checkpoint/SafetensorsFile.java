package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.assertOneLine;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DynamicTest;

/** Files of safetensors, right or wrong: a header and its data. */
final class SafetensorsFile {
    static final String RIGHT = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";

    private SafetensorsFile() {}

    /** A file that is refused with one line that has the given words. */
    static DynamicTest refused(String name, byte[] file, String... named) {
        String shown = name.length() > 60 ? name.substring(0, 60) : name;
        return DynamicTest.dynamicTest(
                shown, () -> assertOneLine(assertThrows(ModelException.class, () -> read(file)), named));
    }

    /** A header of one tensor, w. */
    static String one(String type, String shape, String offsets) {
        return "{\"w\":" + tensor(type, shape, offsets) + "}";
    }

    static String tensor(String type, String shape, String offsets) {
        return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}".formatted(type, shape, offsets);
    }

    static byte[] file(String header, int data) {
        return file(header.getBytes(StandardCharsets.UTF_8), new byte[data]);
    }

    static byte[] file(byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(data)
                .array();
    }

    static Checkpoint read(String header, byte[] data) throws ModelException {
        return read(file(header.getBytes(StandardCharsets.UTF_8), data));
    }

    static Checkpoint read(byte[] file) throws ModelException {
        return Safetensors.read(ByteBuffer.wrap(file), Refusals.FILE);
    }
}
