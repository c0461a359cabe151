package io.azulejo.pipeline.plan;

import io.azulejo.imaging.codec.Format;
import io.azulejo.pipeline.listing.Entry;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * One picture to work on.
 *
 * @param entry the picture
 * @param reference its partner; null where it has none
 * @param fileKeys where its file goes below {@code --files}, by the format that it is written in: of one whose header could
 *     not be read each that there may be; empty where none is asked for
 * @param outputPixels what it is expected to become; 0 where its header gave no size
 */
public record PlannedPicture(Entry entry, Entry reference, Map<Format, String> fileKeys, long outputPixels)
        implements Serializable {
    /** Where its file goes once its format is known; empty where none is asked for. */
    public Optional<String> fileKey(Format written) {
        // Of a picture that became one of another format since its header was read, the name that it was promised.
        return Optional.ofNullable(fileKeys.get(written))
                .or(() -> fileKeys.values().stream().findFirst());
    }
}
