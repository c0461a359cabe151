package io.azulejo.pipeline.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.pipeline.listing.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairingTest {
    private static List<Entry> entries(String... paths) {
        return Arrays.stream(paths)
                .map(path -> new Entry(path, "x:///" + path, 1, 1, ""))
                .toList();
    }

    private static Optional<String> partner(Pairing pairing, String path) {
        return pairing.of(entries(path).get(0)).map(Entry::path);
    }

    @Test
    void theSamePathIsThePartnerEvenWhereOthersHaveItsStem() {
        Pairing pairing = new Pairing(entries("a.png", "a.jpg"));
        assertEquals(Optional.of("a.jpg"), partner(pairing, "a.jpg"));
        assertEquals(Optional.of("a.png"), partner(pairing, "a.png"));
    }

    @Test
    void elseTheOnlyOneOfTheSamePathWithoutExtension() {
        Pairing pairing = new Pairing(entries("deep/a.png", "b.PNG"));
        assertEquals(Optional.of("deep/a.png"), partner(pairing, "deep/a.jpg"));
        assertEquals(Optional.of("b.PNG"), partner(pairing, "b.jpg"));
        assertEquals(Optional.empty(), partner(pairing, "a.jpg"), "another folder");
    }

    @Test
    void whereSeveralWouldDoThereIsNone() {
        Pairing pairing = new Pairing(entries("a.png", "a.tif"));
        assertEquals(Optional.empty(), partner(pairing, "a.jpg"));
    }

    @Test
    void oneReferenceServesSeveralPictures() {
        Pairing pairing = new Pairing(entries("a.png"));
        assertEquals(Optional.of("a.png"), partner(pairing, "a.jpg"));
        assertEquals(Optional.of("a.png"), partner(pairing, "a.webp"));
    }

    @Test
    void thoseWithoutAPartnerAreNamedInOrder() {
        Pairing pairing = new Pairing(entries("b.png"));
        assertEquals(List.of("a.png", "c.png"), pairing.unpaired(entries("a.png", "b.jpg", "c.png")));
    }
}
