package io.azulejo.pipeline.plan;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.resume.Resume;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.UnwritableException;
import io.azulejo.pipeline.table.Marker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a {@code restore} will do: what earlier runs finished, and what is left, commit by commit.
 *
 * @param preparation of the request
 * @param resume committed rows
 * @param work what is left
 */
public record Plan(Preparation preparation, Resume resume, Worklist work) {
    /**
     * Plans a run, and writes nothing.
     *
     * @throws RequestException if it cannot be carried out
     * @throws IOException if a store fails
     */
    public static Plan of(Preparation preparation, List<Marker> markers, Cluster cluster, Console console)
            throws RequestException, IOException {
        Resume resume =
                Resume.of(preparation.table(), markers, preparation.settings(), RunOptions.RESTORE, cluster, console);
        Plan plan = new Plan(preparation, resume, Worklist.of(preparation, resume, cluster, console));
        // A disk that cannot hold one commit is refused before anything is written.
        long largest = plan.commits().stream().mapToLong(Plan::pixels).max().orElse(0);
        try {
            plan.room(cluster.configuration()).check(largest, plan.work.deep());
        } catch (UnwritableException e) {
            throw new RequestException(e.getMessage(), e);
        }
        return plan;
    }

    /** The pictures of each commit. */
    public List<List<PlannedPicture>> commits() {
        return Tasks.commits(work.units(), preparation.options().value(RunOptions.COMMIT_MEGAPIXELS) * 1_000_000L);
    }

    public static long pixels(List<PlannedPicture> commit) {
        return commit.stream().mapToLong(PlannedPicture::outputPixels).sum();
    }

    /** The places that a run writes. */
    public FreeSpace room(Configuration configuration) {
        Map<String, Path> written = new LinkedHashMap<>();
        written.put("--output", preparation.table().place());
        preparation.files().ifPresent(files -> written.put("--files", files.root()));
        return new FreeSpace(written, configuration);
    }
}
