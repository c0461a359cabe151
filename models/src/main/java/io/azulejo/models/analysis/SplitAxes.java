package io.azulejo.models.analysis;

import io.azulejo.models.analysis.Trace.Pixels;
import io.azulejo.models.onnx.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Pixels whose sides were cut or joined by a Reshape and moved by a Transpose, which is how pixel shuffles and their
 * inverses are often written.
 *
 * @param of the pixels before
 * @param sides of the value, each a product of parts, the outermost first
 */
record SplitAxes(Pixels of, List<List<Part>> sides) implements Trace {
    /** What a part is cut from. */
    private enum Side {
        HEIGHT,
        WIDTH,
        /** Batch and channels. */
        OTHER
    }

    /**
     * A piece of a side.
     *
     * @param size 0 for channels that are not counted
     * @param step how far neighbours in it lie apart in its side
     */
    private record Part(Side from, long size, long step) {
        static final Part CHANNELS = new Part(Side.OTHER, 0, 1);
    }

    /** Pixels of a picture whose size is known. */
    static Optional<SplitAxes> of(Pixels x, GraphTraversal traversal) {
        Optional<Long> height = traversal.height(x);
        Optional<Long> width = traversal.width(x);
        if (height.isEmpty()
                || width.isEmpty()
                || x.high().extra() != 0
                || x.wide().extra() != 0) {
            return Optional.empty();
        }
        List<Part> other = List.of(Part.CHANNELS);
        List<Part> high = List.of(new Part(Side.HEIGHT, height.get(), 1));
        List<Part> wide = List.of(new Part(Side.WIDTH, width.get(), 1));
        return Optional.of(new SplitAxes(
                x, x.channelsLast() ? List.of(other, high, wide, other) : List.of(other, other, high, wide)));
    }

    /** What an operator makes of a picture that is cut, if it is its first input and no other one is. */
    static Trace apply(Node node, GraphTraversal traversal) {
        boolean alone = node.inputs().stream().skip(1).noneMatch(name -> traversal.trace(name) instanceof SplitAxes);
        return alone && traversal.trace(node.input(0)) instanceof SplitAxes parts
                ? parts.moved(node, traversal)
                : OperatorRules.unknown(node.opType() + " of a picture that is cut");
    }

    /** What an operator makes of them that cuts, joins or moves sides; pixels again where they are. */
    Trace moved(Node node, GraphTraversal traversal) {
        Optional<SplitAxes> moved = switch (node.opType()) {
            case "Reshape" ->
                traversal.constant(node.input(1)).flatMap(PadAndSlice::numbers).flatMap(this::reshaped);
            case "Transpose" -> transposed(node.integers("perm").orElse(List.of()));
            case "Unsqueeze" -> PadAndSlice.setting(node, traversal, "axes", 1).flatMap(this::widened);
            default -> Optional.empty();
        };
        return moved.map(SplitAxes::settled)
                .orElseGet(() -> OperatorRules.unknown(node.opType() + " of a picture that is cut"));
    }

    /** Whether the same pieces lie in the same order, of however large a picture. */
    boolean alike(SplitAxes other) {
        return of.equals(other.of) && order().equals(other.order());
    }

    private List<List<Part>> order() {
        return sides.stream()
                .map(side -> side.stream()
                        .map(part -> part.from == Side.OTHER ? part : new Part(part.from, 0, 0))
                        .toList())
                .toList();
    }

    private Optional<SplitAxes> transposed(List<Long> order) {
        boolean moves = order.size() == sides.size()
                && order.stream().sorted().distinct().count() == order.size()
                && order.stream().allMatch(side -> side >= 0 && side < sides.size());
        return moves
                ? Optional.of(new SplitAxes(
                        of,
                        order.stream().map(side -> sides.get(side.intValue())).toList()))
                : Optional.empty();
    }

    /** With sides of one more. */
    private Optional<SplitAxes> widened(List<Long> axes) {
        int rank = sides.size() + axes.size();
        List<Long> places = axes.stream()
                .map(axis -> axis < 0 ? axis + rank : axis)
                .sorted()
                .distinct()
                .toList();
        List<List<Part>> wider = new ArrayList<>(sides);
        for (long place : places) {
            if (place < 0 || place > wider.size()) {
                return Optional.empty();
            }
            wider.add((int) place, List.of());
        }
        return Optional.of(new SplitAxes(of, wider));
    }

