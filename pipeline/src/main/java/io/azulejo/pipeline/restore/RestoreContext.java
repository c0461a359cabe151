package io.azulejo.pipeline.restore;

import io.azulejo.models.ModelException;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.request.RestoreRequest;
import io.azulejo.pipeline.store.Places;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.restore.Restorer;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;

/**
 * What every task of a run is told, sent to each executor once.
 *
 * @param runId the run
 * @param settings hash of what was asked
 * @param request in the person's words
 * @param threads cores of one task
 * @param modelName the network
 * @param modelSha256 of the network as loaded
 * @param onnx the network's bytes
 * @param card the network's card as JSON
 * @param tablePlace OUTPUT
 * @param filesPlace folder of {@code --files}; null without one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: a carrier to executors.
public record RestoreContext(
        String runId,
        String settings,
        RestoreRequest request,
        int threads,
        String modelName,
        String modelSha256,
        byte[] onnx,
        String card,
        String tablePlace,
        String filesPlace)
        implements Serializable {
    /** One restorer a run and executor: its session is the expensive part, and all task threads share it. */
    private static final Map<String, Restorer> RESTORERS = new ConcurrentHashMap<>();

    /** What the tasks of a run are told. */
    public static RestoreContext of(Preparation preparation, String runId, int threads) {
        Model model = preparation.model();
        return new RestoreContext(
                runId,
                preparation.settings().hash(),
                preparation.request(),
                threads,
                model.name(),
                model.sha256(),
                model.onnx(),
                model.card().toJson(),
                Places.show(preparation.table().place()),
                preparation.files().map(files -> Places.show(files.root())).orElse(null));
    }

    /** The restorer that all tasks of the run share in this process. */
    public Restorer restorer() {
        return RESTORERS.computeIfAbsent(runId, run -> {
            try {
                Model model = new Model(modelName, onnx, Card.parse(card, modelName), modelSha256);
                return Restorer.open(SettingsOf.request(request, model, threads));
            } catch (EngineException | ModelException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }

    /** Frees this executor's restorer; others are freed with their process. */
    public static void release(String runId) {
        Restorer restorer = RESTORERS.remove(runId);
        if (restorer != null) {
            restorer.close();
        }
    }

    Path table() {
        return Places.parse(tablePlace);
    }

    Path files() {
        return Places.parse(filesPlace);
    }
}
