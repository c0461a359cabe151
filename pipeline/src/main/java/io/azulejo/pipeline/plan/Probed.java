package io.azulejo.pipeline.plan;

import io.azulejo.imaging.codec.Probe;
import java.io.Serializable;
import java.util.Optional;

/**
 * What the header probe of one object found.
 *
 * @param picture false where neither name nor content is a picture's
 * @param header what it says; null where it cannot be read
 */
public record Probed(boolean picture, Probe header) implements Serializable {
    /** Neither by name nor by content. */
    public static final Probed NO_PICTURE = new Probed(false, null);
    /** A picture by name or first bytes, whose header says nothing usable: restoring it will say why. */
    public static final Probed UNREADABLE = new Probed(true, null);

    /** What the header says, where it could be read. */
    public Optional<Probe> found() {
        return Optional.ofNullable(header);
    }
}
