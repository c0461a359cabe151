package io.azulejo.pipeline.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Settings SOME = Settings.of(Map.of("tile", "auto", "halo", "card", "reference", "none"));

    /** A hash that moved would have every table of earlier versions refused. */
    @Test
    void theHashIsTheBeginningOfTheSha256OfTheSortedJson() {
        // printf '{"halo":"card","reference":"none","tile":"auto"}' | sha256sum
        assertEquals("d396928c842df89f", SOME.hash());
    }

    @Test
    void theHashHangsOnNamesAndValuesAndNotOnTheirOrder() {
        Map<String, String> backwards = new TreeMap<>(java.util.Comparator.reverseOrder());
        backwards.putAll(SOME.values());
        assertEquals(SOME.hash(), Settings.of(backwards).hash());
        assertNotEquals(
                SOME.hash(), Settings.of(Map.of("tile", "auto", "halo", "card")).hash());
        assertNotEquals(
                SOME.hash(),
                Settings.of(Map.of("tile", "64", "halo", "card", "reference", "none"))
                        .hash());
    }

    @Test
    void whatDiffersIsNamedWithBothValues() {
        Settings other = Settings.of(Map.of("tile", "64", "halo", "card", "quality", "95"));
        assertEquals(List.of("quality: 95, now none", "tile: 64, now auto"), SOME.differences(other));
        assertEquals(List.of(), SOME.differences(SOME));
    }

    @Test
    void theyAreTheSameAfterBeingWrittenAndRead() throws Exception {
        assertEquals(SOME, Json.read(Json.file(SOME), Settings.class));
    }
}
