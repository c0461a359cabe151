package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IccProfileTest {
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final byte[] GREY =
            ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();

    @Test
    void profileFitsPicturesOfItsColourModelOnly() {
        assertEquals(Optional.empty(), IccProfile.obstacle(SRGB, 3));
        assertEquals(Optional.empty(), IccProfile.obstacle(GREY, 1));
        assertEquals(Optional.of("for RGB on a picture of GRAY"), IccProfile.obstacle(SRGB, 1));
        assertEquals(Optional.of("for GRAY on a picture of CMYK"), IccProfile.obstacle(GREY, 4));
    }

    @Test
    void everyCutProfileIsRefused() {
        for (int length = 0; length < SRGB.length; length += 7) {
            assertTrue(IccProfile.obstacle(Arrays.copyOf(SRGB, length), 3).isPresent(), "cut at " + length);
        }
    }

    @Test
    void tagBeyondTheEndIsRefused() {
        byte[] profile = SRGB.clone();
        ByteBuffer.wrap(profile).putInt(128 + 4 + 4, profile.length);
        assertTrue(IccProfile.obstacle(profile, 3).isPresent());
    }

    @Test
    void giantProfileIsRefused() {
        byte[] profile = Arrays.copyOf(SRGB, IccProfile.MOST_BYTES + 1);
        assertEquals(Optional.of("of more than 4194304 bytes"), IccProfile.obstacle(profile, 3));
    }
}
