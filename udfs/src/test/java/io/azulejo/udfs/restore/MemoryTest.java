package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.engine.Networks;
import io.azulejo.udfs.option.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Native memory is given back: what a run takes is not taken by the next one anew. */
class MemoryTest {
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final int PAGE_KIB = 4;
    private static final int PICTURES = 2000;
    private static final int WARM_UP = 200;

    @Test
    void twoThousandPicturesTakeNoMoreMemoryThanTwoHundred() throws Exception {
        assumeTrue(java.nio.file.Files.isReadable(STATM), "this system does not tell resident memory");
        byte[] file = Files.encode(Pictures.noisy(new Shape(48, 40, 3, 8), 1), Format.PNG);
        long warm = 0;
        try (Restorer restorer = Restorer.open(Networks.tiny(2, 1), Options.NONE)) {
            for (int i = 0; i < PICTURES; i++) {
                if (i == WARM_UP) {
                    warm = residentKib();
                }
                restorer.restore(ByteSource.of(file), Optional.empty(), new Files.Kept());
            }
        }
        long grown = residentKib() - warm;
        System.out.printf("resident memory grew by %d KiB over %d pictures%n", grown, PICTURES - WARM_UP);
        assertTrue(grown < 50 << 10, "resident memory grew by %d KiB".formatted(grown));
    }

    /** After a collection, so that the heap's own coming and going is not taken for a leak. */
    private static long residentKib() throws IOException {
        System.gc();
        return Long.parseLong(java.nio.file.Files.readString(STATM).split(" ", -1)[1]) * PAGE_KIB;
    }
}
