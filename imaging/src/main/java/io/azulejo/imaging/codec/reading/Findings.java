package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what a decoder finds in one picture: a finding that the strictness does not tolerate ends the decoding, any
 * other becomes a note. For one thread.
 */
public final class Findings {
    private static final int MOST_NOTES = 20;

    private final Strictness strictness;
    private final Set<String> notes = new LinkedHashSet<>();

    public Findings(Strictness strictness) {
        this.strictness = strictness;
    }

    /**
     * Reports what contradicts a whole and right file.
     *
     * @param level from which strictness on it is a failure
     * @throws PictureException of the given kind, if it is one
     */
    public void report(Strictness level, FailureKind kind, String finding) throws PictureException {
        if (strictness.failsOn(level)) {
            throw new PictureException(kind, finding);
        }
        note(finding);
    }

    /** Notes a decision that is no failure at any strictness. A hostile file gets no more than 20 of them. */
    public void note(String note) {
        if (notes.size() < MOST_NOTES) {
            notes.add(note);
        }
    }

    /** Notes so far, each once, in order. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
