package io.azulejo.models.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CardTest {
    private static final String LEAST = "{\"name\":\"m\",\"task\":\"denoise\",\"scale\":1,\"channels\":1}";

    @Test
    void writingAndReadingGivesTheSameCard() throws ModelException {
        Card card = Card.of("m", "super-resolution", 2, 3)
                .withRadius(OptionalInt.of(56))
                .withHalo(new Halo(24, Optional.of(new Halo.Evidence(20, 480, 1, 2.5e-7))))
                .withBytesPerPixel(1140)
                .withParameters(352_892)
                .withSha256("ab")
                .withChromaMargin(2)
                .withConfig(Map.of("family", "PLKSR"));
        assertEquals(card, Card.parse(card.toJson(), "test"));
    }

    @Test
    void theSameCardGivesTheSameText() throws ModelException {
        Card card = Card.parse(LEAST, "test");
        assertEquals(card.toJson(), Card.parse(card.toJson(), "test").toJson());
    }

    @Test
    void unknownFieldsAreKept() throws ModelException {
        Card card = Card.parse(LEAST.replace("}", ",\"colour\":{\"space\":\"sRGB\",\"bits\":[8,16]}}"), "test");
        assertEquals(
                Map.of("space", "sRGB", "bits", List.of(8, 16)), card.other().get("colour"));
        assertEquals(card.other(), card.withBytesPerPixel(4).other());
    }

    @Test
    void whatIsNotStatedIsEmptyOrTheDefault() throws ModelException {
        Card card = Card.parse(LEAST, "test");
        assertEquals(OptionalInt.empty(), card.radius());
        assertEquals(Optional.empty(), card.halo());
        assertEquals(Card.ALGORITHMICALLY_ENHANCED, card.mark());
        assertEquals(OptionalInt.empty(), card.chromaMargin());
    }

    @Test
    void aGlobalRadiusIsWrittenAsAWord() {
        assertTrue(Card.of("m", "denoise", 1, 3).toJson().contains("\"radius\" : \"global\""));
    }

    @Test
    void sizesAreWrittenWhereTheyAreNotFree() throws ModelException {
        Card card = Card.of("m", "denoise", 1, 3);
        assertFalse(card.toJson().contains("sizes"), card.toJson());
        for (Sizes sizes : List.of(new Sizes(2, 64, 48, 1), new Sizes(0, 0, 0, 8))) {
            assertEquals(
                    sizes, Card.parse(card.withSizes(sizes).toJson(), "test").sizes());
        }
    }

    @Test
    void aCardCannotBeChangedThroughItsMaps() throws ModelException {
        Card card = Card.parse(LEAST.replace("}", ",\"config\":{\"a\":[1]}}"), "test");
        assertThrows(UnsupportedOperationException.class, () -> card.config().put("b", 2));
        assertThrows(
                UnsupportedOperationException.class,
                () -> ((List<?>) card.config().get("a")).clear());
    }

    @TestFactory
    Stream<DynamicTest> badCardsAreRefusedInOneLineThatNamesTheField() {
        return Stream.of(
                wrong("{", "JSON"),
                wrong("", "JSON object"),
                wrong("[]", "JSON object"),
                wrong("{\"a\":".repeat(100), "JSON"),
                wrong(LEAST + "x", "JSON"),
                wrong(LEAST.replace("\"scale\":1", "\"scale\":1,\"scale\":2"), "scale"),
                wrong(LEAST.replace("\"name\":\"m\",", ""), "name"),
                wrong(LEAST.replace("\"m\"", "\"\""), "name"),
                wrong(LEAST.replace("\"denoise\"", "7"), "task"),
                wrong(LEAST.replace("\"scale\":1,", ""), "scale"),
                wrong(LEAST.replace("\"scale\":1", "\"scale\":0"), "scale"),
                wrong(LEAST.replace("\"scale\":1", "\"scale\":1.5"), "scale"),
                wrong(LEAST.replace("\"scale\":1", "\"scale\":99999999999999999999"), "scale"),
                wrong(LEAST.replace("\"channels\":1", "\"channels\":2"), "channels"),
                wrong(with("\"radius\":-1"), "radius"),
                wrong(with("\"radius\":\"far\""), "radius"),
                wrong(with("\"halo\":24"), "halo"),
                wrong(with("\"halo\":{}"), "halo.value"),
                wrong(with("\"halo\":{\"value\":8,\"evidence\":{\"share\":2}}"), "share"),
                wrong(with("\"layout\":\"NHWC\""), "layout"),
                wrong(with("\"range\":\"-1..1\""), "range"),
                wrong(with("\"bytesPerPixel\":0"), "bytesPerPixel"),
                wrong(with("\"chromaMargin\":-1"), "chromaMargin"),
                wrong(with("\"chromaMargin\":256"), "chromaMargin"),
                wrong(with("\"sizes\":{\"multiple\":0}"), "multiple"),
                wrong(with("\"sizes\":{\"width\":64}"), "height"),
                wrong(with("\"sizes\":64"), "sizes"),
                wrong(with("\"adopted\":7"), "adopted"),
                wrong(with("\"config\":[]"), "config"),
                wrong(with("\"licence\":\"" + "l".repeat(2_000_000) + "\""), "JSON"));
    }

    private static String with(String field) {
        return LEAST.replace("}", "," + field + "}");
    }

    private static DynamicTest wrong(String json, String named) {
        String shown = json.length() > 80 ? json.substring(0, 80) : json;
        return DynamicTest.dynamicTest(named + " in " + shown, () -> {
            String message = assertThrows(ModelException.class, () -> Card.parse(json, "m.json"))
                    .getMessage();
            assertTrue(message.startsWith("m.json: ") && message.contains(named), message);
            assertTrue(message.lines().count() == 1 && message.length() < 600, message);
        });
    }
}
