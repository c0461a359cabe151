package io.azulejo.pipeline.plan;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.picture.Shape;
import java.io.Serializable;
import java.util.Optional;

/**
 * What the header probe of one object found.
 *
 * @param picture false where neither name nor content is a picture's
 * @param format by content; null where the header cannot be read
 * @param width upright, in pixels; 0 where unknown
 * @param height upright, in pixels; 0 where unknown
 * @param channels 1..4; 0 where unknown
 * @param bits 8 or 16; 0 where unknown
 */
public record Probed(boolean picture, Format format, int width, int height, int channels, int bits)
        implements Serializable {
    /** Neither by name nor by content. */
    public static final Probed NO_PICTURE = new Probed(false, null, 0, 0, 0, 0);
    /** A picture by name or first bytes, whose header says nothing usable: restoring it will say why. */
    public static final Probed UNREADABLE = new Probed(true, null, 0, 0, 0, 0);

    static Probed of(Probe probe) {
        Shape shape = probe.shape();
        return new Probed(true, probe.format(), shape.width(), shape.height(), shape.channels(), shape.bits());
    }

    /** The decoded picture's shape, where the header gave one. */
    public Optional<Shape> shape() {
        return width == 0 ? Optional.empty() : Optional.of(new Shape(width, height, channels, bits));
    }
}
