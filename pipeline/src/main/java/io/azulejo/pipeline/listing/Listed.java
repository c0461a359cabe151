package io.azulejo.pipeline.listing;

import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What was found.
 *
 * @param places what was listed: a folder, one file, the folder from which a glob was matched, or of a manifest one of
 *     its pictures from every folder
 * @param entries every object that may be a picture, by path
 * @param ignored how many others there are
 * @param notes what a person should know of the listing, a line each
 */
public record Listed(List<Path> places, List<Entry> entries, long ignored, List<String> notes) {}
