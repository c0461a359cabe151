package io.azulejo.pipeline;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.pipeline.dryrun.DryRun;
import io.azulejo.pipeline.request.Limits;
import io.azulejo.pipeline.request.MaxFailed;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RestoreRequest;
import io.azulejo.pipeline.restore.Preparation;
import io.azulejo.pipeline.restore.RestoreJob;
import io.azulejo.pipeline.run.Stop;
import java.nio.file.Path;
import java.util.List;

/** A {@code restore} as a test asks for it: the test network, and the defaults of the command line but for what is set. */
public final class Restore {
    private final String input;
    private final String output;
    private final Stop stop = new Stop();
    private String model = TestCluster.network().toString();
    private String reference;
    private String files;
    private List<String> metrics = List.of();
    private int tile;
    private String format = "same";
    private int quality;
    private boolean strip;
    private String mark = "iptc";
    private String dpi = "scale";
    private MaxFailed maxFailed = MaxFailed.NONE;
    private Limits limits = Limits.DEFAULT;
    private long commitMegapixels = 500;
    private int limit;
    private int sample;

    public Restore(Path input, Path output) {
        this(input.toString(), output.toString());
    }

    public Restore(String input, String output) {
        this.input = input;
        this.output = output;
    }

    public Restore model(String value) {
        model = value;
        return this;
    }

    public Restore reference(Path value) {
        return reference(value.toString());
    }

    public Restore reference(String value) {
        reference = value;
        return this;
    }

    public Restore files(Path value) {
        return files(value.toString());
    }

    public Restore files(String value) {
        files = value;
        return this;
    }

    public Restore metrics(String... values) {
        metrics = List.of(values);
        return this;
    }

    public Restore tile(int value) {
        tile = value;
        return this;
    }

    public Restore format(String value) {
        format = value;
        return this;
    }

    public Restore quality(int value) {
        quality = value;
        return this;
    }

    public Restore strip() {
        strip = true;
        return this;
    }

    public Restore mark(String value) {
        mark = value;
        return this;
    }

    public Restore dpi(String value) {
        dpi = value;
        return this;
    }

    public Restore maxFailed(String value) {
        maxFailed = MaxFailed.parse(value);
        return this;
    }

    public Restore limits(Limits value) {
        limits = value;
        return this;
    }

    public Restore commitMegapixels(long value) {
        commitMegapixels = value;
        return this;
    }

    public Restore limit(int value) {
        limit = value;
        return this;
    }

    public Restore sample(int value) {
        sample = value;
        return this;
    }

    /** What a person presses Ctrl-C for. */
    public Stop stop() {
        return stop;
    }

    public Ran run() throws Exception {
        Said said = new Said();
        Preparation preparation =
                Preparation.of(request(), TestCluster.cluster().configuration());
        return new Ran(new RestoreJob(preparation, TestCluster.cluster(), said.console(), stop).run(), said.lines());
    }

    /** The same request with {@code --dry-run}, timed for a blink. */
    public Ran dryRun() throws Exception {
        Said said = new Said();
        Preparation preparation =
                Preparation.of(request(), TestCluster.cluster().configuration());
        return new Ran(new DryRun(preparation, TestCluster.cluster(), said.console(), 0.2).run(), said.lines());
    }

    /** The message of a request that is refused. */
    public String refused() {
        return assertThrows(RequestException.class, this::run).getMessage();
    }

    private RestoreRequest request() {
        return new RestoreRequest(
                input,
                output,
                model,
                reference,
                files,
                metrics,
                "cpu",
                tile,
                "exact",
                format,
                quality,
                strip,
                mark,
                dpi,
                maxFailed,
                limits,
                commitMegapixels,
                limit,
                sample);
    }
}
