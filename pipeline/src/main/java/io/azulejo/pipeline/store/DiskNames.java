package io.azulejo.pipeline.store;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of files of this machine, which are bytes, as text and back. A byte that is no UTF-8 is a lone surrogate in the
 * text, U+DC80 to U+DCFF (Python's PEP 383), and {@code \x80} to {@code \xFF} in what is shown; so that no two names are
 * shown alike, a name in which such a thing is shown, or would be read, has its backslashes doubled.
 */
final class DiskNames {
    private static final Pattern SHOWN_BYTE = Pattern.compile("\\\\x[89A-F][0-9A-F]");
    private static final char LONE = '\uDC00';
    private static final char UNDECODED = '\uFFFD';
    /** In which Java writes names where it is given text. */
    private static final Charset NATIVE =
            Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));

    private DiskNames() {}

    /** Whether nothing can be written there by Spark and Hadoop, which go by what is shown and by Java's older ways. */
    static boolean readOnly(String text) {
        return odd(text) || !shown(text).equals(text);
    }

    /** Whether Java's older ways to a file, which take a name as text, would come to another file or to none. */
    static boolean odd(String text) {
        return !NATIVE.newEncoder().canEncode(text);
    }

    /** The file of a name. */
    static Path path(String text) {
        if (!odd(text)) {
            return Path.of(text);
        }
        String whole = text.startsWith("/") ? text : text(Path.of("")) + "/" + text;
        return Path.of(URI.create("file://" + percentCoded(whole)));
    }

    /** The name of a file, whole. */
    static String text(Path path) {
        Path absolute = path.toAbsolutePath();
        String plain = absolute.toString();
        return plain.indexOf(UNDECODED) < 0 ? plain : decoded(bytes(absolute));
    }

    /** As tables and messages show it. */
    static String shown(String text) {
        return eachName(text, name -> lone(name) || SHOWN_BYTE.matcher(name).find() ? escaped(name) : name);
    }

    /** The text of what is shown. */
    static String read(String shown) {
        return eachName(shown, name -> SHOWN_BYTE.matcher(name).find() ? unescaped(name) : name);
    }

    /** A name that every system takes for a file, of what is shown; two that are shown differently may become the same. */
    static String portable(String shown) {
        return eachName(
                shown,
                name -> SHOWN_BYTE.matcher(name).find()
                        ? name.replace("\\\\", "%5C").replace("\\x", "%").replace("\\", "%5C")
                        : name);
    }

    private static String eachName(String path, UnaryOperator<String> change) {
        return path.indexOf('\\') < 0 && !lone(path)
                ? path
                : Arrays.stream(path.split("/", -1)).map(change).collect(Collectors.joining("/"));
    }

    private static boolean lone(String text) {
        for (int i = 0; i < text.length(); i++) {
            // Rare, so that most names are done without a look at whether two belong together.
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().anyMatch(DiskNames::lone);
            }
        }
        return false;
    }

    private static boolean lone(int character) {
        return character >= LONE + 0x80 && character <= LONE + 0xFF;
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        name.codePoints().forEach(character -> {
            if (lone(character)) {
                escaped.append("\\x%02X".formatted(character - LONE));
            } else if (character == '\\') {
                escaped.append("\\\\");
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    private static String unescaped(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (name.startsWith("\\\\", i)) {
                text.append('\\');
                i++;
            } else if (SHOWN_BYTE.matcher(name).region(i, name.length()).lookingAt()) {
                text.append((char) (LONE + Integer.parseInt(name.substring(i + 2, i + 4), 16)));
                i += 3;
            } else {
                text.append(name.charAt(i));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(Path absolute) {
        // What Java keeps of a name that it cannot decode it tells only so; a slash follows where it is a folder.
        String coded = absolute.toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = coded.length() > 1 && coded.endsWith("/") ? coded.length() - 1 : coded.length();
        for (int i = 0; i < end; i++) {
            if (coded.charAt(i) == '%') {
                bytes.write(Integer.parseInt(coded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(coded.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isMalformed()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (LONE + (in.get() & 0xFF)));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    private static String percentCoded(String text) {
        StringBuilder coded = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (lone(character)) {
                coded.append("%%%02X".formatted(character - LONE));
            } else if (character == '/') {
                coded.append('/');
            } else {
                for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    coded.append("%%%02X".formatted(b & 0xFF));
                }
            }
        });
        return coded.toString();
    }
}
