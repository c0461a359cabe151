package io.azulejo.imaging.metric;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The metrics of this build, by name. Alpha is left out of all of them. A grey picture is its own luma; beside an RGB
 * picture it counts as three equal channels. Stateless and safe for many threads.
 *
 * <p>The definitions are those of the super-resolution papers: borders are cropped first; luma is that of ITU-R BT.601
 * in studio range, not rounded; a 16-bit sample counts as its value times 255/65535.
 */
public final class Metrics {
    private static final Map<String, Metric> ALL = listed(
            new Psnr("psnr_rgb", Signal.RGB),
            new Psnr("psnr_y", Signal.Y),
            new Psnr("psnr_gray", Signal.GRAY),
            new Ssim("ssim_rgb", Signal.RGB),
            new Ssim("ssim_y", Signal.Y));

    /** The names of all metrics in their usual order, and what each needs. */
    public static final Map<String, Need> NAMES = needs();

    private Metrics() {}

    /**
     * Begins to compare a restored picture, row by row, with its reference.
     *
     * @param names of {@link #NAMES}; repeated ones count once
     * @param shape of the restored picture
     * @param reference at least as large; its further columns at the right and rows at the bottom are ignored
     * @param crop pixels cut off every side of both pictures first
     * @throws IllegalArgumentException if a name is unknown, the reference is smaller than {@code shape}, or the crop is
     *     below 0
     */
    public static Comparison compare(List<String> names, Shape shape, Picture reference, int crop) {
        return compare(names, shape, reference, crop, 0, shape.height());
    }

    /**
     * Begins to compare one band of a restored picture: its share is that of the rows {@code from} to {@code to}
     * (exclusive). It is to be given the rows {@link Comparison#firstRow} to {@link Comparison#endRow}, which are some
     * more where a metric looks at a row's neighbours. The sums of bands that make up the picture give its values by
     * {@link #values}.
     *
     * @throws IllegalArgumentException as for a whole picture, or if the band does not lie in the picture
     */
    public static Comparison compare(List<String> names, Shape shape, Picture reference, int crop, int from, int to) {
        if (crop < 0) {
            throw new IllegalArgumentException("a crop of %d pixels: at least 0".formatted(crop));
        }
        if (from < 0 || to <= from || to > shape.height()) {
            throw new IllegalArgumentException(
                    "rows %d to %d are no band of %d rows".formatted(from, to, shape.height()));
        }
        Shape other = reference.shape();
        if (other.width() < shape.width() || other.height() < shape.height()) {
            throw new IllegalArgumentException(
                    "the reference has %dx%d pixels, the restored picture %dx%d: at least as many are needed"
                            .formatted(other.width(), other.height(), shape.width(), shape.height()));
        }
        List<Metric> metrics = names.stream().distinct().map(Metrics::named).toList();
        return new Comparison(metrics, shape, reference, crop, from, to);
    }

    /**
     * The metrics of a whole picture, from the sums of the bands that it consists of.
     *
     * @param bands {@link Comparison#sums} of every band, in any order
     * @return values by name, in the order of the names compared; metrics that have none for this picture are left out
     */
    public static Map<String, Double> values(List<Map<String, double[]>> bands) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Map<String, double[]> band : bands) {
            band.forEach((name, more) -> sums.merge(name, more, Metrics::added));
        }
        Map<String, Double> values = new LinkedHashMap<>();
        sums.forEach((name, total) -> {
            OptionalDouble value = named(name).value(total);
            if (value.isPresent()) {
                values.put(name, value.getAsDouble());
            }
        });
        return values;
    }

    private static double[] added(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static Metric named(String name) {
        Metric metric = ALL.get(name);
        if (metric == null) {
            throw new IllegalArgumentException(
                    "no metric is called '%s'; there are %s".formatted(name, String.join(", ", ALL.keySet())));
        }
        return metric;
    }

    private static Map<String, Metric> listed(Metric... metrics) {
        Map<String, Metric> listed = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            listed.put(metric.name(), metric);
        }
        return listed;
    }

    private static Map<String, Need> needs() {
        Map<String, Need> needs = new LinkedHashMap<>();
        ALL.forEach((name, metric) -> needs.put(name, metric.need()));
        return Collections.unmodifiableMap(needs);
    }
}
