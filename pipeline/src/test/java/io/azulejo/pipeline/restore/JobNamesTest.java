package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Measure;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.junit.jupiter.api.Test;

/** What a person sees of a run while it is at work: Spark's jobs and stages, and the lines of a log. */
class JobNamesTest extends SmallArchive {
    /** The names of jobs and of stages. */
    private static final class Seen extends SparkListener {
        private final Set<String> jobs = new ConcurrentSkipListSet<>();
        private final Set<String> stages = new ConcurrentSkipListSet<>();

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            jobs.add(job.properties().getProperty("spark.job.description", "a job without a name"));
        }

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted stage) {
            stages.add(stage.stageInfo().name());
        }
    }

    private interface Runs {
        void run() throws Exception;
    }

    private static Seen during(Runs runs) throws Exception {
        SparkContext context = TestCluster.cluster().spark().sparkContext();
        Seen seen = new Seen();
        context.addSparkListener(seen);
        try {
            runs.run();
            context.listenerBus().waitUntilEmpty();
        } finally {
            context.removeSparkListener(seen);
        }
        return seen;
    }

    @Test
    void jobsAndStagesSayWhatTheyDo() throws Exception {
        picture("a.png", 1);
        picture("b.png", 2);
        Files.writeString(input.resolve("broken.png"), "no picture");
        Path files = temporary.resolve("restored");
        Seen seen = during(() -> {
            restore().run();
            restore().verify().files(files).run();
            restore().dryRun();
            Path restored = output;
            new Measure(restored, input, temporary.resolve("quality")).run();
        });
        assertEquals(
                Set.of(
                        "headers of 3 pictures",
                        "commit 1: restoring 3 pictures",
                        "commit 1: its results",
                        "commit 1: its totals",
                        "list of failures",
                        "rows of earlier runs",
                        "reading 3 pictures again",
                        "writing 2 missing files",
                        "pictures of the table that is measured",
                        "commit 1: measuring 2 pairs",
                        "means of the metrics"),
                seen.jobs);
        assertEquals(seen.jobs, seen.stages);
    }

    @Test
    void aLogSaysOfEveryCommitWhenWhichRunAndWhatIsInIt() throws Exception {
        picture("a.png", 1);
        Ran ran = restore().run();
        List<String> commits =
                ran.said().stream().filter(line -> line.contains("commit")).toList();
        assertEquals(1, commits.size(), commits.toString());
        assertTrue(
                commits.get(0)
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ run %s: commit 1: 1 image, 0.0 megapixels"
                                .formatted(ran.runId())),
                commits.get(0));
    }
}
