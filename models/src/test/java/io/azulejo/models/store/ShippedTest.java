package io.azulejo.models.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How near a wrong name is to a shipped one. */
class ShippedTest {
    @Test
    void distanceCountsLetters() {
        assertEquals(0, Shipped.distance("abc", "abc"));
        assertEquals(3, Shipped.distance("", "abc"));
        assertEquals(3, Shipped.distance("kitten", "sitting"));
    }
}
