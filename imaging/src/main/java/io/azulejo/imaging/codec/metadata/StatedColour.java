package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Colour that a file states without a profile, in the chunks that PNG has for it (PNG third edition, section 11.3.2).
 * What comes first in the order of its section 4.3 counts: cICP, a profile, sRGB, gAMA and cHRM. For one thread.
 */
public final class StatedColour {
    private static final String CODE_POINTS = "cICP";
    private static final String SRGB = "sRGB";
    private static final String GAMMA = "gAMA";
    private static final String CHROMATICITIES = "cHRM";
    private static final Map<String, Integer> BYTES =
            Map.of(CODE_POINTS, 4, "mDCV", 24, "cLLI", 8, SRGB, 1, GAMMA, 4, CHROMATICITIES, 32);

    /** Primaries of BT.709, transfer of sRGB, RGB, full range (ITU-T H.273). */
    private static final byte[] SRGB_CODE_POINTS = {1, 13, 0, 1};
    /** 1 over 2.2 and the primaries of sRGB, in units of 1/100,000: white, red, green, blue. */
    private static final int SRGB_GAMMA = 45_455;

    private static final int[] SRGB_CHROMATICITIES = {31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000};
    /** What libpng takes for the same (png.c: gamma 5%, chromaticities 0.01). */
    private static final int SAME_GAMMA = SRGB_GAMMA / 20;

    private static final int SAME_CHROMATICITY = 1_000;

    private final Map<String, byte[]> chunks = new LinkedHashMap<>();

    /** Whether a chunk of PNG states colour. */
    public static boolean has(String chunk) {
        return BYTES.containsKey(chunk);
    }

    /** Takes the first chunk of a name; whether it has the length that it must have, and a gamma is one. */
    public boolean take(String chunk, byte[] body) {
        boolean right = body.length == BYTES.get(chunk) && !(chunk.equals(GAMMA) && outOfRange(body));
        if (right) {
            chunks.putIfAbsent(chunk, body);
        }
        return right;
    }

    /**
     * Takes a gamma and primaries as other formats state them.
     *
     * @param gamma of encoding, such as 1/2.2
     * @param xy chromaticities of white, red, green and blue
     */
    public void take(double gamma, double[] xy) {
        chunks.put(GAMMA, ByteBuffer.allocate(4).putInt(parts(gamma)).array());
        ByteBuffer body = ByteBuffer.allocate(32);
        for (double value : xy) {
            body.putInt(parts(value));
        }
        chunks.put(CHROMATICITIES, body.array());
    }

    /** The chunks as they stand in a file. */
    public Optional<byte[]> block() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        chunks.forEach((name, body) -> {
            byte[] type = name.getBytes(StandardCharsets.US_ASCII);
            CRC32 crc = new CRC32();
            crc.update(type);
            crc.update(body);
            block.writeBytes(ByteBuffer.allocate(12 + body.length)
                    .putInt(body.length)
                    .put(type)
                    .put(body)
                    .putInt((int) crc.getValue())
                    .array());
        });
        return block.size() == 0 ? Optional.empty() : Optional.of(block.toByteArray());
    }

    /** Whether code points say that the colours are not those of sRGB. */
    public static boolean byCodePoints(Metadata metadata) {
        byte[] stated = chunks(metadata).get(CODE_POINTS);
        return stated != null && !Arrays.equals(stated, SRGB_CODE_POINTS);
    }

    /** Whether gamma or chromaticities, where nothing stronger is stated, say that the colours are not those of sRGB. */
    public static boolean byGamma(Metadata metadata) {
        Map<String, byte[]> chunks = chunks(metadata);
        boolean stronger = metadata.icc().isPresent() || chunks.containsKey(CODE_POINTS) || chunks.containsKey(SRGB);
        return !stronger
                && (differs(chunks.get(GAMMA), new int[] {SRGB_GAMMA}, SAME_GAMMA)
                        || differs(chunks.get(CHROMATICITIES), SRGB_CHROMATICITIES, SAME_CHROMATICITY));
    }

    private static boolean differs(byte[] body, int[] usual, int tolerance) {
        for (int i = 0; body != null && i < usual.length; i++) {
            if (Math.abs((long) ByteBuffer.wrap(body).getInt(4 * i) - usual[i]) > tolerance) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, byte[]> chunks(Metadata metadata) {
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(metadata.colour().orElse(new byte[0]));
        while (in.hasRemaining()) {
            byte[] body = new byte[in.getInt()];
            byte[] type = new byte[4];
            in.get(type).get(body).getInt();
            chunks.put(new String(type, StandardCharsets.US_ASCII), body);
        }
        return chunks;
    }

    /** What libpng takes for no gamma (png.c, png_colorspace_set_gamma). */
    private static boolean outOfRange(byte[] gamma) {
        int parts = ByteBuffer.wrap(gamma).getInt();
        return parts < 16 || parts > 625_000_000;
    }

    private static int parts(double value) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.round(100_000 * value)));
    }
}
