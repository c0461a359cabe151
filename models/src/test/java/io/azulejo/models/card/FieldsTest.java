package io.azulejo.models.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private final Fields fields =
            new Fields(JsonNodeFactory.instance.objectNode().put("name", "m").put("colour", "grey"));

    @Test
    void theOthersAreTheFieldsThatWereNotAskedFor() {
        fields.text("name");
        fields.optionalText("absent");
        assertEquals(Map.of("colour", "grey"), fields.others());
    }

    @Test
    void aFieldThatIsAskedForAfterTheOthersIsAMistakeOfTheCaller() {
        fields.others();
        String message = assertThrows(IllegalStateException.class, () -> fields.optionalText("name"))
                .getMessage();
        assertTrue(message.contains("\"name\""), message);
    }
}
