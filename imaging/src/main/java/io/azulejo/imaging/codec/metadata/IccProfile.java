package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The outside of an ICC profile (ICC.1:2022, section 7): its header and tag table, never its transforms. */
public final class IccProfile {
    /** Longest profile that is kept; the largest press profiles in use have about 3 MB. */
    public static final int MOST_BYTES = 4 << 20;

    private static final int HEADER_BYTES = 128;
    private static final int SIGNATURE_AT = 36;
    private static final int SPACE_AT = 16;

    private IccProfile() {}

    /**
     * A profile that can describe pixels of so many colours; any other is left out with a finding.
     *
     * @throws PictureException CORRUPT where the strictness gives a picture up for such a profile
     */
    public static Optional<byte[]> fitting(Optional<byte[]> icc, int colours, Findings findings)
            throws PictureException {
        Optional<String> obstacle = icc.flatMap(profile -> obstacle(profile, colours));
        if (obstacle.isPresent()) {
            findings.report(
                    Strictness.WARNING, FailureKind.CORRUPT, "ICC profile left out: a profile " + obstacle.get());
            return Optional.empty();
        }
        return icc;
    }

    /**
     * Why a profile cannot describe pixels of so many colours (1 grey, 3 RGB, 4 CMYK), in words that follow "a profile";
     * empty if it can.
     */
    static Optional<String> obstacle(byte[] profile, int colours) {
        if (profile.length > MOST_BYTES) {
            return Optional.of("of more than %d bytes".formatted(MOST_BYTES));
        }
        if (!wellFormed(profile)) {
            return Optional.of("that is none by its header (%d bytes)".formatted(profile.length));
        }
        String space = new String(profile, SPACE_AT, 4, StandardCharsets.ISO_8859_1);
        String expected = colours == 1 ? "GRAY" : colours == 3 ? "RGB " : "CMYK";
        return space.equals(expected)
                ? Optional.empty()
                : Optional.of("for %s on a picture of %s".formatted(printable(space), expected.strip()));
    }

    private static boolean wellFormed(byte[] profile) {
        if (profile.length < HEADER_BYTES + 4) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(profile);
        int size = buffer.getInt(0);
        long tags = buffer.getInt(HEADER_BYTES) & 0xffffffffL;
        if (buffer.getInt(SIGNATURE_AT) != 0x61637370 || size < HEADER_BYTES + 4 || size > profile.length) {
            return false;
        }
        if (HEADER_BYTES + 4 + tags * 12 > size) {
            return false;
        }
        for (int i = 0; i < tags; i++) {
            int at = HEADER_BYTES + 4 + i * 12;
            long end = (buffer.getInt(at + 4) & 0xffffffffL) + (buffer.getInt(at + 8) & 0xffffffffL);
            if (end > size) {
                return false;
            }
        }
        return true;
    }

    private static String printable(String signature) {
        return signature.strip().replaceAll("[^ -~]", "?");
    }
}
