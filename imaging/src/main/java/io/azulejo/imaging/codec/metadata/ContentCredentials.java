package io.azulejo.imaging.codec.metadata;

import java.nio.charset.StandardCharsets;

/** C2PA manifests (C2PA 2.1, annex A), which vouch for a file byte by byte and so cannot be carried over to another. */
public final class ContentCredentials {
    private ContentCredentials() {}

    /** Whether a box of JUMBF is of a manifest. */
    public static boolean in(byte[] box) {
        return new String(box, StandardCharsets.ISO_8859_1).contains("c2pa");
    }
}
