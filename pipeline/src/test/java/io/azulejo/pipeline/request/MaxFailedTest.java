package io.azulejo.pipeline.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaxFailedTest {
    @Test
    void aNumberCountsPictures() {
        MaxFailed three = MaxFailed.parse("3");
        assertFalse(three.exceededBy(3, 3));
        assertTrue(three.exceededBy(4, 1_000_000));
    }

    @Test
    void aShareIsOfThePicturesTakenUp() {
        MaxFailed share = MaxFailed.parse("2.5%");
        assertFalse(share.exceededBy(25, 1000));
        assertTrue(share.exceededBy(26, 1000));
    }

    @Test
    void byDefaultNoneMayFailAndNoneTakenUpIsNoFailure() {
        assertTrue(MaxFailed.NONE.exceededBy(1, 10));
        assertFalse(MaxFailed.NONE.exceededBy(0, 0));
        assertFalse(MaxFailed.parse("0%").exceededBy(0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1", "-1%", "101%", "1.5", "NaN%", "many", "99999999999"})
    void anythingElseIsRefusedByItsText(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> MaxFailed.parse(text))
                .getMessage();
        assertEquals(text + " is neither a number of pictures nor a share such as 5%", message);
    }
}
