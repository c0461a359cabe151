package io.azulejo.udfs.recipe;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** One thing that is done to a picture, such as a network. Made once for many pictures; safe for many threads. */
public interface Step {
    /** The shape of what comes out for what goes in. */
    Shape outputShape(Shape input);

    /**
     * Plans what is to be done to one picture.
     *
     * @param notes takes what is decided for this picture and why, a line each
     * @throws PictureException if this picture cannot be done
     */
    Work plan(Shape input, Consumer<String> notes) throws PictureException;

    /** A step's work on one picture. For one thread. */
    interface Work {
        /** Parts, from the top, that can be run apart from each other; at least 1. */
        default int bands() {
            return 1;
        }

        /** How the picture is cut; empty where it is not. */
        default Optional<WindowPlan> windows() {
            return Optional.empty();
        }

        /**
         * Runs some bands.
         *
         * @param original the picture as it was before the first step
         * @param from the first band
         * @param end the band behind the last
         * @param sink takes their rows, and is not closed
         * @throws EngineMemoryException if they do not fit the memory: {@link #lighten} may help
         * @throws PictureException BAD_OUTPUT
         */
        void run(Picture input, Picture original, int from, int end, RowSink sink)
                throws EngineException, PictureException, IOException;

        /**
         * Makes the next try, which begins anew, take less memory.
         *
         * @param notes takes what changed
         * @throws PictureException OUT_OF_MEMORY if it cannot take less
         */
        default void lighten(EngineMemoryException why, Consumer<String> notes) throws PictureException {
            throw Recipe.outOfMemory(why);
        }

        /**
         * Judges what came out once all bands were run.
         *
         * @param notes takes what is found
         * @throws PictureException BAD_OUTPUT
         */
        default void finish(Consumer<String> notes) throws PictureException {}
    }
}
