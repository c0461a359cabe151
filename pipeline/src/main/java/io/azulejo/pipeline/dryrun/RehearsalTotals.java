package io.azulejo.pipeline.dryrun;

import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.restore.Restoration;
import java.io.Serializable;

/**
 * What some restorations came to; sums, so that those of several slots add up. Times are seconds of one slot.
 *
 * @param bytes fetched
 * @param decoded pixels decoded
 * @param seen input pixels of all windows run
 * @param written pixels encoded
 * @param encodedBytes what they were encoded to
 */
record RehearsalTotals(
        long bytes,
        double fetch,
        long decoded,
        double decode,
        long seen,
        double network,
        long written,
        double encode,
        double metrics,
        double encodedBytes)
        implements Serializable {
    static final RehearsalTotals NONE = new RehearsalTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static RehearsalTotals ofFetch(long bytes, double seconds) {
        return new RehearsalTotals(bytes, seconds, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    static RehearsalTotals ofDecode(long pixels, double seconds) {
        return new RehearsalTotals(0, 0, pixels, seconds, 0, 0, 0, 0, 0, 0);
    }

    static RehearsalTotals of(Restoration done, long encodedBytes) {
        WindowPlan plan = done.windows();
        long seen = (long) plan.windows().size() * plan.windowWidth() * plan.windowHeight();
        return new RehearsalTotals(
                0,
                0,
                0,
                0,
                seen,
                seconds(done, Restoration.Stage.RESTORE),
                done.output().pixels(),
                seconds(done, Restoration.Stage.ENCODE),
                seconds(done, Restoration.Stage.METRICS),
                encodedBytes);
    }

    private static double seconds(Restoration done, Restoration.Stage stage) {
        return done.milliseconds(stage).orElse(0) / 1e3;
    }

    RehearsalTotals plus(RehearsalTotals other) {
        return new RehearsalTotals(
                bytes + other.bytes,
                fetch + other.fetch,
                decoded + other.decoded,
                decode + other.decode,
                seen + other.seen,
                network + other.network,
                written + other.written,
                encode + other.encode,
                metrics + other.metrics,
                encodedBytes + other.encodedBytes);
    }

    /** What one picture would take, part by part. */
    Cost cost(PictureForecast picture) {
        long output = picture.unit().outputPixels();
        return new Cost(
                picture.unit().entry().bytes() * rate(fetch, bytes),
                picture.shape().pixels() * rate(decode, decoded),
                picture.windowPixels() * rate(network, seen),
                output * rate(encode, written),
                output * rate(metrics, written));
    }

    /** Bytes that so many restored pixels would be encoded to. */
    double bytesOut(long outputPixels) {
        return outputPixels * rate(encodedBytes, written);
    }

    private static double rate(double amount, long of) {
        return of == 0 ? 0 : amount / of;
    }
}
