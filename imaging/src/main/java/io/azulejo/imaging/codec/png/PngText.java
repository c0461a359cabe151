package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.metadata.Texts;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Metadata.Text.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The text forms of PNG (section 11.3.3), in which blocks travel too: the raw profiles that ImageMagick made up and
 * exiftool writes (PNG.pm, ProcessProfile).
 */
final class PngText {
    /** Longest block that a text or profile may inflate to. */
    static final int MOST_BYTES = 4 << 20;

    static final String XMP = "XML:com.adobe.xmp";
    static final String RAW_PROFILE = "Raw profile type ";
    static final String PLAIN = "tEXt";
    static final String COMPRESSED = "zTXt";
    static final String INTERNATIONAL = "iTXt";

    /** Texts from which on compression is recommended (section 11.3.3.3). */
    private static final int MOST_PLAIN = 1024;

    private static final Pattern KEYWORD = Pattern.compile("[ -~\u00a1-\u00ff]{1,79}");
    /** The name may have several words, as exiftool's "IPTC profile" has. */
    private static final Pattern RAW_PROFILE_TEXT =
            Pattern.compile("\\s*[^\\n]*\\n\\s*([0-9]{1,9})\\s*\\n(.*)", Pattern.DOTALL);

    private PngText() {}

    /** What stands before the first zero byte, as Latin-1; the whole if there is none. */
    static String keyword(byte[] chunk) {
        return new String(chunk, 0, zero(chunk, 0), StandardCharsets.ISO_8859_1);
    }

    /** The bytes of a text of any form, inflated if need be; empty where it is malformed or too long. */
    static Optional<byte[]> body(String form, byte[] chunk) {
        return switch (form) {
            case INTERNATIONAL -> international(chunk);
            case COMPRESSED -> deflated(chunk);
            default -> Optional.of(Arrays.copyOfRange(chunk, Math.min(chunk.length, zero(chunk, 0) + 1), chunk.length));
        };
    }

    /** A text with its keyword; empty where either is malformed, or the text too long. */
    static Optional<Text> text(String form, byte[] chunk) {
        String keyword = keyword(chunk);
        Optional<byte[]> body = KEYWORD.matcher(keyword).matches() ? body(form, chunk) : Optional.empty();
        if (!form.equals(INTERNATIONAL)) {
            return body.map(bytes ->
                    new Text(keyword, "", "", new String(bytes, StandardCharsets.ISO_8859_1), Encoding.LATIN_1));
        }
        int language = zero(chunk, 0) + 3;
        return body.map(bytes -> new Text(
                keyword,
                new String(chunk, language, zero(chunk, language) - language, StandardCharsets.ISO_8859_1),
                Texts.decoded(
                        Arrays.copyOfRange(chunk, zero(chunk, language) + 1, zero(chunk, zero(chunk, language) + 1))),
                Texts.decoded(bytes),
                Texts.guessed(bytes) == Encoding.UNKNOWN ? Encoding.UNKNOWN : Encoding.UTF_8));
    }

    /** The form that a text is written in. */
    static String form(Text text) {
        boolean plain = text.encoding() != Encoding.UTF_8
                && text.language().isEmpty()
                && text.translated().isEmpty();
        return plain ? text.text().length() > MOST_PLAIN ? COMPRESSED : PLAIN : INTERNATIONAL;
    }

    /** The chunk's body of a text in its form; zeros, which end texts, are left out of it. */
    static byte[] chunk(Text text) {
        String form = form(text);
        boolean international = form.equals(INTERNATIONAL);
        byte[] words = text.text()
                .replace("\0", "")
                .getBytes(international ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        boolean deflates = form.equals(COMPRESSED) || (international && words.length > MOST_PLAIN);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((text.keyword() + '\0').getBytes(StandardCharsets.ISO_8859_1));
        if (international) {
            chunk.write(deflates ? 1 : 0);
        }
        if (!form.equals(PLAIN)) {
            chunk.write(0);
        }
        if (international) {
            chunk.writeBytes((text.language() + '\0').getBytes(StandardCharsets.ISO_8859_1));
            chunk.writeBytes((text.translated().replace("\0", "") + '\0').getBytes(StandardCharsets.UTF_8));
        }
        chunk.writeBytes(deflates ? deflate(words) : words);
        return chunk.toByteArray();
    }

    /** The text of an iTXt chunk, inflated if need be; empty where it is malformed or too long. */
    private static Optional<byte[]> international(byte[] chunk) {
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

    /** The block in a raw profile: a line of name, a line of length, lines of hexadecimal digits. */
    static Optional<byte[]> rawProfile(byte[] text) {
        Matcher profile = RAW_PROFILE_TEXT.matcher(new String(text, StandardCharsets.ISO_8859_1));
        if (!profile.matches()) {
            return Optional.empty();
        }
        try {
            byte[] block = HexFormat.of().parseHex(profile.group(2).replaceAll("\\s", ""));
            return block.length == Integer.parseInt(profile.group(1)) ? Optional.of(block) : Optional.empty();
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
