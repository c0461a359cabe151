package io.azulejo.jobs;

import io.azulejo.models.ModelException;
import io.azulejo.models.store.ModelDescription;
import io.azulejo.pipeline.network.StoredModels;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.table.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azulejo models show}: everything about one network. */
@Command(
        name = "show",
        description = "Everything about one network: card, operators, what it costs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  azulejo models show plksr-light-x2"})
final class ModelsShow implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|URI", description = "Shipped network or an ONNX file.")
    String model;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Hadoop's stores; may be repeated.")
    Map<String, String> conf = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
    boolean json;

    @Override
    public Integer call() throws RequestException, IOException {
        ModelDescription description = description();
        if (json) {
            System.out.println(Json.line(description.fields()));
        } else {
            description.lines().forEach(System.out::println);
        }
        return 0;
    }

    private ModelDescription description() throws RequestException, IOException {
        try {
            return ModelDescription.of(new StoredModels(Sessions.stores(conf)).load("", model));
        } catch (ModelException e) {
            throw new RequestException(e.getMessage(), e);
        }
    }
}
