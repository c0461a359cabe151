package io.azulejo.jobs;

import io.azulejo.models.ModelException;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.udfs.adopt.AdoptRequest;
import io.azulejo.udfs.adopt.Adoption;
import io.azulejo.udfs.adopt.ValueRange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azulejo models adopt}: a network from elsewhere. */
@Command(
        name = "adopt",
        description = "Makes a network of an ONNX file from elsewhere, finding out what it takes and gives.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The file is read and run on small pictures; what was found out and how is printed and kept in the card.",
            "What cannot be found out is asked for by the name of its flag.",
            "",
            "Examples:",
            "  azulejo models adopt realesr-x4.onnx --output realesr-x4-adopted.onnx",
            "  azulejo models adopt fbcnn.onnx --task deblock --output fbcnn-adopted.onnx"
        })
final class ModelsAdopt implements Callable<Integer> {
    /** As large as any network that is loaded. */
    private static final int LARGEST = 1 << 30;

    @Parameters(paramLabel = "FILE", description = "ONNX file without a card: a path or URI.")
    String foreign;

    @Option(
            names = "--task",
            paramLabel = "WORD",
            description = "What it is for, such as denoise or deblock (default: super-resolution if it enlarges).")
    Optional<String> task;

    @Option(
            names = "--layout",
            paramLabel = "NCHW|NHWC",
            description = "Order of its tensors' sides; where input and output differ both, such as NHWC,NCHW.")
    Optional<String> layout;

    @Option(
            names = "--channels",
            paramLabel = "RGB|BGR",
            description = "Order of its colours (default: RGB); where input and output differ both, such as RGB,BGR."
                    + " Blue first in both, as OpenCV has it, does not show when it is run.")
    Optional<String> channels;

    @Option(names = "--range", paramLabel = "RANGE", description = "Range of its samples: 0..1, 0..255 or -1..1.")
    Optional<String> range;

    @Option(names = "--multiple", paramLabel = "N", description = "Both sides of a picture must be multiples of N.")
    Optional<Integer> multiple;

    @Option(
            names = "--radius",
            paramLabel = "N",
            description = "Receptive radius in input pixels, where an operator is not known.")
    Optional<Integer> radius;

    @Option(names = "--luma", paramLabel = "full|studio", description = "Range of luma of a network of one channel.")
    Optional<String> luma;

    @Option(names = "--tensor", paramLabel = "NAME", description = "Which output is the picture.")
    Optional<String> tensor;

    @Option(
            names = "--mark",
            paramLabel = "WORD|URI",
            description = "What a restored picture says of itself (default: algorithmicallyEnhanced); a network that"
                    + " invents detail is compositeWithTrainedAlgorithmicMedia.")
    Optional<String> mark;

    @Mixin
    MakingFlags making;

    @Override
    public Integer call() throws RequestException, IOException {
        AdoptRequest asked = asked();
        ModelOutput target = making.target();
        try (LocalCopy file = LocalCopy.of(foreign, LARGEST, making.configuration())) {
            target.mustNotBe(file.place());
            Model adopted = Adoption.adopt(bytes(file.file()), foreign, target.name(), asked);
            Model model = adopted.withCard(adopted.card().withSha256(file.sha256()));
            target.write(model);
            tell(model, target);
        } catch (ModelException e) {
            throw new RequestException(e.getMessage(), e);
        }
        return 0;
    }

    private AdoptRequest asked() throws RequestException {
        if (range.isPresent() && range.flatMap(ValueRange::of).isEmpty()) {
            throw new RequestException("--range %s: there are %s"
                    .formatted(
                            range.get(),
                            Arrays.stream(ValueRange.values())
                                    .map(ValueRange::label)
                                    .collect(Collectors.joining(", "))));
        }
        return new AdoptRequest(
                task,
                layout,
                channels,
                range.flatMap(ValueRange::of),
                multiple.stream().mapToInt(Integer::intValue).findFirst(),
                radius.stream().mapToInt(Integer::intValue).findFirst(),
                luma,
                tensor,
                mark);
    }

    private byte[] bytes(Path file) throws RequestException, IOException {
        if (!Files.exists(file)) {
            throw new RequestException("%s is not there: name an ONNX file".formatted(foreign));
        }
        if (Files.isDirectory(file)) {
            throw new RequestException("%s is a folder: name an ONNX file".formatted(foreign));
        }
        if (Files.size(file) > LARGEST) {
            throw new RequestException(
                    "%s has %d bytes; at most %d are read".formatted(foreign, Files.size(file), LARGEST));
        }
        return Files.readAllBytes(file);
    }

    private void tell(Model model, ModelOutput target) {
        PrintStream words = making.words();
        words.printf(
                "%-10s %s, x%d%n", "task", model.card().task(), model.card().scale());
        model.card().adopted().forEach((name, how) -> words.printf("%-10s %s%n", name, how));
        words.printf("%-10s %s%n", "mark", model.card().mark());
        making.end(model, target, Map.of("card", model.card().toFields()));
    }
}
