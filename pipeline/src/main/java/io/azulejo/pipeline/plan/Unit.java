package io.azulejo.pipeline.plan;

import io.azulejo.pipeline.listing.Entry;
import java.io.Serializable;

/**
 * One picture to work on.
 *
 * @param entry the picture
 * @param reference its partner; null where it has none
 * @param fileKey where its file goes below {@code --files}; null where none is asked for
 * @param outputPixels what it is expected to become; 0 where its header gave no size
 */
public record Unit(Entry entry, Entry reference, String fileKey, long outputPixels) implements Serializable {}
