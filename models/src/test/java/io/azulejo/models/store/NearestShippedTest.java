package io.azulejo.models.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How near a wrong name is to a shipped one. */
class NearestShippedTest {
    @Test
    void distanceCountsLetters() {
        assertEquals(0, ShippedModels.distance("abc", "abc"));
        assertEquals(3, ShippedModels.distance("", "abc"));
        assertEquals(3, ShippedModels.distance("kitten", "sitting"));
    }
}
