package io.azulejo.models.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a model: in lines, in a row and in fields. */
class ModelDescriptionTest {
    @Test
    void aDescriptionSaysWhatTheModelIsInLines() throws Exception {
        ModelDescription description = ModelDescription.of(new ModelStore(Opener.LOCAL).load("plksr-light-x2"));
        String text = String.join("\n", description.lines());
        for (String fact :
                List.of("super-resolution, x2, RGB", "352,892", "87,960", "56 input pixels", "32 Conv", "Apache-2.0")) {
            assertTrue(text.contains(fact), fact + " in\n" + text);
        }
        assertTrue(description.row().startsWith("plksr-light-x2 "), description.row());
        assertEquals(352_892L, description.fields().get("parameters"));
    }
}
