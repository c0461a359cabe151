package io.azulejo.jobs;

import io.azulejo.imaging.picture.PictureException;
import io.azulejo.models.card.Halo;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.pipeline.plan.Photographs;
import io.azulejo.pipeline.plan.StoredModels;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.run.Console;
import io.azulejo.udfs.calibrate.Calibration;
import io.azulejo.udfs.engine.EngineException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azulejo models calibrate}: the halo that a network needs, and the memory of its runs, into its card. */
@Command(
        name = "calibrate",
        description = "Finds a network's halo and memory on photographs and writes both into its card.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  azulejo models calibrate plksr-light-x2 --input photos --output mine.onnx"})
final class ModelsCalibrate implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|URI", description = "Shipped network or an ONNX file.")
    String model;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "URI",
            description = "Photographs that hold 20 crops of a megapixel.")
    String input;

    @Option(
            names = "--output",
            paramLabel = "M.onnx",
            description = "Where the calibrated network goes (default: over the file itself).")
    String output;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at once (default: the cores of this machine).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    StoreFlags stores;

    @Override
    public Integer call() throws RequestException, IOException, InterruptedException {
        if (threads < 1) {
            throw new RequestException("--threads %d: at least 1 is needed".formatted(threads));
        }
        if (output == null && ModelStore.shipped().contains(model)) {
            throw new RequestException(
                    "%s ships and is not changed: name a file for the calibrated copy with --output".formatted(model));
        }
        Configuration configuration = stores.configuration();
        ModelOutput target = ModelOutput.of(output == null ? model : output, configuration);
        Model found = new StoredModels(configuration).load("", model);
        Console console = CommandOutput.console();
        Calibration.Result result;
        try {
            result = new Calibration(found, threads)
                    .run(
                            Photographs.of(input, configuration),
                            step -> console.progress(
                                    "%s: %d of %d crops".formatted(step.doing(), step.done(), step.of())));
        } catch (EngineException | PictureException | IllegalArgumentException e) {
            throw new RequestException(e.getMessage(), e);
        }
        console.erase();
        result.notes().forEach(console::line);
        write(found.withCard(result.card()), target);
        return 0;
    }

    private static void write(Model calibrated, ModelOutput target) throws IOException {
        target.write(calibrated);
        Halo halo = calibrated.card().halo().orElseThrow();
        Halo.Evidence evidence = halo.evidence().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "halo %d, found over %d images in %,d windows: largest step %d, share %.2g%n",
                halo.value(),
                evidence.images(),
                evidence.windows(),
                evidence.maxStep(),
                evidence.share());
        calibrated.card().bytesPerPixel().ifPresent(bytes -> System.out.printf("%,d bytes an input pixel%n", bytes));
        System.out.println("written to " + target.shown());
    }
}
