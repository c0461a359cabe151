package io.azulejo.pipeline.restore;

import io.azulejo.models.ModelException;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.Restorer;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * What every task of a run is told, sent to each executor once.
 *
 * @param runId the run
 * @param settings hash of what was asked
 * @param options what was asked
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
        Options options,
        int threads,
        String modelName,
        String modelSha256,
        byte[] onnx,
        String card,
        String tablePlace,
        String filesPlace)
        implements Serializable {
    /** What the tasks of a run are told. */
    public static RestoreContext of(Preparation preparation, String runId, int threads) {
        Model model = preparation.model();
        return new RestoreContext(
                runId,
                preparation.settings().hash(),
                preparation.options(),
                threads,
                model.name(),
                model.sha256(),
                model.onnx(),
                model.card().toJson(),
                StorePaths.show(preparation.table().place()),
                preparation.files().map(files -> StorePaths.show(files.root())).orElse(null));
    }

    /** A restorer over the network that all tasks of this process share. */
    public Restorer restorer() {
        try {
            Model model = new Model(modelName, onnx, Card.parse(card, modelName), modelSha256);
            return Restorer.open(model, options, threads);
        } catch (EngineException | ModelException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    Path table() {
        return StorePaths.parse(tablePlace);
    }

    Path files() {
        return StorePaths.parse(filesPlace);
    }
}
