package io.azulejo.jobs;

import io.azulejo.models.ModelException;
import io.azulejo.models.store.ModelDescription;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import io.azulejo.pipeline.table.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code azulejo models list}: what ships. */
@Command(
        name = "list",
        description = "The networks that ship.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  azulejo models list"})
final class ModelsList implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
    boolean json;

    @Override
    public Integer call() throws ModelException, IOException {
        ModelStore store = new ModelStore(Opener.LOCAL);
        List<Map<String, Object>> all = new ArrayList<>();
        if (!json) {
            System.out.println(ModelDescription.rowHeads());
        }
        for (String name : ModelStore.shipped()) {
            ModelDescription description = ModelDescription.of(store.load(name));
            all.add(description.fields());
            if (!json) {
                System.out.println(description.row());
            }
        }
        if (json) {
            System.out.println(Json.line(Map.of("models", all)));
        }
        return 0;
    }
}
