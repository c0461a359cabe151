package io.azulejo.pipeline.plan;

import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Extensions;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.CountProgress;
import io.azulejo.pipeline.run.Counters;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.FetchedFile;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.StoredBytes;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.RestoreOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Reads headers on executors: a few kilobytes an object. */
public final class Probing {
    private static final int OBJECTS_PER_TASK = 64;
    private static final byte[] APPLE_DOUBLE = {0, 5, 0x16, 7};

    private Probing() {}

    /** What the headers of the entries say, in their order; each is given the time that decoding a file may take. */
    public static List<Probed> probe(List<Entry> entries, Options options, Cluster cluster, Console console) {
        Duration deadline = Duration.ofSeconds(options.value(RestoreOptions.DECODE_SECONDS));
        cluster.name("headers of %,d pictures".formatted(entries.size()));
        try (CountProgress.OnExecutors progress =
                new CountProgress.OnExecutors(cluster.spark().sparkContext(), console, "headers", entries.size())) {
            Counters counters = progress.counters();
            return cluster.map(entries, OBJECTS_PER_TASK, (entry, stores) -> {
                Probed probed = probe(entry, deadline, stores);
                counters.finished(0, false);
                return probed;
            });
        }
    }

    /** What a manifest gives a sum for is ignored only as long as it is what the manifest promises. */
    private static Probed probe(Entry entry, Duration deadline, Configuration configuration) {
        Probed probed = header(entry, deadline, configuration);
        return probed.picture() || asPromised(entry, configuration) ? probed : Probed.UNREADABLE;
    }

    private static boolean asPromised(Entry entry, Configuration configuration) {
        if (entry.sha256().isEmpty()) {
            return true;
        }
        try (FetchedFile fetched =
                FetchedFile.read(StorePaths.parse(entry.uri()), entry.bytes(), entry.bytes(), configuration)) {
            return fetched.checksum().endsWith(entry.sha256());
        } catch (IOException e) {
            return false;
        }
    }

    private static Probed header(Entry entry, Duration deadline, Configuration configuration) {
        boolean named = Extensions.of(entry.path()).isPresent();
        try (StoredBytes bytes = new StoredBytes(StorePaths.parse(entry.uri()), entry.bytes(), configuration)) {
            if (appleDouble(bytes)) {
                return Probed.NO_PICTURE;
            }
            return new Probed(true, Codecs.probe(bytes, deadline));
        } catch (PictureException e) {
            return e.kind() == FailureKind.NOT_A_PICTURE && !named ? Probed.NO_PICTURE : Probed.UNREADABLE;
        } catch (IOException | RuntimeException e) {
            return Probed.UNREADABLE;
        }
    }

    private static boolean appleDouble(StoredBytes bytes) throws IOException {
        byte[] head = new byte[APPLE_DOUBLE.length];
        return bytes.read(0, head, 0, head.length) == head.length && java.util.Arrays.equals(head, APPLE_DOUBLE);
    }
}
