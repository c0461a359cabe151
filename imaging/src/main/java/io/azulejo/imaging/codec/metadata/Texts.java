package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Metadata.Text.Encoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the texts and comments of one file, as many as are kept. For one thread. */
public final class Texts {
    private static final int MOST = 1_000;
    private static final int MOST_CHARACTERS = 4 << 20;

    private final List<Text> texts = new ArrayList<>();
    private long characters;
    private boolean full;

    /** Whether there is no room for one more, so that none need be read; that one was refused is noted then. */
    public boolean full() {
        full |= texts.size() == MOST;
        return full;
    }

    public void add(Text text) {
        characters += text.text().length()
                + text.translated().length()
                + text.language().length();
        full |= characters > MOST_CHARACTERS;
        if (!full()) {
            texts.add(text);
        }
    }

    /** Adds a comment of a format that says nothing of its encoding. */
    public void addComment(byte[] bytes) {
        add(new Text(Text.COMMENT, "", "", decoded(bytes), guessed(bytes)));
    }

    /** What was taken; that there was more is noted. */
    public List<Text> kept(Findings findings) {
        if (full) {
            findings.note("texts beyond the first %d, or beyond %d characters, left out"
                    .formatted(texts.size(), MOST_CHARACTERS));
        }
        return List.copyOf(texts);
    }

    /** ASCII counts as Latin-1. */
    public static Encoding guessed(byte[] bytes) {
        try {
            int characters = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .length();
            return characters == bytes.length ? Encoding.LATIN_1 : Encoding.UTF_8;
        } catch (CharacterCodingException e) {
            return Encoding.UNKNOWN;
        }
    }

    /** Bytes read by {@link #guessed} encoding. */
    public static String decoded(byte[] bytes) {
        return new String(
                bytes, guessed(bytes) == Encoding.UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /** What a text says, for XMP: some write UTF-8 where the format has Latin-1. */
    static String words(Text text) {
        String words = text.encoding() == Encoding.UTF_8
                ? text.text()
                : decoded(text.text().getBytes(StandardCharsets.ISO_8859_1));
        return words.lines()
                .map(PacketXml::allowed)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
