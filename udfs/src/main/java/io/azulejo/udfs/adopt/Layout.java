package io.azulejo.udfs.adopt;

import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.util.List;

/** The order of a picture's sides in a tensor of four. */
enum Layout {
    NCHW(1, 2, 3, List.of(0L, 1L, 2L, 3L), List.of(0L, 1L, 2L, 3L)),
    NHWC(3, 1, 2, List.of(0L, 3L, 1L, 2L), List.of(0L, 2L, 3L, 1L));

    private final int channels;
    private final int height;
    private final int width;
    private final List<Long> toPlanes;
    private final List<Long> fromPlanes;

    Layout(int channels, int height, int width, List<Long> toPlanes, List<Long> fromPlanes) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.toPlanes = toPlanes;
        this.fromPlanes = fromPlanes;
    }

    Dimension channels(ValueInfo value) {
        return value.dimensions().get(channels);
    }

    Dimension height(ValueInfo value) {
        return value.dimensions().get(height);
    }

    Dimension width(ValueInfo value) {
        return value.dimensions().get(width);
    }

    /** The order in which {@code Transpose} takes the sides so that planes come of this. */
    List<Long> toPlanes() {
        return toPlanes;
    }

    /** The order in which it takes those of planes so that this comes of them. */
    List<Long> fromPlanes() {
        return fromPlanes;
    }

    /** The shape that planes have in this layout, in words. */
    String shown(long... planes) {
        return fromPlanes.stream()
                .map(side -> Long.toString(planes[side.intValue()]))
                .reduce((all, side) -> all + "x" + side)
                .orElseThrow();
    }
}
