package io.azulejo.pipeline.dryrun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.run.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final double MEGAPIXEL = 1e-6;

    private static PlannedPicture unit(String path, long megapixels) {
        return new PlannedPicture(new Entry(path, "x:///" + path, 1, 1, ""), null, Map.of(), megapixels * 1_000_000);
    }

    private static double pictures(List<List<PlannedPicture>> commits, int slots) {
        return Forecast.seconds(commits, slots, unit -> unit.outputPixels() * MEGAPIXEL)
                - commits.size() * Progress.SECONDS_A_COMMIT
                - Forecast.SECONDS_A_START;
    }

    @Test
    void slotsShareTheWork() {
        List<PlannedPicture> commit = List.of(unit("a", 10), unit("b", 10), unit("c", 10), unit("d", 10));
        assertEquals(20, pictures(List.of(commit), 2), 1e-9);
    }

    @Test
    void onePictureKeepsOneSlotBusyAndNoOther() {
        assertEquals(30, pictures(List.of(List.of(unit("giant", 30), unit("b", 10))), 4), 1e-9);
    }

    @Test
    void nothingToDoTakesNoTime() {
        assertEquals(0, Forecast.seconds(List.of(), 2, unit -> 1), 0);
    }

    @Test
    void aCommitBeginsWhenTheOneBeforeItHasEnded() {
        List<PlannedPicture> commit = List.of(unit("a", 10));
        assertEquals(20, pictures(List.of(commit, commit), 2), 1e-9);
    }
}
