package io.azulejo.udfs.recipe;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.util.function.Consumer;

/** A step that makes rows of rows, from top to bottom, and needs no picture held. */
public interface RowStep extends Step {
    /**
     * A sink for the rows of this step's input.
     *
     * @param original the picture as it was before the first step
     * @param input shape of what comes in
     * @param next takes the rows that come out; closing the sink completes them and leaves {@code next} open
     */
    RowSink rows(Picture original, Shape input, RowSink next);

    @Override
    default Work plan(Shape input, Consumer<String> notes) {
        return (picture, original, from, end, sink) -> {
            try (RowSink rows = rows(original, input, sink)) {
                Recipe.give(picture, rows);
            }
        };
    }
}
