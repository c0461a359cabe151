package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In which format pictures are written.
 *
 * @param asked the one that was asked for by name; null for the source's own
 */
public record OutputFormat(Format asked) implements Serializable {
    /** The source's own where it can be written and holds the picture, else PNG. */
    public static final OutputFormat SAME = new OutputFormat(null);

    private static final Set<Format> WRITTEN = EnumSet.of(Format.PNG, Format.JPEG, Format.TIFF, Format.WEBP);

    /**
     * The format of one picture.
     *
     * @param note why it is not the one that could be expected
     */
    public record Choice(Format format, Optional<String> note) {}

    /** A format by name. */
    public static OutputFormat of(Format format) {
        return new OutputFormat(format);
    }

    /**
     * Reads {@code same} or a format's label.
     *
     * @throws IllegalArgumentException for anything else and for formats that are not written, in words for a person
     */
    public static OutputFormat parse(String text) {
        if (text.equals("same")) {
            return SAME;
        }
        return Arrays.stream(Format.values())
                .filter(format -> format.label().equals(text) && WRITTEN.contains(format))
                .map(OutputFormat::of)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "format '%s' is not written; same, %s are".formatted(text, labels())));
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return asked == null ? "same" : asked.label();
    }

    /** The formats in which some picture may be written. */
    public List<Format> possible() {
        return asked == null ? List.copyOf(WRITTEN) : List.of(asked);
    }

    /**
     * The format in which a picture is written.
     *
     * @param source format of the picture's file
     * @param out shape of the restored picture
     * @throws PictureException UNSUPPORTED if a format asked for by name cannot hold it, naming one that can
     */
    public Choice resolve(Format source, Shape out) throws PictureException {
        if (asked != null) {
            Optional<String> obstacle = obstacle(asked, out);
            if (obstacle.isPresent()) {
                throw new PictureException(
                        FailureKind.UNSUPPORTED,
                        "cannot be written as %s because %s; png can hold it".formatted(asked.label(), obstacle.get()));
            }
            return new Choice(asked, Optional.empty());
        }
        Optional<String> obstacle = obstacle(source, out);
        if (obstacle.isEmpty()) {
            return new Choice(source, Optional.empty());
        }
        // That a bitmap or a GIF becomes a PNG is what everybody expects.
        boolean expected = !WRITTEN.contains(source);
        return new Choice(
                Format.PNG, expected ? Optional.empty() : Optional.of("written as png because " + obstacle.get()));
    }

    private static Optional<String> obstacle(Format format, Shape out) throws PictureException {
        return WRITTEN.contains(format)
                ? Codecs.of(format).obstacle(out)
                : Optional.of("%s is not written".formatted(format.label()));
    }

    private static String labels() {
        return WRITTEN.stream().map(Format::label).collect(Collectors.joining(", "));
    }
}
