package io.azulejo.pipeline.listing;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on one picture, of which a picture can be the victim and never the run: whatever is wrong with the picture, or
 * goes wrong because of it, is told as its failure; what is wrong with this machine is thrown.
 */
public final class PictureAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(PictureAttempt.class);

    /** What is done with the picture. */
    @FunctionalInterface
    public interface Work {
        void run() throws PictureException, IOException;
    }

    private PictureAttempt() {}

    /**
     * Does it, and says why the picture is given up, if it is.
     *
     * @throws IOException if this machine fails, and not the picture
     */
    public static Optional<PictureException> at(Entry picture, Work work) throws IOException {
        try {
            work.run();
            return Optional.empty();
        } catch (PictureException e) {
            return Optional.of(e);
        } catch (OutOfMemoryError e) {
            return Optional.of(new PictureException(
                    FailureKind.OUT_OF_MEMORY, "the heap is too small for this picture: set AZULEJO_HEAP higher", e));
        } catch (RuntimeException e) {
            LOG.error("a defect at {}", picture.path(), e);
            return Optional.of(
                    new PictureException(FailureKind.DEFECT, "a defect of this program: " + e.getMessage(), e));
        }
    }
}
