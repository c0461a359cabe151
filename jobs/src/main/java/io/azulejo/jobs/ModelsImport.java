package io.azulejo.jobs;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.WeightFile;
import io.azulejo.models.family.Families;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.request.RequestException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azulejo models import}: a network from a file of weights. */
@Command(
        name = "import",
        description = "Makes a network of a file of weights: PyTorch's .pth or .pt, or .safetensors.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Families: PLKSR, BBCU and DnCNN. Weights of another are called by its name and refused: export them as ONNX",
            "and give that to azulejo models adopt.",
            "",
            "What the names and shapes of the tensors show is read off them. What they do not is printed with the",
            "value that it took, and can be given by --set.",
            "",
            "Examples:",
            "  azulejo models import BBCULx4.pth --set k=130 --output bbcu-l-x4.onnx",
            "  azulejo models import dncnn_25.pth --set sigma=25 --output dncnn-25.onnx"
        })
final class ModelsImport implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "File of weights: a path or URI.")
    String weights;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Under which key the tensors lie (default: the first of params_ema, params-ema, params,"
                    + " state_dict, model_state_dict, model, net; else none, or the only dictionary of tensors).")
    Optional<String> key;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A hyper-parameter under its authors' name; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Mixin
    MakingFlags making;

    @Override
    public Integer call() throws RequestException, IOException {
        ModelOutput target = making.target();
        try (LocalCopy file = LocalCopy.of(weights, Integer.MAX_VALUE, making.configuration())) {
            target.mustNotBe(file.place());
            WeightFile opened = WeightFile.open(file.file(), key, weights);
            Recognised found = Families.recognise(opened.checkpoint(), new NetworkSettings(set));
            Model made = Families.model(target.name(), found.network(), opened.checkpoint());
            Model model = made.withCard(made.card().withSha256(file.sha256()));
            target.write(model);
            tell(opened, found, model, target);
        } catch (ModelException e) {
            throw new RequestException(e.getMessage(), e);
        }
        return 0;
    }

    private void tell(WeightFile opened, Recognised found, Model model, ModelOutput target) {
        Network network = found.network();
        PrintStream words = making.words();
        words.printf(
                "%s x%d from a %s%s, %,d stored numbers%n",
                network.family(),
                network.scale(),
                opened.container(),
                opened.key().map(" under its key %s"::formatted).orElse(""),
                network.parameters());
        words.println(network.settings());
        found.assumed()
                .forEach((name, value) -> words.printf(
                        "assumed %s=%s, which the file does not show; give another by --set %s=VALUE%n",
                        name, NetworkSettings.shown(value), name));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("container", opened.container());
        report.put("key", opened.key().orElse(null));
        report.put("config", network.named());
        report.put("assumed", found.assumed());
        making.end(model, target, report);
    }
}
