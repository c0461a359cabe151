package io.azulejo.pipeline.table;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Extensions;
import io.azulejo.udfs.restore.Restoration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Row;

/**
 * The row of one picture, filled as the work goes on: whatever is known when it fails is in it. For one thread.
 */
public final class PictureRow {
    /** What a failed picture does not have, however far it came. */
    private static final List<String> OF_RESTORED = List.of(
            "device",
            "out_width",
            "out_height",
            "scale_x",
            "scale_y",
            "format",
            "restored",
            "halo",
            "window_width",
            "window_height",
            "windows",
            "redundancy",
            "restore_ms",
            "encode_ms",
            "metrics");

    private final Entry entry;
    private final RowBuilder row = new RowBuilder();
    private String contentType;
    private Long size;
    private String checksum;

    /** A row that knows where the picture lies. */
    public PictureRow(Entry entry, String runId, String settings) {
        this.entry = entry;
        this.size = entry.bytes();
        this.contentType = guessed(entry.path());
        row.set("path", entry.path());
        row.set("source_modified", Instant.ofEpochMilli(entry.modified()));
        row.set("source_etag", entry.etag().isEmpty() ? null : entry.etag());
        row.set("run_id", runId);
        row.set("settings", settings);
        row.set("executor", executor());
    }

    private static String guessed(String path) {
        return Extensions.of(path)
                .map(extension -> extension.toLowerCase(Locale.ROOT))
                .flatMap(extension -> Arrays.stream(Format.values())
                        .filter(format -> format.extensions().contains(extension))
                        .findFirst())
                .map(Format::mediaType)
                .orElse(null);
    }

    private static String executor() {
        SparkEnv env = SparkEnv.get();
        return env == null ? "local" : env.blockManager().blockManagerId().host() + ":" + env.executorId();
    }

    public void model(String name, String sha256) {
        row.set("model", name);
        row.set("model_sha256", sha256);
    }

    public void fetched(long bytes, String sum, double milliseconds) {
        size = bytes;
        checksum = sum;
        row.set("fetch_ms", milliseconds);
    }

    /** The decoded picture's facts. */
    public void decoded(Probe probe, Shape shape, double milliseconds) {
        contentType = probe.format().mediaType();
        row.set("source_orientation", probe.orientation());
        row.set("pages", probe.pages());
        row.set("in_width", shape.width());
        row.set("in_height", shape.height());
        row.set("channels", shape.channels());
        row.set("bits", shape.bits());
        row.set("decode_ms", milliseconds);
    }

    public void restored(Restoration done) {
        decoded(done.probe(), done.input(), done.decodeMs());
        row.set("status", "RESTORED");
        row.set("device", done.device());
        row.set("out_width", done.output().width());
        row.set("out_height", done.output().height());
        row.set("scale_x", (double) done.output().width() / done.input().width());
        row.set("scale_y", (double) done.output().height() / done.input().height());
        row.set("format", done.format().label());
        row.set("halo", done.halo());
        row.set("window_width", done.windowWidth());
        row.set("window_height", done.windowHeight());
        row.set("windows", done.windows());
        row.set("redundancy", done.redundancy());
        row.set("notes", done.notes());
        row.set("restore_ms", done.restoreMs());
        row.set("encode_ms", done.encodeMs());
        row.set("metrics", done.metrics());
    }

    public void encoded(String uri, long bytes, String mediaType, String sum, byte[] cell) {
        row.file("restored", uri, bytes, mediaType, sum, cell);
    }

    /** A measured picture; what is not about it stays empty. */
    public void measured(Map<String, Double> metrics) {
        row.set("status", "MEASURED");
        row.set("metrics", metrics);
    }

    /** A picture that was given up; the message becomes one line. */
    public void failed(PictureException why) {
        row.set("status", "FAILED");
        row.set("error_kind", why.kind().name());
        row.set("error_message", String.valueOf(why.getMessage()).replaceAll("\\s*\\R\\s*", " "));
        OF_RESTORED.forEach(column -> row.set(column, null));
    }

    public Row build() {
        row.file("source", entry.uri(), size, contentType, checksum, null);
        row.set("finished_at", Instant.now());
        return row.build();
    }
}
