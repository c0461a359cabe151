package io.azulejo.pipeline.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The sum that tells whether bytes are the same (FIPS 180-4). */
public final class Sha256 {
    private static final int COPY_BYTES = 1 << 16;

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

    /**
     * The checksum of an object, which is read and not held.
     *
     * @param listed its length as listed: how it is opened hangs on it
     * @throws IOException if it is gone, may not be read, or reading breaks off
     */
    public static String of(Path place, long listed, Configuration configuration) throws IOException {
        MessageDigest digest = begun();
        byte[] buffer = new byte[COPY_BYTES];
        try (InputStream in = FetchedFile.open(place, listed, "whole-file", configuration)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return checksum(digest);
    }
}
