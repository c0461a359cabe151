package io.azulejo.pipeline;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.pipeline.dryrun.DryRun;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.request.MaxFailed;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.restore.RestoreJob;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.OutputFormat;
import io.azulejo.udfs.restore.RestoreOptions;
import io.azulejo.udfs.tiling.HaloChoice;
import java.nio.file.Path;
import java.util.List;

/** A {@code restore} as a test asks for it: the test network, and the defaults of the command line but for what is set. */
public final class Restore {
    private final Stop stop = new Stop();
    private Options options;

    public Restore(Path input, Path output) {
        this(input.toString(), output.toString());
    }

    public Restore(String input, String output) {
        options = Options.NONE
                .with(RunOptions.INPUT, input)
                .with(RunOptions.OUTPUT, output)
                .with(RunOptions.MODEL, TestCluster.network().toString())
                .with(RestoreOptions.HALO, HaloChoice.EXACT);
    }

    public Restore model(String value) {
        options = options.with(RunOptions.MODEL, value);
        return this;
    }

    public Restore reference(Path value) {
        return reference(value.toString());
    }

    public Restore reference(String value) {
        options = options.with(RunOptions.REFERENCE, value);
        return this;
    }

    public Restore files(Path value) {
        return files(value.toString());
    }

    public Restore files(String value) {
        options = options.with(RunOptions.FILES, value);
        return this;
    }

    public Restore metrics(String... values) {
        options = options.with(RestoreOptions.MEASURED, List.of(values));
        return this;
    }

    public Restore halo(String value) {
        options = options.with(RestoreOptions.HALO, HaloChoice.parse(value));
        return this;
    }

    public Restore tile(int value) {
        options = options.with(RestoreOptions.TILE, value);
        return this;
    }

    public Restore format(String value) {
        options = options.with(RestoreOptions.FORMAT, OutputFormat.parse(value));
        return this;
    }

    public Restore quality(int value) {
        options = options.with(RestoreOptions.QUALITY, value);
        return this;
    }

    public Restore strip() {
        options = options.with(RestoreOptions.STRIP, true);
        return this;
    }

    public Restore mark(String value) {
        options = options.with(RestoreOptions.MARK, value.equals("iptc"));
        return this;
    }

    public Restore dpi(String value) {
        options = options.with(RestoreOptions.DPI, Dpi.parse(value));
        return this;
    }

    public Restore maxFailed(String value) {
        options = options.with(RunOptions.MAX_FAILED, MaxFailed.parse(value));
        return this;
    }

    /** Any option. */
    public <T> Restore with(Option<T> option, T value) {
        options = options.with(option, value);
        return this;
    }

    public Restore commitMegapixels(long value) {
        options = options.with(RunOptions.COMMIT_MEGAPIXELS, value);
        return this;
    }

    public Restore limit(int value) {
        options = options.with(RunOptions.LIMIT, value);
        return this;
    }

    public Restore verify() {
        options = options.with(RunOptions.VERIFY, true);
        return this;
    }

    public Restore sample(int value) {
        options = options.with(RunOptions.SAMPLE, value);
        return this;
    }

    /** What is asked. */
    public Options options() {
        return options;
    }

    /** What a person presses Ctrl-C for. */
    public Stop stop() {
        return stop;
    }

    public Ran run() throws Exception {
        Said said = new Said();
        Preparation preparation = Preparation.of(options, TestCluster.cluster().configuration(), said.console());
        return new Ran(new RestoreJob(preparation, TestCluster.cluster(), said.console(), stop).run(), said.lines());
    }

    /** The same request with {@code --dry-run}, timed for a blink. */
    public Ran dryRun() throws Exception {
        Said said = new Said();
        Preparation preparation = Preparation.of(options, TestCluster.cluster().configuration(), said.console());
        return new Ran(new DryRun(preparation, TestCluster.cluster(), said.console(), 0.2).run(), said.lines());
    }

    /** The message of a request that is refused. */
    public String refused() {
        return assertThrows(RequestException.class, this::run).getMessage();
    }
}
