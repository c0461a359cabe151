package io.azulejo.imaging.codec.metadata;

import java.nio.charset.StandardCharsets;

/** An XMP packet (ISO 16684-1) in UTF-8. */
public final class Xmp {
    private static final byte[] ORIENTATION = "tiff:Orientation".getBytes(StandardCharsets.US_ASCII);
    private static final String BETWEEN = " \t\r\n=>\"'";

    private Xmp() {}

    /**
     * A copy whose {@code tiff:Orientation}, as attribute or element, says 1 wherever it is stated; all else, length
     * included, stays.
     */
    public static byte[] upright(byte[] packet) {
        byte[] upright = packet.clone();
        for (int i = 0; i + ORIENTATION.length < upright.length; i++) {
            if (startsAt(upright, i)) {
                int at = i + ORIENTATION.length;
                while (at < upright.length && BETWEEN.indexOf(upright[at]) >= 0) {
                    at++;
                }
                if (at < upright.length && upright[at] >= '2' && upright[at] <= '8') {
                    upright[at] = '1';
                }
            }
        }
        return upright;
    }

    private static boolean startsAt(byte[] packet, int from) {
        for (int i = 0; i < ORIENTATION.length; i++) {
            if (packet[from + i] != ORIENTATION[i]) {
                return false;
            }
        }
        return true;
    }
}
