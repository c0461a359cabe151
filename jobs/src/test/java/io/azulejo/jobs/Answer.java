package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command gave. */
record Answer(int exit, String out, String err) {

    /** Runs a command in this JVM. */
    static synchronized Answer to(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            int exit = Azulejo.run(arguments);
            return new Answer(
                    exit, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** The object of {@code --json}, which is all that there is on stdout. */
    JsonNode json() throws JsonProcessingException {
        assertEquals(1, out.lines().count(), out);
        return new ObjectMapper().readTree(out);
    }

    /** Exit code 0, and each of these words on stdout. */
    void assertDone(String... words) {
        assertEquals(0, exit, err);
        assertHolds(out, words);
    }

    /** Exit code 2, and one line on stderr with each of these words. */
    void assertRefused(String... words) {
        assertEquals(2, exit, err);
        List<String> lines = err.lines().toList();
        assertEquals(1, lines.size(), err);
        assertTrue(lines.get(0).startsWith("azulejo: "), err);
        assertHolds(lines.get(0), words);
    }

    private static void assertHolds(String text, String... words) {
        for (String word : words) {
            assertTrue(text.contains(word), "'" + word + "' is not in: " + text);
        }
    }
}
