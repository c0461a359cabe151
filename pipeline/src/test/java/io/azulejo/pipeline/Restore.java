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
    private final Stop stop = new Stop();
    private RestoreRequest request;

    public Restore(Path input, Path output) {
        this(input.toString(), output.toString());
    }

    public Restore(String input, String output) {
        request = RestoreRequest.of(input, output, TestCluster.network().toString())
                .withHalo("exact");
    }

    public Restore model(String value) {
        request = request.withModel(value);
        return this;
    }

    public Restore reference(Path value) {
        return reference(value.toString());
    }

    public Restore reference(String value) {
        request = request.withReference(value);
        return this;
    }

    public Restore files(Path value) {
        return files(value.toString());
    }

    public Restore files(String value) {
        request = request.withFiles(value);
        return this;
    }

    public Restore metrics(String... values) {
        request = request.withMetrics(List.of(values));
        return this;
    }

    public Restore halo(String value) {
        request = request.withHalo(value);
        return this;
    }

    public Restore tile(int value) {
        request = request.withTile(value);
        return this;
    }

    public Restore format(String value) {
        request = request.withFormat(value);
        return this;
    }

    public Restore quality(int value) {
        request = request.withQuality(value);
        return this;
    }

    public Restore strip() {
        request = request.withStrip(true);
        return this;
    }

    public Restore mark(String value) {
        request = request.withMark(value);
        return this;
    }

    public Restore dpi(String value) {
        request = request.withDpi(value);
        return this;
    }

    public Restore maxFailed(String value) {
        request = request.withMaxFailed(MaxFailed.parse(value));
        return this;
    }

    public Restore limits(Limits value) {
        request = request.withLimits(value);
        return this;
    }

    public Restore commitMegapixels(long value) {
        request = request.withCommitMegapixels(value);
        return this;
    }

    public Restore limit(int value) {
        request = request.withLimit(value);
        return this;
    }

    public Restore verify() {
        request = request.withVerify(true);
        return this;
    }

    public Restore sample(int value) {
        request = request.withSample(value);
        return this;
    }

    /** What a person presses Ctrl-C for. */
    public Stop stop() {
        return stop;
    }

    public Ran run() throws Exception {
        Said said = new Said();
        Preparation preparation = Preparation.of(request, TestCluster.cluster().configuration(), said.console());
        return new Ran(new RestoreJob(preparation, TestCluster.cluster(), said.console(), stop).run(), said.lines());
    }

    /** The same request with {@code --dry-run}, timed for a blink. */
    public Ran dryRun() throws Exception {
        Said said = new Said();
        Preparation preparation = Preparation.of(request, TestCluster.cluster().configuration(), said.console());
        return new Ran(new DryRun(preparation, TestCluster.cluster(), said.console(), 0.2).run(), said.lines());
    }

    /** The message of a request that is refused. */
    public String refused() {
        return assertThrows(RequestException.class, this::run).getMessage();
    }
}
