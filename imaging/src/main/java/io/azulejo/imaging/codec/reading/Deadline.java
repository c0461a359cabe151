package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.time.Duration;
import java.util.Locale;

/** Until when a picture must be decoded. Immutable. */
public final class Deadline {
    /** Never passes. */
    public static final Deadline NONE = after(Duration.ofDays(36_500));

    private final Duration allowed;
    private final long start = System.nanoTime();

    private Deadline(Duration allowed) {
        this.allowed = allowed;
    }

    /** A deadline that passes {@code allowed} from now; at most 100 years. */
    public static Deadline after(Duration allowed) {
        Duration most = Duration.ofDays(36_500);
        return new Deadline(allowed.compareTo(most) > 0 ? most : allowed);
    }

    public boolean passed() {
        return System.nanoTime() - start >= allowed.toNanos();
    }

    /** Time until it passes; never below 0. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, allowed.toNanos() - (System.nanoTime() - start)));
    }

    /**
     * Does nothing before the deadline.
     *
     * @throws PictureException TIMEOUT once it has passed
     */
    public void check() throws PictureException {
        if (passed()) {
            throw exceeded();
        }
    }

    /** The failure of a picture that was not decoded in time. */
    public PictureException exceeded() {
        return new PictureException(
                FailureKind.TIMEOUT,
                String.format(Locale.ROOT, "not decoded within %.3g s: allow more time", allowed.toMillis() / 1e3));
    }
}
