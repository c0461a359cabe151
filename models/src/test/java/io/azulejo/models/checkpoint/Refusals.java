package io.azulejo.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/** What every refusal of a file of weights must be like. */
final class Refusals {
    /** What the file is called. */
    static final String FILE = "w.pth";

    private static final int LONGEST_MESSAGE = 900;

    /** The null of JSON is none of the machine's. */
    private static final Pattern OF_THE_MACHINE = Pattern.compile("[A-Z][a-zA-Z]+(Exception|Error)|(?<!token ')null");

    private Refusals() {}

    /** A file that is refused with one line that has the given words, at the latest when its numbers are asked for. */
    static DynamicTest refused(String name, byte[] file, String... words) {
        return DynamicTest.dynamicTest(
                name, () -> assertOneLine(assertThrows(ModelException.class, () -> readAll(file)), words));
    }

    /** A file that is read as the tiny checkpoint. */
    static DynamicTest taken(String name, byte[] file) {
        return DynamicTest.dynamicTest(name, () -> {
            Checkpoint checkpoint = readAll(file);
            assertEquals(1, checkpoint.tensors().size());
            assertEquals(
                    FloatTensor.of(new float[] {1, 2, 3, 4}, 2, 2).values(),
                    checkpoint.tensors().get("w").dense().values());
        });
    }

    static Checkpoint readAll(byte[] file) throws ModelException {
        Checkpoint checkpoint =
                WeightFile.read(ByteBuffer.wrap(file), Optional.empty(), FILE).checkpoint();
        for (StoredTensor tensor : checkpoint.tensors().values()) {
            tensor.dense();
        }
        return checkpoint;
    }

    static void assertOneLine(ModelException refusal, String... words) {
        String message = refusal.getMessage();
        assertTrue(message.startsWith(FILE), message);
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
        assertTrue(message.length() < LONGEST_MESSAGE, message);
        assertFalse(OF_THE_MACHINE.matcher(message).find(), message);
        for (String word : words) {
            assertTrue(message.contains(word), "'%s' is not in: %s".formatted(word, message));
        }
    }
}
