package io.azulejo.pipeline.table;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Tells a table whose markers were lost, as by a copy that leaves out names with {@code _}, from one that a killed run
 * left unfinished: without its markers what counts would be swept as leftovers are.
 */
final class LostMarkers {
    /** Commits that a run works on at once: a folder beyond these was begun after the marker of an earlier one. */
    private static final int IN_FLIGHT = 1;

    private static final int SHOWN = 3;

    private final Path output;
    private final Store store;

    LostMarkers(Path output, Store store) {
        this.output = output;
        this.store = store;
    }

    /** What {@code ended.json} says of commits; null where a run wrote none of it. */
    record Ended(Integer lastCommit) {}

    /**
     * Refuses a table that lacks markers.
     *
     * @throws RequestException if a commit that was made has no marker
     */
    void refuse(String flag) throws RequestException, IOException {
        // What points to commits is looked at before their markers: a run that is at work makes these first.
        SortedSet<Integer> folders = folders();
        List<FileStatus> runs = store.children(StorePaths.below(output, "_runs"));
        int recorded = recorded(runs);
        SortedSet<Integer> markers =
                numbers(store.children(StorePaths.below(output, "_commits")), OutputTable.MARKER, new TreeSet<>());
        SortedSet<Integer> made = new TreeSet<>();
        fill(made, Math.max(recorded, markers.isEmpty() ? 0 : markers.last()));
        int last = made.isEmpty() ? 0 : made.last();
        if (!folders.isEmpty()) {
            fill(made, Math.max(last, folders.last() - IN_FLIGHT));
        }
        if (runs.isEmpty()) {
            // Every run is on record before it writes its first row.
            made.addAll(folders);
        }
        made.removeAll(markers);
        if (!made.isEmpty()) {
            throw new RequestException(
                    "%s %s lacks the %s, and without them it cannot be told which rows count: bring _commits and _runs back from where it was copied from (some programs leave out names that begin with _), or name another folder"
                            .formatted(flag, StorePaths.show(output), shown(made)));
        }
    }

    private static void fill(SortedSet<Integer> numbers, int last) {
        for (int number = 1; number <= last; number++) {
            numbers.add(number);
        }
    }

    private SortedSet<Integer> folders() throws IOException {
        SortedSet<Integer> folders = new TreeSet<>();
        for (String data : OutputTable.DATA_FOLDERS) {
            numbers(store.children(StorePaths.below(output, data)), OutputTable.COMMIT_FOLDER, folders);
        }
        return folders;
    }

    private static SortedSet<Integer> numbers(List<FileStatus> children, Pattern name, SortedSet<Integer> into) {
        for (FileStatus child : children) {
            Matcher matcher = name.matcher(child.getPath().getName());
            if (matcher.matches()) {
                into.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return into;
    }

    /** The last commit that counted when a run ended, of the youngest that came to its end; 0 where none did. */
    private int recorded(List<FileStatus> runs) throws IOException {
        for (int i = runs.size() - 1; i >= 0; i--) {
            Optional<byte[]> json = store.read(StorePaths.below(runs.get(i).getPath(), "ended.json"));
            if (json.isPresent()) {
                Integer last = Json.read(json.get(), Ended.class).lastCommit();
                if (last != null) {
                    return last;
                }
            }
        }
        return 0;
    }

    private static String shown(SortedSet<Integer> lost) {
        String first = lost.stream().limit(SHOWN).map("%06d.json"::formatted).collect(Collectors.joining(", "));
        return "markers of %,d %s (_commits/%s%s)"
                .formatted(
                        lost.size(), lost.size() == 1 ? "commit" : "commits", first, lost.size() > SHOWN ? ", …" : "");
    }
}
