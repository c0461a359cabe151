package io.azulejo.udfs.adopt;

import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How real numbers stand in whole ones: {@code real = (whole - zeroPoint) * scale}. Source: the ONNX operators
 * QuantizeLinear and DequantizeLinear.
 *
 * @param scale above 0
 * @param zeroPoint the whole number of 0
 * @param type of the whole numbers, of 8 or 16 bits
 * @param coded whether the end holds the whole numbers; otherwise it holds the real ones, and the graph turns them into
 *     whole ones, or made them of such
 */
record Quantisation(float scale, int zeroPoint, ElementType type, boolean coded) {
    static final Set<ElementType> TYPES =
            Set.of(ElementType.UINT8, ElementType.INT8, ElementType.UINT16, ElementType.INT16);

    /** How far a range may lie beyond the numbers that there are, as a share of it: a calibration saw few pictures. */
    private static final double BEYOND = 0.25;

    /** The least share of the numbers that a range takes: outputs overshoot, and half are negative. */
    private static final double LEAST_SHARE = 0.2;

    /** The ranges that the numbers that there are leave, the likeliest first; all where they leave none. */
    List<ValueRange> ranges() {
        Stream<ValueRange> taken = Stream.of(ValueRange.values()).filter(this::takes);
        // Quantisation that is symmetric has negative numbers whether there are negative samples or not.
        boolean symmetric = zeroPoint == 0 && isSigned();
        List<ValueRange> ranges =
                (symmetric ? taken : taken.sorted(Comparator.comparingDouble(this::distance))).toList();
        return ranges.isEmpty() ? List.of(ValueRange.values()) : ranges;
    }

    private boolean takes(ValueRange range) {
        double room = BEYOND * range.white();
        return range.black() >= real(least()) - room
                && range.black() + range.white() <= real(most()) + room
                && range.white() >= LEAST_SHARE * (real(most()) - real(least()));
    }

    private double distance(ValueRange range) {
        double first = Math.abs(range.black() - real(least()));
        double last = Math.abs(range.black() + range.white() - real(most()));
        return (first + last) / range.white();
    }

    private double real(int whole) {
        return (double) scale * (whole - zeroPoint);
    }

    private boolean isSigned() {
        return type == ElementType.INT8 || type == ElementType.INT16;
    }

    private int least() {
        return isSigned() ? -(1 << (8 * type.bytes() - 1)) : 0;
    }

    private int most() {
        return least() + (1 << (8 * type.bytes())) - 1;
    }

    /** The zero point as its operators take it. */
    Tensor zero() {
        ByteBuffer data = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, zeroPoint);
        return new Tensor("", type, List.of(), data.slice(0, type.bytes()));
    }

    String shown() {
        return "by scale %s and zero point %d".formatted(scale, zeroPoint);
    }
}
