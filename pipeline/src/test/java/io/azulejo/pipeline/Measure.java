package io.azulejo.pipeline;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.pipeline.measure.MeasureJob;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.RestoreOptions;
import java.nio.file.Path;
import java.util.List;

/** A {@code measure} as a test asks for it, with the defaults of the command line but for what is set. */
public final class Measure {
    private final String input;
    private final String reference;
    private final String output;
    private Options options = Options.NONE;

    public Measure(Path input, Path reference, Path output) {
        this(input.toString(), reference == null ? null : reference.toString(), output.toString());
    }

    public Measure(String input, String reference, String output) {
        this.input = input;
        this.reference = reference;
        this.output = output;
    }

    public Measure metrics(String... values) {
        options = options.with(RestoreOptions.MEASURED, List.of(values));
        return this;
    }

    public Measure crop(int value) {
        options = options.with(RunOptions.CROP, value);
        return this;
    }

    public Ran run() throws Exception {
        Said said = new Said();
        Options asked = options.with(RunOptions.INPUT, input).with(RunOptions.OUTPUT, output);
        if (reference != null) {
            asked = asked.with(RunOptions.REFERENCE, reference);
        }
        MeasureJob.check(asked, TestCluster.cluster().configuration());
        return new Ran(new MeasureJob(asked, TestCluster.cluster(), said.console(), new Stop()).run(), said.lines());
    }

    /** The message of a request that is refused. */
    public String refused() {
        return assertThrows(RequestException.class, this::run).getMessage();
    }
}
