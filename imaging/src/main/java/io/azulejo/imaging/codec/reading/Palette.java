package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;

/** Colours by index. Immutable and safe for many threads. */
public final class Palette {
    private final byte[] colours;

    /** Keeps an array of red, green, blue an entry, and does not copy it. */
    public Palette(byte[] colours) {
        this.colours = colours;
    }

    /**
     * Reports that so many pixels have an index beyond the palette, if any has.
     *
     * @throws PictureException CORRUPT where the strictness gives a picture up for that
     */
    public static void report(long unknown, Findings findings) throws PictureException {
        if (unknown > 0) {
            findings.report(
                    Strictness.ERROR,
                    FailureKind.CORRUPT,
                    "%d pixels have a colour beyond the palette; made black".formatted(unknown));
        }
    }

    /** Writes three samples, black for an index that is not there; whether it is. */
    public boolean put(int index, byte[] row, int at) {
        int from = 3 * index;
        if (from >= colours.length) {
            row[at] = 0;
            row[at + 1] = 0;
            row[at + 2] = 0;
            return false;
        }
        row[at] = colours[from];
        row[at + 1] = colours[from + 1];
        row[at + 2] = colours[from + 2];
        return true;
    }
}
