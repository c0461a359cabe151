package io.azulejo.udfs.recipe;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import io.azulejo.udfs.sink.PictureSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is done to a picture: steps, one after the other. Rows flow from each to the next; a step that needs all of its
 * input is given it held.
 *
 * @param steps at least one
 */
public record Recipe(List<Step> steps) {
    public Recipe {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a recipe without steps");
        }
    }

    /** The shape of what comes out for what goes in. */
    public Shape outputShape(Shape input) {
        Shape shape = input;
        for (Step step : steps) {
            shape = step.outputShape(shape);
        }
        return shape;
    }

    /** How many times wider than it went in a picture comes out, rounded up: what protocols of measuring crop. */
    public int scale() {
        int side = 1 << 10;
        return (outputShape(new Shape(side, side, 1, 8)).width() + side - 1) / side;
    }

    /**
     * Plans what is to be done to one picture.
     *
     * @param notes takes what is decided for this picture and why, a line each
     * @throws PictureException if this picture cannot be done
     */
    public Run plan(Shape input, Consumer<String> notes) throws PictureException {
        List<Step.Work> works = new ArrayList<>();
        Shape shape = input;
        for (Step step : steps) {
            works.add(step.plan(shape, notes));
            shape = step.outputShape(shape);
        }
        return new Run(input, works);
    }

    /** One picture on its way through the steps. For one thread. */
    public final class Run {
        private final Shape input;
        private final List<Step.Work> works;
        /** Which step ran last: it is the one that a lack of memory is about. */
        private int running;

        private Run(Shape input, List<Step.Work> works) {
            this.input = input;
            this.works = works;
        }

        /** Parts that can be run apart from each other: those of the first step, where it is the only one. */
        public int bands() {
            return works.size() == 1 ? works.get(0).bands() : 1;
        }

        /** How the first step that cuts the picture does it. */
        public Optional<WindowPlan> windows() {
            return works.stream().flatMap(work -> work.windows().stream()).findFirst();
        }

        /** Runs all of it; see {@link #run(Picture, int, int, RowSink)}. */
        public void run(Picture picture, RowSink sink) throws EngineException, PictureException, IOException {
            run(picture, 0, bands(), sink);
        }

        /**
         * Runs some bands.
         *
         * @param from the first
         * @param end the one behind the last
         * @param sink takes every row of them and is not closed
         * @throws EngineMemoryException if they do not fit the memory: {@link #lighten} may help
         * @throws PictureException BAD_OUTPUT
         */
        public void run(Picture picture, int from, int end, RowSink sink)
                throws EngineException, PictureException, IOException {
            if (works.size() == 1) {
                running = 0;
                works.get(0).run(picture, picture, from, end, sink);
            } else {
                run(0, picture, picture, sink);
            }
        }

        /** From one step on to the end, with all of its input. */
        private void run(int first, Picture picture, Picture original, RowSink sink)
                throws EngineException, PictureException, IOException {
            int next = first + 1;
            while (next < works.size() && steps.get(next) instanceof RowStep) {
                next++;
            }
            if (next == works.size()) {
                runRows(first, next, picture, original, sink);
                return;
            }
            PictureSink held = new PictureSink(shape(next));
            runRows(first, next, picture, original, held);
            run(next, held.picture(), original, sink);
        }

        /** One step with all of its input, and the steps of rows behind it. */
        private void runRows(int first, int end, Picture picture, Picture original, RowSink sink)
                throws EngineException, PictureException, IOException {
            List<RowSink> chain = new ArrayList<>();
            RowSink last = sink;
            for (int i = end - 1; i > first; i--) {
                last = ((RowStep) steps.get(i)).rows(original, shape(i), last);
                chain.add(0, last);
            }
            running = first;
            works.get(first).run(picture, original, 0, works.get(first).bands(), last);
            for (RowSink rows : chain) {
                rows.close();
            }
        }

        /** What goes into a step. */
        private Shape shape(int step) {
            Shape shape = input;
            for (Step before : steps.subList(0, step)) {
                shape = before.outputShape(shape);
            }
            return shape;
        }

        /**
         * Makes the next try, which begins anew, take less memory.
         *
         * @param notes takes what changed
         * @throws PictureException OUT_OF_MEMORY if it cannot take less
         */
        public void lighten(EngineMemoryException why, Consumer<String> notes) throws PictureException {
            works.get(running).lighten(why, notes);
        }

        /**
         * Judges what came out once all bands were run.
         *
         * @param notes takes what is found
         * @throws PictureException BAD_OUTPUT
         */
        public void finish(Consumer<String> notes) throws PictureException {
            for (Step.Work work : works) {
                work.finish(notes);
            }
        }
    }

    static void give(Picture picture, RowSink sink) throws IOException {
        for (int y = 0; y < picture.shape().height(); y++) {
            sink.write(picture.block(y), picture.offset(y));
        }
    }

    static PictureException outOfMemory(EngineMemoryException why) {
        return new PictureException(
                FailureKind.OUT_OF_MEMORY, "it does not fit the memory: %s".formatted(why.getMessage()), why);
    }
}
