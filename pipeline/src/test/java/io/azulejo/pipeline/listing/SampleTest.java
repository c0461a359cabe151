package io.azulejo.pipeline.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static Entry entry(String path, long bytes) {
        return new Entry(path, "x:///" + path, bytes, 1, "");
    }

    private static List<Entry> archive() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            entries.add(entry("large/%02d.tif".formatted(i), 1000 + i));
        }
        for (int i = 0; i < 30; i++) {
            entries.add(entry("small/%02d.jpg".formatted(i), 10 + i));
        }
        for (int i = 0; i < 10; i++) {
            entries.add(entry("%02d.png".formatted(i), 500));
        }
        return entries;
    }

    private static List<String> paths(List<Entry> entries) {
        return entries.stream().map(Entry::path).toList();
    }

    @Test
    void everyFolderHasItsShare() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Entry entry : Sample.of(archive(), 10)) {
            counts.merge(entry.path().replaceAll("[^/]*$", ""), 1, Integer::sum);
        }
        assertEquals(Map.of("", 1, "large/", 6, "small/", 3), counts);
    }

    @Test
    void withinAFolderEverySizeHasItsShare() {
        List<Entry> large = archive().subList(0, 60);
        assertEquals(List.of("large/10.tif", "large/30.tif", "large/50.tif"), paths(Sample.of(large, 3)));
    }

    @Test
    void theOrderOfTheListingDoesNotMatter() {
        List<Entry> shuffled = new ArrayList<>(archive());
        Collections.shuffle(shuffled, new Random(7));
        assertEquals(Sample.of(archive(), 17), Sample.of(shuffled, 17));
    }

    @Test
    void aSampleOfMoreThanThereAreIsAll() {
        assertEquals(archive(), Sample.of(archive(), 1000));
    }
}
