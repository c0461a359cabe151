package io.azulejo.pipeline.table;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Extensions;
import io.azulejo.udfs.restore.Restoration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Row;

/**
 * The row of one picture, filled as the work goes on: whatever is known when it fails is in it. For one thread.
 */
public final class PictureRow {
    private final Entry entry;
    private final RowBuilder row = new RowBuilder();
    private final Restoration known = new Restoration();
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

    /** What is known of the picture: the row has it however far the picture came. */
    public Restoration known() {
        return known;
    }

    /** The file's length and sum, as it was read. */
    public void fetched(long bytes, String sum) {
        size = bytes;
        checksum = sum;
    }

    /** A restored picture, whose file lies at {@code uri}, or in its cell. */
    public void restored(String uri, long bytes, String sum, byte[] cell) {
        Shape input = known.probe().orElseThrow().shape();
        Shape output = known.output();
        WindowPlan plan = known.windows();
        row.set("status", "RESTORED");
        row.set("device", known.device());
        row.set("out_width", output.width());
        row.set("out_height", output.height());
        row.set("scale_x", (double) output.width() / input.width());
        row.set("scale_y", (double) output.height() / input.height());
        row.set("format", known.format().label());
        row.set("halo", known.halo());
        row.set("window_width", plan.windowWidth());
        row.set("window_height", plan.windowHeight());
        row.set("windows", plan.windows().size());
        row.set("redundancy", plan.redundancy());
        row.set("metrics", known.metrics());
        row.file("restored", uri, bytes, known.format().mediaType(), sum, cell);
    }

    /** A measured picture; what is not about it stays empty. */
    public void measured() {
        row.set("status", "MEASURED");
        row.set("metrics", known.metrics());
    }

    /** A picture that was given up; the message becomes one line. */
    public void failed(PictureException why) {
        row.set("status", "FAILED");
        row.set("error_kind", why.kind().name());
        row.set("error_message", String.valueOf(why.getMessage()).replaceAll("\\s*\\R\\s*", " "));
    }

    public Row build() {
        known.probe().ifPresent(this::read);
        row.set("notes", known.notes());
        time("fetch_ms", Restoration.Stage.FETCH);
        time("decode_ms", Restoration.Stage.DECODE);
        time("restore_ms", Restoration.Stage.RESTORE);
        time("encode_ms", Restoration.Stage.ENCODE);
        row.file("source", entry.uri(), size, contentType, checksum, null);
        row.set("finished_at", Instant.now());
        return row.build();
    }

    private void read(Probe probe) {
        Shape shape = probe.shape();
        contentType = probe.format().mediaType();
        row.set("source_orientation", probe.orientation());
        row.set("pages", probe.pages());
        row.set("in_width", shape.width());
        row.set("in_height", shape.height());
        row.set("channels", shape.channels());
        row.set("bits", shape.bits());
    }

    private void time(String column, Restoration.Stage stage) {
        known.milliseconds(stage).ifPresent(time -> row.set(column, time));
    }
}
