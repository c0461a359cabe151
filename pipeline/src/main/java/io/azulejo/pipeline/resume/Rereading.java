package io.azulejo.pipeline.resume;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Fetching;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.CountProgress;
import io.azulejo.pipeline.run.Counters;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.Sha256;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads pictures again, on executors, and compares them with the sums of their committed rows. */
final class Rereading {
    private static final int OBJECTS_PER_TASK = 16;

    private Rereading() {}

    /** A picture and the sum that its row has. */
    record Doubt(Entry entry, String checksum) implements Serializable {}

    /** What reading found that is not as committed; both empty where all is. */
    private record Found(String kind, String message) implements Serializable {
        static final Found SAME = new Found("", "");
    }

    /** What is not as it was, in the order of the doubts; empty for each that is. */
    static List<Optional<Change>> compare(List<Doubt> doubts, Cluster cluster, Console console) {
        if (doubts.isEmpty()) {
            return List.of();
        }
        List<Found> found;
        cluster.name("reading %,d pictures again".formatted(doubts.size()));
        try (CountProgress.OnExecutors progress = new CountProgress.OnExecutors(
                cluster.spark().sparkContext(), console, "pictures read again", doubts.size())) {
            Counters counters = progress.counters();
            found = cluster.map(doubts, OBJECTS_PER_TASK, (doubt, stores) -> compare(doubt, stores, counters));
        }
        List<Optional<Change>> changes = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Found one = found.get(i);
            changes.add(
                    one.kind().isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Change(doubts.get(i).entry(), one.kind(), one.message(), true)));
        }
        return changes;
    }

    private static Found compare(Doubt doubt, Configuration stores, Counters counters) {
        Found found = compare(doubt, stores);
        counters.finished(0, found.kind().equals(Change.UNREADABLE));
        return found;
    }

    private static Found compare(Doubt doubt, Configuration stores) {
        try {
            String sum = Sha256.of(
                    StorePaths.parse(doubt.entry().uri()), doubt.entry().bytes(), stores);
            return sum.equals(doubt.checksum())
                    ? Found.SAME
                    : new Found(Change.CHANGED, "it is %s, and its row is of %s".formatted(sum, doubt.checksum()));
        } catch (IOException e) {
            return new Found(Change.UNREADABLE, "the file " + Fetching.reason(e));
        }
    }
}
