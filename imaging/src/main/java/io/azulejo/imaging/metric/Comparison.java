package io.azulejo.imaging.metric;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A restored picture, or a band of one, measured against its reference while its rows arrive. Takes the rows
 * {@link #firstRow} to {@link #endRow} in order and holds a few of them at a time. For one thread at a time.
 */
public final class Comparison implements RowSink {
    private final List<Part> parts = new ArrayList<>();
    private final Picture reference;
    private final ColourRow referenceRow;
    private final ColourRow restoredRow;
    private final int crop;
    private final int firstRow;
    private final int endRow;
    private int nextRow;

    /** One metric, and the rows it is given: {@code from} to {@code to}. */
    private record Part(Metric metric, Tally tally, int from, int to) {}

    Comparison(List<Metric> metrics, Shape shape, Picture reference, int crop, int from, int to) {
        this.reference = reference;
        this.crop = crop;
        int planes = Math.max(shape.colours(), reference.shape().colours());
        int width = (int) Math.max(0, shape.width() - 2L * crop);
        this.referenceRow = new ColourRow(reference.shape(), planes, width);
        this.restoredRow = new ColourRow(shape, planes, width);
        int reach = metrics.stream().mapToInt(Metric::reach).max().orElse(0);
        this.firstRow = Math.max(0, from - reach);
        this.endRow = Math.min(shape.height(), to + reach);
        this.nextRow = firstRow;
        if (width > 0) {
            int bottom = shape.height() - crop;
            for (Metric metric : metrics) {
                int top = Math.max(crop, from - metric.reach());
                int end = Math.min(bottom, to + metric.reach());
                metric.tally(planes, width).ifPresent(tally -> parts.add(new Part(metric, tally, top, end)));
            }
        }
    }

    /** The row of the restored picture that is to be written first: 0 for a whole picture. */
    public int firstRow() {
        return firstRow;
    }

    /** The row after the one that is to be written last: the height for a whole picture. */
    public int endRow() {
        return endRow;
    }

    /**
     * Takes the next row of the restored picture.
     *
     * @throws IllegalStateException after the last row
     */
    @Override
    public void write(byte[] rows, int offset) {
        if (nextRow == endRow) {
            throw new IllegalStateException("all rows up to %d were compared already".formatted(endRow));
        }
        int y = nextRow++;
        boolean filled = false;
        for (Part part : parts) {
            if (y >= part.from && y < part.to) {
                if (!filled) {
                    restoredRow.fill(rows, offset, crop);
                    referenceRow.fill(reference.block(y), reference.offset(y), crop);
                    filled = true;
                }
                part.tally.add(referenceRow, restoredRow);
            }
        }
    }

    /** Does nothing: there is nothing to complete or to free. */
    @Override
    public void close() {}

    /**
     * The sums of this band, by metric, to be given to {@link Metrics#values} together with those of the other bands.
     *
     * @throws IllegalStateException before the last row
     */
    public Map<String, double[]> sums() {
        if (nextRow < endRow) {
            throw new IllegalStateException("row %d of %d is yet to be compared".formatted(nextRow, endRow));
        }
        Map<String, double[]> sums = new LinkedHashMap<>();
        parts.forEach(part -> sums.put(part.metric.name(), part.tally.sums()));
        return sums;
    }

    /**
     * What the rows say: values by name, in the order of the names asked for. Left out are metrics that such a picture
     * has not, and those for which the crop left nothing. PSNR is in dB and {@link Double#POSITIVE_INFINITY} for equal
     * pictures; SSIM is at most 1.
     *
     * @throws IllegalStateException before the last row
     */
    public Map<String, Double> values() {
        return Metrics.values(List.of(sums()));
    }
}