    /** From the last side to the first, for the last one is cut first. */
    private Optional<SplitAxes> reshaped(List<Long> target) {
        Deque<Part> left = new ArrayDeque<>();
        sides.forEach(side -> side.stream().filter(part -> part.size != 1).forEach(left::addLast));
        Deque<List<Part>> cut = new ArrayDeque<>();
        for (int i = target.size() - 1; i >= 0; i--) {
            long size = target.get(i) == 0 && i < sides.size() ? size(sides.get(i)) : target.get(i);
            Optional<List<Part>> side = size > 0 ? taken(left, size) : rest(left, target, i);
            if (side.isEmpty()) {
                return Optional.empty();
            }
            cut.addFirst(side.get());
        }
        return left.stream().allMatch(part -> part.size == 0)
                ? Optional.of(new SplitAxes(of, new ArrayList<>(cut)))
                : Optional.empty();
    }

    /** The samples of a side, 0 where channels in it are not counted. */
    private static long size(List<Part> side) {
        return side.stream().mapToLong(Part::size).reduce(1, Math::multiplyExact);
    }

    /** A side that is not told (-1, or 0 for channels as before): what is left, if it is the first but for sides of one, or no pixels. */
    private static Optional<List<Part>> rest(Deque<Part> left, List<Long> target, int at) {
        if (left.stream().allMatch(part -> part.from == Side.OTHER)) {
            return Optional.of(List.of(Part.CHANNELS));
        }
        if (target.get(at) == 0 || !target.subList(0, at).stream().allMatch(size -> size == 1)) {
            return Optional.empty();
        }
        List<Part> all = List.copyOf(left);
        left.clear();
        return Optional.of(all);
    }

    /** The last parts that make up a size; of the first of them perhaps its inner piece only. */
    private static Optional<List<Part>> taken(Deque<Part> left, long size) {
        Deque<Part> taken = new ArrayDeque<>();
        long need = size;
        while (need > 1) {
            Part last = left.pollLast();
            if (last == null) {
                return Optional.empty();
            }
            if (last.size == 0) {
                left.addLast(last);
                taken.addFirst(new Part(Side.OTHER, need, 1));
                need = 1;
            } else if (need % last.size == 0) {
                taken.addFirst(last);
                need /= last.size;
            } else if (last.size % need == 0) {
                left.addLast(new Part(last.from, last.size / need, last.step * need));
                taken.addFirst(new Part(last.from, need, last.step));
                need = 1;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new ArrayList<>(taken));
    }

    /** Pixels, where these lie as such: NCHW, with pieces of height and width among the channels, or the reverse. */
    private Trace settled() {
        if (sides.size() != 4 || !within(sides.get(0), Side.OTHER)) {
            return this;
        }
        Optional<AxisDependence> high = axis(of.high(), joined(sides.get(2)), Side.HEIGHT);
        Optional<AxisDependence> wide = axis(of.wide(), joined(sides.get(3)), Side.WIDTH);
        return high.isPresent() && wide.isPresent() ? new Pixels(high.get(), wide.get()) : this;
    }

    /** Pieces that lie beside the one they were cut from are one again. */
    private static List<Part> joined(List<Part> side) {
        Deque<Part> joined = new ArrayDeque<>();
        for (Part inner : side) {
            Part outer = joined.peekLast();
            if (outer != null
                    && outer.from == inner.from
                    && inner.size > 0
                    && outer.step == Math.multiplyExact(inner.size, inner.step)) {
                joined.removeLast();
                joined.addLast(new Part(inner.from, Math.multiplyExact(outer.size, inner.size), inner.step));
            } else {
                joined.addLast(inner);
            }
        }
        return new ArrayList<>(joined);
    }

    private static boolean within(List<Part> side, Side from) {
        return side.stream().allMatch(part -> part.from == from);
    }

    /**
     * A side of the outermost part of one of the picture's and of channels, each of which is one more sample. What is
     * not in it lies among the channels, so each sample stands for as many.
     */
    private Optional<AxisDependence> axis(AxisDependence x, List<Part> side, Side from) {
        long coarsest = sides.stream()
                .flatMap(List::stream)
                .filter(part -> part.from == from)
                .mapToLong(Part::step)
                .max()
                .orElse(0);
        boolean outermost =
                !side.isEmpty() && side.get(0).from == from && side.get(0).step * side.get(0).size > coarsest;
        List<Part> shuffled = outermost ? side.subList(1, side.size()) : Collections.emptyList();
        if (!outermost || !within(shuffled, Side.OTHER) || shuffled.stream().anyMatch(part -> part.size == 0)) {
            return Optional.empty();
        }
        long step = side.get(0).step;
        AxisDependence shrunk = step > 1 ? x.reach(0, step - 1).everyOf(step) : x;
        long repeated = size(shuffled);
        return Optional.of(repeated > 1 ? shrunk.repeated(repeated) : shrunk);
    }
}
