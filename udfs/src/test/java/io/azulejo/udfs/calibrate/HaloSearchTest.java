package io.azulejo.udfs.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.restore.Pictures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HaloSearchTest {
    @Test
    void findsTheLeastMultipleOfFourThatCoversTheRadius() throws Exception {
        HaloSearch.Found found = find(new BlurEngine(1, 1, 5), 5, crops(3), new ArrayList<>());
        assertEquals(8, found.halo());
        assertEquals(0, found.seen().differing());
    }

    @Test
    void stopsBelowTheRadiusWhereTheRestDoesNotShow() throws Exception {
        // The outermost ring weighs so little that no sample of 8 bits moves.
        HaloSearch.Found found = find(new BlurEngine(1, 1, 5, 1e-6f), 5, crops(3), new ArrayList<>());
        assertEquals(4, found.halo());
    }

    @Test
    void theEvidenceCoversEverySampleOfEveryCropInWindowsWithCutsBothWays() throws Exception {
        List<Picture> crops = crops(3);
        HaloSearch.Found found = find(new BlurEngine(2, 1, 2), 2, crops, new ArrayList<>());
        assertEquals(3 * 4 * 90 * 80, found.seen().samples());
        assertTrue(found.seen().windows() >= 3 * 9, found.toString());
    }

    @Test
    void progressNamesTheHaloAndCountsCrops() throws Exception {
        List<Calibration.Progress> told = new ArrayList<>();
        find(new BlurEngine(1, 1, 5), 5, crops(3), told);
        assertEquals(new Calibration.Progress("whole", 1, 3), told.get(0));
        assertEquals(new Calibration.Progress("halo 8 of at most 8", 3, 3), told.get(told.size() - 1));
    }

    @Test
    void aRadiusThatIsStatedTooSmallIsFoundOut() throws Exception {
        List<Picture> crops = crops(2);
        EngineException e =
                assertThrows(EngineException.class, () -> find(new BlurEngine(1, 1, 9), 4, crops, new ArrayList<>()));
        assertTrue(e.getMessage().contains("radius of 4"), e.getMessage());
    }

    private static HaloSearch.Found find(
            Engine engine, int radius, List<Picture> crops, List<Calibration.Progress> told) throws Exception {
        try (HaloSearch search = new HaloSearch(engine, crops, 2, told::add)) {
            return search.find(radius);
        }
    }

    private static List<Picture> crops(int count) {
        List<Picture> crops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            crops.add(Pictures.noisy(new Shape(90, 80, 1, 8), i));
        }
        return crops;
    }
}
