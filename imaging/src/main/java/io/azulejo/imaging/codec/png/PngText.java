package io.azulejo.imaging.codec.png;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The text forms in which PNG carries blocks (PNG, section 11.3.3) and the raw profiles of ImageMagick in them. */
final class PngText {
    /** Longest block that a text or profile may inflate to. */
    static final int MOST_BYTES = 4 << 20;

    static final String XMP = "XML:com.adobe.xmp";
    static final String RAW_PROFILE = "Raw profile type ";

    private PngText() {}

    /** What stands before the first zero byte, as Latin-1; the whole if there is none. */
    static String keyword(byte[] chunk) {
        return new String(chunk, 0, zero(chunk, 0), StandardCharsets.ISO_8859_1);
    }

    /** The text of an iTXt chunk, inflated if need be; empty where it is malformed or too long. */
    static Optional<byte[]> international(byte[] chunk) {
        int at = zero(chunk, 0) + 1;
        if (at + 2 > chunk.length) {
            return Optional.empty();
        }
        boolean compressed = chunk[at] != 0;
        int language = zero(chunk, at + 2);
        int text = zero(chunk, language + 1) + 1;
        if (text > chunk.length) {
            return Optional.empty();
        }
        return compressed ? inflate(chunk, text) : Optional.of(Arrays.copyOfRange(chunk, text, chunk.length));
    }

    /** What is deflated behind the keyword and the method's byte of an iCCP or zTXt chunk. */
    static Optional<byte[]> deflated(byte[] chunk) {
        int method = zero(chunk, 0) + 1;
        return method < chunk.length && chunk[method] == 0 ? inflate(chunk, method + 1) : Optional.empty();
    }

    /** The text of a tEXt chunk. */
    static byte[] plain(byte[] chunk) {
        return Arrays.copyOfRange(chunk, Math.min(chunk.length, zero(chunk, 0) + 1), chunk.length);
    }

    /** The block in a raw profile: a line of name, a line of length, lines of hexadecimal digits. */
    static Optional<byte[]> rawProfile(byte[] text) {
        String[] parts = new String(text, StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        try {
            byte[] block = HexFormat.of().parseHex(parts[2].replaceAll("\\s", ""));
            return block.length == Integer.parseInt(parts[1]) ? Optional.of(block) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text that {@link #rawProfile} reads. */
    static byte[] rawProfile(String name, byte[] block) {
        StringBuilder text = new StringBuilder("\n%s\n%8d\n".formatted(name, block.length));
        String digits = HexFormat.of().formatHex(block);
        for (int i = 0; i < digits.length(); i += 72) {
            text.append(digits, i, Math.min(digits.length(), i + 72)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] deflate(byte[] block) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(block);
            deflater.finish();
            byte[] out = new byte[block.length + block.length / 1000 + 64];
            int length = 0;
            while (!deflater.finished()) {
                if (length == out.length) {
                    out = Arrays.copyOf(out, 2 * length);
                }
                length += deflater.deflate(out, length, out.length - length);
            }
            return Arrays.copyOf(out, length);
        } finally {
            deflater.end();
        }
    }

    private static Optional<byte[]> inflate(byte[] chunk, int from) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk, from, chunk.length - from);
            byte[] out = new byte[Math.min(MOST_BYTES, Math.max(256, 4 * (chunk.length - from)))];
            int length = 0;
            while (true) {
                int count = inflater.inflate(out, length, out.length - length);
                length += count;
                if (inflater.finished()) {
                    return Optional.of(Arrays.copyOf(out, length));
                }
                if (length == out.length && length < MOST_BYTES) {
                    out = Arrays.copyOf(out, Math.min(MOST_BYTES, 2 * length));
                } else if (count == 0) {
                    return Optional.empty();
                }
            }
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static int zero(byte[] chunk, int from) {
        int at = from;
        while (at < chunk.length && chunk[at] != 0) {
            at++;
        }
        return at;
    }
}
