package io.azulejo.pipeline.plan;

import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.UnwritableException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Whether the places of a run have room for what is to be written next.
 *
 * @param places by the flag that named each
 */
public record FreeSpace(Map<String, Path> places, Configuration configuration) {
    private static final int COPIES = 2;

    /**
     * Looks at every place.
     *
     * @param pixels output of one commit
     * @param deep whether there are pictures of 16 bits a sample
     * @throws UnwritableException if one has less room than this may take: nothing of it was written
     */
    public void check(long pixels, boolean deep) throws IOException {
        long needed = COPIES * pixels * (deep ? 8 : 4);
        for (Map.Entry<String, Path> place : places.entrySet()) {
            Optional<Long> room = Store.of(place.getValue(), configuration).room(place.getValue());
            if (room.isPresent() && room.get() < needed) {
                throw UnwritableException.lacking(
                        "%s %s".formatted(place.getKey(), StorePaths.show(place.getValue())),
                        "has room for %,d MiB, and one commit may need %,d MiB: make room, or lower --commit-megapixels"
                                .formatted(room.get() >> 20, needed >> 20));
            }
        }
    }
}
