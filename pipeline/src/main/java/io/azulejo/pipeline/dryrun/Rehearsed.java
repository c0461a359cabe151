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
record Rehearsed(
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
    static final Rehearsed NONE = new Rehearsed(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Rehearsed ofFetch(long bytes, double seconds) {
        return new Rehearsed(bytes, seconds, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    static Rehearsed ofDecode(long pixels, double seconds) {
        return new Rehearsed(0, 0, pixels, seconds, 0, 0, 0, 0, 0, 0);
    }

    static Rehearsed of(Restoration done, long encodedBytes) {
        WindowPlan plan = done.windows();
        long seen = (long) plan.windows().size() * plan.windowWidth() * plan.windowHeight();
        return new Rehearsed(
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

    Rehearsed plus(Rehearsed other) {
        return new Rehearsed(
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
    Cost cost(Foreseen picture) {
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
