package io.azulejo.pipeline.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The sum that tells whether bytes are the same (FIPS 180-4). */
public final class Sha256 {
    private Sha256() {}

    /** A sum of nothing yet; for one thread. */
    public static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@code SHA-256:} and what {@code sha256sum} prints; the sum begins anew. */
    static String checksum(MessageDigest sum) {
        return "SHA-256:" + HexFormat.of().formatHex(sum.digest());
    }
}
