package io.azulejo.pipeline.dryrun;

import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.PictureAttempt;
import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.plan.Worklist;
import io.azulejo.udfs.restore.Restorer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One picture that a run would restore.
 *
 * @param shape as decoded
 * @param windowPixels input pixels of all windows that would be run
 */
record PictureForecast(PlannedPicture unit, Shape shape, long windowPixels) {

    /**
     * All pictures of a plan.
     *
     * @param pictures that would be restored
     * @param refused how many the limits, or the format asked for, refuse
     * @param unreadable how many have a header that cannot be read
     */
    record All(List<PictureForecast> pictures, long refused, long unreadable) {}

    static All of(Worklist work, Restorer restorer, long maxBytes) throws IOException {
        List<PictureForecast> pictures = new ArrayList<>();
        long refused = 0;
        long unreadable = 0;
        for (int i = 0; i < work.units().size(); i++) {
            PlannedPicture unit = work.units().get(i);
            Optional<Probe> header = work.probes().get(i).found();
            if (header.isEmpty()) {
                unreadable++;
                continue;
            }
            Optional<WindowPlan> plan =
                    unit.entry().bytes() > maxBytes ? Optional.empty() : plan(restorer, unit.entry(), header.get());
            if (plan.isEmpty()) {
                refused++;
                continue;
            }
            long window = (long) plan.get().windowWidth() * plan.get().windowHeight();
            pictures.add(new PictureForecast(
                    unit, header.get().shape(), window * plan.get().windows().size()));
        }
        return new All(pictures, refused, unreadable);
    }

    private static Optional<WindowPlan> plan(Restorer restorer, Entry picture, Probe header) throws IOException {
        WindowPlan[] plan = new WindowPlan[1];
        PictureAttempt.at(picture, () -> plan[0] = restorer.plan(header));
        return Optional.ofNullable(plan[0]);
    }
}
