package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.codec.metadata.Mark;
import io.azulejo.models.store.Model;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How restored pictures are written.
 *
 * @param format in which format
 * @param quality 1..100 of lossy formats; empty for JPEG of 95 and WebP without loss
 * @param strip whether of all metadata only the colour profile, the mark, and who made and owns the picture are kept
 * @param mark whether a restored picture says that it was restored
 * @param dpi what becomes of a stated resolution
 */
public record WriteSettings(OutputFormat format, OptionalInt quality, boolean strip, boolean mark, Dpi dpi) {
    /** The source's format and metadata, marked, of the same physical size. */
    public static final WriteSettings DEFAULT =
            new WriteSettings(OutputFormat.SAME, OptionalInt.empty(), false, true, Dpi.SCALE);

    /** @throws IllegalArgumentException if the quality is out of its range, in words for a person */
    public WriteSettings {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(dpi, "dpi");
        if (quality.isPresent() && (quality.getAsInt() < 1 || quality.getAsInt() > 100)) {
            throw new IllegalArgumentException(
                    "quality %d: a number from 1 to 100 is needed".formatted(quality.getAsInt()));
        }
    }

    /** The same in another format. */
    public WriteSettings withFormat(OutputFormat other) {
        return new WriteSettings(other, quality, strip, mark, dpi);
    }

    /** The same with a quality, 1..100. */
    public WriteSettings withQuality(int other) {
        return new WriteSettings(format, OptionalInt.of(other), strip, mark, dpi);
    }

    /** The same with all metadata, or with what is kept of them when they are stripped. */
    public WriteSettings withStrip(boolean other) {
        return new WriteSettings(format, quality, other, mark, dpi);
    }

    /** The same with or without the mark. */
    public WriteSettings withMark(boolean other) {
        return new WriteSettings(format, quality, strip, other, dpi);
    }

    /** The same with another resolution. */
    public WriteSettings withDpi(Dpi other) {
        return new WriteSettings(format, quality, strip, mark, other);
    }

    /** How metadata is carried over to pictures that a model restores. */
    CarryOver carryOver(Model model, int scale) {
        Mark says = new Mark(
                model.card().mark(),
                "Azulejo " + Version.TEXT,
                "model %s, sha256 %s, scale %d".formatted(model.name(), model.sha256(), scale));
        return new CarryOver(strip, mark ? Optional.of(says) : Optional.empty(), dpi, scale);
    }

    /** What encoders are told. */
    EncodeOptions encoding() {
        return quality.isPresent() ? new EncodeOptions(quality.getAsInt()) : EncodeOptions.DEFAULT;
    }
}
