package io.azulejo.jobs;

import io.azulejo.models.ModelException;
import io.azulejo.models.family.Families;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.request.RequestException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azulejo models build}: a network of any family with random weights. */
@Command(
        name = "build",
        description = "Makes a network with random weights, for tests, for timing and as a start of training.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "--set family is one of PLKSR, BBCU-L, BBCU-M, BBCU-denoise, BBCU-deblock, DnCNN; the other settings have",
            "their authors' names. What is left out is as published; scale must be given where there is one.",
            "",
            "Examples:",
            "  azulejo models build --set family=PLKSR --set scale=4 --output plksr-x4.onnx",
            "  azulejo models build --set family=BBCU-L --set scale=2 --output bbcu.onnx"
        })
final class ModelsBuild implements Callable<Integer> {
    @Option(
            names = "--set",
            required = true,
            paramLabel = "NAME=VALUE",
            description = "A hyper-parameter under its authors' name; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Of the weights (default: 0).")
    long seed;

    @Mixin
    MakingFlags making;

    @Override
    public Integer call() throws RequestException, IOException {
        Network network;
        try {
            network = Families.build(new NetworkSettings(set));
        } catch (ModelException e) {
            throw new RequestException(e.getMessage(), e);
        }
        ModelOutput target = making.target();
        Model model = Families.random(target.name(), network, seed);
        target.write(model);
        tell(network, model, target);
        return 0;
    }

    private void tell(Network network, Model model, ModelOutput target) {
        PrintStream words = making.words();
        words.println(network.settings());
        words.printf(
                "%,d stored numbers, random from seed %d, in %,d bytes%n",
                network.parameters(), seed, model.onnx().length);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("config", network.named());
        report.put("seed", seed);
        report.put("parameters", network.parameters());
        report.put("file_bytes", model.onnx().length);
        making.end(model, target, report);
    }
}
