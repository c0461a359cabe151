package io.azulejo.pipeline.table;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Extensions;
import io.azulejo.udfs.restore.Restoration;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The row of one picture, filled as the work goes on: whatever is known when it fails is in it. For one thread.
 */
public final class PictureRow {
    private final Entry entry;
    /** By column; what is not set is null. */
    private final Object[] values = new Object[Columns.ROW.length()];

    private final Restoration known = new Restoration();
    private String contentType;
    private Long size;
    private String checksum;

    /** A row that knows where the picture lies. */
    public PictureRow(Entry entry, String runId, String settings) {
        this.entry = entry;
        this.size = entry.bytes();
        this.contentType = guessed(entry.path());
        set("path", entry.path());
        set("source_modified", Instant.ofEpochMilli(entry.modified()));
        set("source_etag", entry.etag().isEmpty() ? null : entry.etag());
        set("run_id", runId);
        set("settings", settings);
        set("executor", executor());
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
        set("model", name);
        set("model_sha256", sha256);
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
        set("status", "RESTORED");
        set("device", known.device());
        set("out_width", output.width());
        set("out_height", output.height());
        set("scale_x", (double) output.width() / input.width());
        set("scale_y", (double) output.height() / input.height());
        set("format", known.format().label());
        set("halo", known.halo());
        set("window_width", plan.windowWidth());
        set("window_height", plan.windowHeight());
        set("windows", plan.windows().size());
        set("redundancy", plan.redundancy());
        set("metrics", known.metrics());
        file("restored", uri, bytes, known.format().mediaType(), sum, cell);
    }

    /** A measured picture; what is not about it stays empty. */
    public void measured() {
        set("status", "MEASURED");
        set("metrics", known.metrics());
    }

    /** A picture that was given up; the message becomes one line. */
    public void failed(PictureException why) {
        set("status", "FAILED");
        set("error_kind", why.kind().name());
        set("error_message", String.valueOf(why.getMessage()).replaceAll("\\s*\\R\\s*", " "));
    }

    public Row build() {
        known.probe().ifPresent(this::read);
        set("notes", known.notes());
        time("fetch_ms", Restoration.Stage.FETCH);
        time("decode_ms", Restoration.Stage.DECODE);
        time("restore_ms", Restoration.Stage.RESTORE);
        time("encode_ms", Restoration.Stage.ENCODE);
        file("source", entry.uri(), size, contentType, checksum, null);
        set("finished_at", Instant.now());
        return RowFactory.create(values);
    }

    private void read(Probe probe) {
        Shape shape = probe.shape();
        contentType = probe.format().mediaType();
        set("source_orientation", probe.orientation());
        set("pages", probe.pages());
        set("in_width", shape.width());
        set("in_height", shape.height());
        set("channels", shape.channels());
        set("bits", shape.bits());
    }

    private void time(String column, Restoration.Stage stage) {
        known.milliseconds(stage).ifPresent(time -> set(column, time));
    }

    /** An {@link Instant} becomes a timestamp, a list an array, a map stays one. */
    private void set(String column, Object value) {
        Object cell = value;
        if (value instanceof Instant instant) {
            cell = Timestamp.from(instant);
        } else if (value instanceof List<?> list) {
            cell = list.toArray();
        } else if (value instanceof Map<?, ?> map) {
            cell = CollectionConverters.asScala(map);
        }
        values[Columns.ROW.fieldIndex(column)] = cell;
    }

    /** Of a file column {@code offset} stays null. */
    private void file(String column, String uri, Long bytes, String type, String sum, byte[] inline) {
        set(column, RowFactory.create(uri, null, bytes, type, sum, inline));
    }
}
