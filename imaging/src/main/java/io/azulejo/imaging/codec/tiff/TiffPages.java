package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The pages of a TIFF. Directories that hold a smaller version of another picture or a mask (TIFF 6.0, tag 254) are no
 * pages.
 *
 * @param first the directory of the first page
 * @param count at least 1; counting ends at {@link #MOST}
 */
record TiffPages(TiffDirectory first, int count) {
    static final int MOST = 10_000;
    private static final int REDUCED_OR_MASK = 1 | 4;

    static TiffPages read(TiffFile file, Findings findings) throws PictureException, IOException {
        TiffDirectory first = file.directory(file.firstDirectory());
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
        return new TiffPages(first, Math.max(1, count));
    }

    private static boolean page(TiffDirectory directory) throws PictureException, IOException {
        return (directory.number(TiffTags.NEW_SUBFILE_TYPE, 0) & REDUCED_OR_MASK) == 0;
    }
}
