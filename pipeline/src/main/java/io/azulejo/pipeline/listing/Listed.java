package io.azulejo.pipeline.listing;

import java.util.ArrayList;
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
public record Listed(List<Path> places, List<Entry> entries, long ignored, List<String> notes) {

    /** The entries whose names are pictures'; where no name tells, all. A readme beside the pictures is none of them. */
    public List<Entry> named() {
        List<Entry> named = entries.stream()
                .filter(entry -> Extensions.of(entry.path()).isPresent())
                .toList();
        return named.isEmpty() ? entries : named;
    }

    /** A {@link Sample} of so many pictures in place of all. */
    public Listed sample(int size) {
        List<Entry> sample = Sample.of(named(), size);
        List<String> told = new ArrayList<>(notes);
        told.add("a sample of %,d of %,d pictures, spread over folders and sizes"
                .formatted(sample.size(), named().size()));
        return new Listed(places, sample, ignored, told);
    }
}
