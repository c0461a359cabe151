package io.azulejo.jobs;

import io.azulejo.models.store.Model;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.table.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that makes a network is told, and how it ends. */
final class MakingFlags {
    @Option(names = "--output", required = true, paramLabel = "M.onnx", description = "Where the network goes.")
    String output;

    @Mixin
    StoreFlags stores;

    @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
    boolean json;

    Configuration configuration() {
        return stores.configuration();
    }

    /** @throws RequestException if no network can be written there */
    ModelOutput target() throws RequestException, IOException {
        return ModelOutput.of(output, configuration());
    }

    /** Where a person is told: beside stdout, where that is for an object. */
    PrintStream words() {
        return json ? System.err : System.out;
    }

    /** The last words: where the network was written, or the object of {@code --json} with what was found. */
    void end(Model model, ModelOutput target, Map<String, Object> found) {
        words().println("written to " + target.shown());
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("name", model.name());
            report.putAll(found);
            report.put("model_sha256", model.sha256());
            report.put("output", target.shown());
            System.out.println(Json.line(report));
        }
    }
}
