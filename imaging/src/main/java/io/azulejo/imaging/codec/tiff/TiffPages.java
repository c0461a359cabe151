package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The pages of a TIFF. Directories that hold a smaller version of another picture or a mask (TIFF 6.0, tags 254 and 255)
 * are no pages, nor are those below a directory (tag 330), unless no other holds a whole picture.
 *
 * @param first the directory of the first page
 * @param count at least 1; counting ends at {@link #MOST}
 */
record TiffPages(TiffDirectory first, int count) {
    static final int MOST = 10_000;
    private static final int REDUCED_OR_MASK = 1 | 4;
    /** The old tag's word for a smaller version; 1 is the picture, 3 one page of several. */
    private static final int OLD_REDUCED = 2;
    /** A raw file has some five directories below its first. */
    private static final int MOST_BELOW = 32;

    /** UNSUPPORTED for a camera raw file, whatever its first directory holds. */
    static TiffPages read(TiffFile file, Findings findings) throws PictureException, IOException {
        TiffDirectory first = file.directory(file.firstDirectory());
        Below below = Below.read(file, first);
        boolean raw = below.raw || first.has(TiffTags.DNG_VERSION) || sensor(first);
        boolean firstIsPage = page(first);
        int count = firstIsPage ? 1 : 0;
        Set<Long> seen = new HashSet<>(Set.of(file.firstDirectory()));
        long next = first.next();
        try {
            while (next != 0 && seen.size() < MOST) {
                if (!seen.add(next)) {
                    findings.report(
                            Strictness.ERROR,
                            FailureKind.CORRUPT,
                            "directory %d leads back to an earlier one".formatted(seen.size()));
                    break;
                }
                TiffDirectory directory = file.directory(next);
                raw = raw || sensor(directory);
                if (page(directory)) {
                    first = firstIsPage ? first : directory;
                    firstIsPage = true;
                    count++;
                }
                next = directory.next();
            }
        } catch (PictureException e) {
            if (e.kind() == FailureKind.TIMEOUT) {
                throw e;
            }
            findings.report(Strictness.ERROR, e.kind(), "behind the first page: " + e.getMessage());
        }
        if (raw) {
            throw new PictureException(
                    FailureKind.UNSUPPORTED, "a camera raw file, which is not read: develop it first, as TIFF or JPEG");
        }
        return new TiffPages(firstIsPage ? first : below.whole.orElse(first), Math.max(1, count));
    }

    private static boolean page(TiffDirectory directory) throws PictureException, IOException {
        return directory.has(TiffTags.NEW_SUBFILE_TYPE)
                ? (directory.number(TiffTags.NEW_SUBFILE_TYPE, 0) & REDUCED_OR_MASK) == 0
                : directory.number(TiffTags.SUBFILE_TYPE, 0) != OLD_REDUCED;
    }

    /** Whether a directory holds samples of a camera's sensor; what else such a file holds are previews. */
    private static boolean sensor(TiffDirectory directory) throws PictureException, IOException {
        long photometric = directory.number(TiffTags.PHOTOMETRIC, 0);
        if (photometric == TiffTags.FILTER_ARRAY || photometric == TiffTags.LINEAR_RAW) {
            return true;
        }
        // Of Kodak, Sony, Epson, Samsung, Nikon and Pentax; no other writer has them.
        return switch ((int) directory.number(TiffTags.COMPRESSION, TiffTags.NONE)) {
            case 262, 32767, 32769, 32770, 34713, 65000, 65535 -> true;
            default -> false;
        };
    }

    /**
     * What lies below a directory.
     *
     * @param raw whether a camera's sensor is there
     * @param whole the first that is no smaller version
     */
    private record Below(boolean raw, Optional<TiffDirectory> whole) {
        /** Of directories that are damaged nothing is wanted. */
        static Below read(TiffFile file, TiffDirectory directory) throws PictureException, IOException {
            boolean raw = false;
            Optional<TiffDirectory> whole = Optional.empty();
            try {
                for (long at : directory.numbers(TiffTags.SUB_DIRECTORIES, MOST_BELOW)) {
                    TiffDirectory below = file.directory(at);
                    raw = raw || sensor(below);
                    whole = whole.isEmpty() && page(below) ? Optional.of(below) : whole;
                }
            } catch (PictureException e) {
                if (e.kind() == FailureKind.TIMEOUT) {
                    throw e;
                }
            }
            return new Below(raw, whole);
        }
    }
}
