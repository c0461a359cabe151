package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.ForeignGraph.PICTURE;
import static io.azulejo.udfs.adopt.ForeignGraph.TO_THE_END;
import static io.azulejo.udfs.adopt.ForeignGraph.list;
import static io.azulejo.udfs.adopt.ForeignGraph.set;

import java.util.List;

/** Graphs that crop, pad and resize, so that what was at the picture's edge lies elsewhere, or seems to. */
final class MovedGraphs {
    static final List<GraphCase> ALL = List.of(
            GraphCase.of(
                    "the last 8 columns are cropped, and padded again",
                    g -> g.padded(g.cut(PICTURE, 3, 0, -8), "constant", 0, 0, 0, 8)),
            GraphCase.of(
                    "the last 8 rows are cropped, and padded again",
                    g -> g.padded(g.cut(PICTURE, 2, 0, -8), "constant", 0, 0, 8, 0)),
            GraphCase.of(
                    "8 pixels around are cropped, and padded again",
                    g -> g.padded(g.cropped(PICTURE, 8), "constant", 8)),
            GraphCase.of("rows move down by 8 and up again, and what fell off is black", g -> {
                String down = g.cut(g.padded(PICTURE, "constant", 0, 0, 8, 0), 2, 8, TO_THE_END);
                return g.cut(g.padded(down, "constant", 8, 0, 0, 0), 2, 0, -8);
            }),
            GraphCase.of(
                    "what valid convolutions leave is stretched to the picture's size",
                    g -> g.resized(g.valid(PICTURE, 9), g.shape(PICTURE))),
            GraphCase.of(
                    "what a small valid convolution leaves is stretched by repeating",
                    g -> g.nearestToPicture(g.valid(PICTURE, 3))),
            GraphCase.of(
                    "what a crop leaves is stretched to the picture's size",
                    g -> g.resized(g.cropped(PICTURE, 20), g.shape(PICTURE))),
            GraphCase.of(
                    "the edge is repeated after a valid convolution",
                    g -> g.nearestToPicture(g.padded(g.valid(PICTURE, 25), "edge", 12))),
            GraphCase.of(
                    "what valid convolutions leave is mirrored at its edge",
                    g -> g.nearestToPicture(g.padded(g.valid(PICTURE, 33), "reflect", 16))),
            GraphCase.of("rows are repeated by axes in another order, and 65 columns are seen", g -> {
                String factors = g.reals(new float[] {1, 1, 1, 8}, 4);
                String eight = g.nearest(PICTURE, list("axes", 0, 1, 3, 2), "", factors);
                String seen = g.mean(eight, 1, 65, list("pads", 0, 32, 0, 32));
                return g.node("Slice", seen, g.wholes(0), g.wholes(TO_THE_END), g.wholes(2), g.wholes(8));
            }),
            GraphCase.of(
                    "an enlargement holds corners in their place",
                    g -> g.scaled(
                            PICTURE, 2, set("mode", "linear"), set("coordinate_transformation_mode", "align_corners"))),
            GraphCase.of("an enlargement of rows only is held to the picture's proportions", g -> tallerAtMost(g, 2)),
            GraphCase.of(
                    "an enlargement of rows only is held to the picture's proportions, and seen through 33 taps",
                    g -> g.mean(tallerAtMost(g, 8), 33, 1, list("pads", 16, 0, 16, 0))));

    private MovedGraphs() {}

    private static String tallerAtMost(ForeignGraph g, int factor) {
        String taller = g.node("Mul", g.shape(PICTURE), g.wholes(1, 1, factor, 1));
        return g.nearest(
                PICTURE, set("keep_aspect_ratio_policy", "not_larger"), list("axes", 0, 1, 2, 3), "", "", taller);
    }
}
