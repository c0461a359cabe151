package io.azulejo.pipeline.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.azulejo.imaging.codec.Format;
import io.azulejo.udfs.restore.OutputFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileKeysTest {
    /** Names for pictures that all become PNG, announced together. */
    private static List<String> names(Set<String> taken, String... paths) {
        FileKeys keys = new FileKeys(taken);
        for (String path : paths) {
            keys.claim(path, Format.PNG);
        }
        return Arrays.stream(paths).map(path -> keys.assign(path, Format.PNG)).toList();
    }

    @Test
    void aPictureKeepsItsPathAndGetsTheExtensionOfWhatItBecame() {
        assertEquals(
                List.of("deep/a.png", "b.png", "c.txt.png", "d.png"),
                names(Set.of(), "deep/a.jpg", "b.bmp", "c.txt", "d"));
    }

    @Test
    void anExtensionThatStandsForTheFormatStaysAsWritten() {
        FileKeys keys = new FileKeys(Set.of());
        keys.claim("a.JPEG", Format.JPEG);
        assertEquals("a.JPEG", keys.assign("a.JPEG", Format.JPEG));
        assertEquals(List.of("b.PNG"), names(Set.of(), "b.PNG"));
    }

    @Test
    void twoOnOneKeyBothKeepTheirOldExtension() {
        assertEquals(List.of("a.jpg.png", "a.png.png"), names(Set.of(), "a.jpg", "a.png"));
    }

    @Test
    void whereThatIsTakenTooANumberIsAdded() {
        assertEquals(List.of("a.jpg-2.png", "a.png.png"), names(Set.of("a.jpg.png"), "a.jpg", "a.png"));
    }

    @Test
    void aKeyOfACommittedRowIsKeptAndANewcomerTakesTheNextForm() {
        assertEquals(List.of("a.jpg.png"), names(Set.of("a.png"), "a.jpg"));
        assertEquals(List.of("a.jpg-2.png"), names(Set.of("a.png", "a.jpg.png"), "a.jpg"));
        assertEquals(List.of("a.jpg-3.png"), names(Set.of("a.png", "a.jpg.png", "a.jpg-2.png"), "a.jpg"));
    }

    @Test
    void noNameIsGivenTwiceWhateverTheNames() {
        List<String> names = names(Set.of(), "a.jpg", "a.bmp", "a.jpg.png", "a.jpg.bmp", "a");
        assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
    }

    /**
     * All names of a run are given before its tasks begin and go to the executors with the pictures; so no two of them
     * write one name, whichever format a picture is then found to have.
     */
    @Test
    void theNamesForEachFormatThatThereMayBeAreNobodyElses() {
        FileKeys keys = new FileKeys(Set.of("a.png"));
        List<String> names = new ArrayList<>();
        for (String path : List.of("a.jpg", "a.png", "a", "a.tif", "a.bmp.png")) {
            for (Format format : OutputFormat.SAME.possible()) {
                names.add(keys.assign(path, format));
            }
        }
        assertEquals(20, names.size());
        assertEquals(20, Set.copyOf(names).size(), names.toString());
        assertFalse(names.contains("a.png"), names.toString());
    }
}
