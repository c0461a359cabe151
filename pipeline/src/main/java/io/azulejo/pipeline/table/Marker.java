package io.azulejo.pipeline.table;

import java.util.List;

/**
 * What one commit consists of; the commit counts once this exists as {@code _commits/NNNNNN.json}.
 *
 * @param commit its number, from 1
 * @param runId the run that made it
 * @param settings what was asked
 * @param images files of {@code images/}, relative to OUTPUT; empty for a measurement
 * @param results files of {@code results/}, relative to OUTPUT
 * @param rows rows in the results
 * @param replaces files that this commit takes the place of
 */
public record Marker(
        int commit,
        String runId,
        Settings settings,
        List<DataFile> images,
        List<DataFile> results,
        long rows,
        List<String> replaces) {

    /** The number of the last of some commits; 0 where there is none. */
    public static int last(List<Marker> markers) {
        return markers.stream().mapToInt(Marker::commit).max().orElse(0);
    }

    /**
     * One file of a commit.
     *
     * @param path relative to OUTPUT
     * @param bytes its length as written
     */
    public record DataFile(String path, long bytes) {}
}
