package io.azulejo.pipeline.restore;

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
 * @param model the network
 * @param tablePlace OUTPUT
 * @param filesPlace folder of {@code --files}; null without one
 */
record RestoreContext(
        String runId, String settings, RestoreRequest request, Model model, String tablePlace, String filesPlace)
        implements Serializable {
    /** One restorer a run and executor: its session is the expensive part, and all task threads share it. */
    private static final Map<String, Restorer> RESTORERS = new ConcurrentHashMap<>();

    Restorer restorer() {
        return RESTORERS.computeIfAbsent(runId, run -> {
            try {
                return Restorer.open(SettingsOf.request(request, model));
            } catch (EngineException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }

    /** Frees this executor's restorer; others are freed with their process. */
    static void release(String runId) {
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
