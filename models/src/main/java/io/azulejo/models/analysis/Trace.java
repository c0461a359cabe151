package io.azulejo.models.analysis;

import io.azulejo.models.onnx.Tensor;
import java.util.List;
import java.util.Optional;

/** What is known of one value on the way through a graph. */
sealed interface Trace permits Trace.Fixed, Trace.Pixels, Trace.Lost, SplitAxes {
    /**
     * No pixel is in it: a constant, or a number computed from the picture's size.
     *
     * @param dims of a constant; empty for what is computed
     * @param uniform whether it has a picture's sides and is one number along both
     */
    record Fixed(Optional<List<Long>> dims, boolean uniform) implements Trace {
        static final Fixed COMPUTED = new Fixed(Optional.empty(), false);

        static Fixed constant(Tensor tensor) {
            return new Fixed(
                    Optional.of(tensor.dims()), !UniformPlanes.of(tensor).dims().equals(tensor.dims()));
        }

        /** Whether it is the same at every place of a value that it is joined to. */
        boolean sameEverywhere(boolean channelsLast) {
            int sides = channelsLast ? 1 : 0;
            return dims.isPresent()
                    && dims.get().size() <= 4
                    && side(4) == 1
                    && ((side(1 + sides) == 1 && side(2 + sides) == 1) || (uniform && !channelsLast));
        }

        /** Whether it is one number, or one for each of a row of something. */
        boolean inARow() {
            return dims.isPresent() && dims.get().size() <= 1;
        }

        boolean isOneNumber() {
            return dims.isPresent() && dims.get().stream().allMatch(side -> side == 1);
        }

        private long side(int fromEnd) {
            int rank = dims.orElseThrow().size();
            return rank < fromEnd ? 1 : dims.get().get(rank - fromEnd);
        }
    }

    /**
     * Pixels, each sample from a neighbourhood.
     *
     * @param channelsLast whether they lie NHWC; else NCHW
     */
    record Pixels(AxisDependence high, AxisDependence wide, boolean channelsLast) implements Trace {
        /** NCHW. */
        Pixels(AxisDependence high, AxisDependence wide) {
            this(high, wide, false);
        }

        boolean sameSizeAs(Pixels other) {
            return channelsLast == other.channelsLast && high.sameSizeAs(other.high) && wide.sameSizeAs(other.wide);
        }

        Pixels union(Pixels other) {
            return new Pixels(high.union(other.high), wide.union(other.wide), channelsLast);
        }
    }

    /** Pixels from everywhere, or from where cannot be told. */
    record Lost(ReceptiveField why) implements Trace {}
}
