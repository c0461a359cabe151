package io.azulejo.pipeline.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.listing.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TasksTest {
    private static PlannedPicture unit(String path, long pixels) {
        return new PlannedPicture(new Entry(path, "x:///" + path, 1, 1, ""), null, Map.of(), pixels);
    }

    private static List<PlannedPicture> units(long... pixels) {
        List<PlannedPicture> units = new ArrayList<>();
        for (int i = 0; i < pixels.length; i++) {
            units.add(unit("%06d".formatted(i), pixels[i]));
        }
        return units;
    }

    private static List<List<Long>> pixels(List<List<PlannedPicture>> groups) {
        return groups.stream()
                .map(group -> group.stream().map(PlannedPicture::outputPixels).toList())
                .toList();
    }

    @Test
    void commitsHoldAboutSoManyPixelsInTheOrderGiven() {
        assertEquals(
                List.of(List.of(40L, 60L), List.of(10L, 90L), List.of(1L)),
                pixels(Tasks.commits(units(40, 60, 10, 90, 1), 100)));
    }

    @Test
    void aPictureLargerThanACommitIsOneOfItsOwn() {
        assertEquals(List.of(List.of(5L), List.of(500L), List.of(5L)), pixels(Tasks.commits(units(5, 500, 5), 100)));
    }

    @Test
    void aCommitOfTinyPicturesStillEnds() {
        List<List<PlannedPicture>> commits = Tasks.commits(units(new long[Tasks.MOST_PICTURES + 1]), 100);
        assertEquals(
                List.of(Tasks.MOST_PICTURES, 1),
                commits.stream().map(List::size).toList());
    }

    @Test
    void noPicturesAreNoCommitsAndNoTasks() {
        assertEquals(List.of(), Tasks.commits(List.of(), 100));
        assertEquals(List.of(), Tasks.of(List.of(), 2));
    }

    @Test
    void tasksTakeTheLargestPicturesFirstAndTheSmallOnesTogether() {
        List<List<PlannedPicture>> tasks = Tasks.of(units(1_000_000, 30_000_000, 900_000, 20_000_000), 1);
        assertEquals(List.of(List.of(30_000_000L), List.of(20_000_000L), List.of(1_000_000L, 900_000L)), pixels(tasks));
    }

    @Test
    void everyPictureIsInExactlyOneTask() {
        List<PlannedPicture> units = units(
                IntStream.range(0, 1000).mapToLong(i -> i * 7919L % 5_000_000).toArray());
        List<PlannedPicture> all =
                Tasks.of(units, 4).stream().flatMap(List::stream).toList();
        assertEquals(units.size(), all.size());
        assertTrue(all.containsAll(units));
    }

    @Test
    void equalPicturesGoByPathSoThatTheSameListingGivesTheSamePlan() {
        List<PlannedPicture> mixed = List.of(unit("c", 5), unit("a", 5), unit("b", 5));
        List<String> paths = Tasks.of(mixed, 1).stream()
                .flatMap(List::stream)
                .map(unit -> unit.entry().path())
                .toList();
        assertEquals(List.of("a", "b", "c"), paths);
    }
}
