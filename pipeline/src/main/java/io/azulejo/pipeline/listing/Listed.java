package io.azulejo.pipeline.listing;

import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What was found.
 *
 * @param root what paths are relative to
 * @param place what was listed: a folder, one file, or the folder from which a glob was matched
 * @param entries every object that may be a picture, by path
 * @param ignored how many others there are
 * @param notes what a person should know of the listing, a line each
 */
public record Listed(Path root, Path place, List<Entry> entries, long ignored, List<String> notes) {}
