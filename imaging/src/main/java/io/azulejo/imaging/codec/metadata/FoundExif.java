package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The EXIF of one file: of several blocks the first that can be read. For one thread. */
public final class FoundExif {
    /** What JPEG puts before the block, and some writers of other formats do too. */
    private static final byte[] PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private final Findings findings;
    private Optional<Exif> exif = Optional.empty();
    private byte[] block = new byte[0];
    private int salvaged = 1;

    public FoundExif(Findings findings) {
        this.findings = findings;
    }

    /**
     * Takes a block of the file, with or without the prefix that it has in JPEG. One that cannot be set right in place
     * is left out with a finding, and its orientation alone is taken; so is one behind the first.
     *
     * @param outranks whether it takes the place of an earlier one
     * @throws PictureException CORRUPT where the strictness gives a picture up for a damaged block
     */
    public void take(byte[] stored, boolean outranks) throws PictureException {
        boolean prefixed =
                stored.length > PREFIX.length && Arrays.equals(stored, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
        byte[] bytes = prefixed ? Arrays.copyOfRange(stored, PREFIX.length, stored.length) : stored;
        Optional<Exif> parsed = Exif.parse(bytes);
        if (parsed.isEmpty()) {
            takeDamaged(bytes);
        } else if (exif.isEmpty()) {
            exif = parsed;
            block = bytes;
        } else if (!Arrays.equals(block, bytes)) {
            byte[] other = outranks ? block : bytes;
            Exif less = outranks ? exif.get() : parsed.get();
            findings.note("a second EXIF block left out (%d bytes, orientation %d)"
                    .formatted(other.length, less.orientation()));
            exif = outranks ? parsed : exif;
            block = outranks ? bytes : block;
        }
    }

    private void takeDamaged(byte[] bytes) throws PictureException {
        int stated = exif.isPresent() || salvaged != 1 ? 1 : Exif.salvagedOrientation(bytes);
        findings.report(
                Strictness.WARNING,
                FailureKind.CORRUPT,
                "EXIF left out: cut or damaged (%d bytes)%s"
                        .formatted(bytes.length, stated == 1 ? "" : "; its orientation %d is read".formatted(stated)));
        salvaged = stated == 1 ? salvaged : stated;
    }

    /** How the stored pixels are to be turned, 1..8. */
    public int orientation() {
        return exif.map(Exif::orientation).orElse(salvaged);
    }

    /**
     * The block as {@link Exif#upright} gives it; what it states of an orientation and nobody turned by is noted.
     *
     * @param applied the orientation that was applied to the pixels, 1 to 8
     */
    public Optional<byte[]> upright(int applied) {
        if (applied == 1 && exif.isPresent()) {
            for (String stated : exif.get().statedOrientations()) {
                findings.note("orientation %s in EXIF was not applied and stays: %s"
                        .formatted(stated, turns(stated) ? "viewers do not look there" : "it is none of 1 to 8"));
            }
        }
        return exif.map(found -> found.upright(applied));
    }

    private static boolean turns(String stated) {
        return stated.matches("[2-8]");
    }
}
