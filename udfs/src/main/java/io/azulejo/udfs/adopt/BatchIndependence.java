package io.azulejo.udfs.adopt;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whether the pictures of one run leave one another alone. */
final class BatchIndependence {
    private static final double ROUNDING = 1e-4;

    private BatchIndependence() {}

    /** Runs two pictures together, and each with itself. */
    static boolean leaveEachOtherAlone(FittingEnds fit) throws OrtException {
        NetworkEnds ends = fit.ends();
        int batch = Math.max(2, ends.fixedBatch());
        float[] one = TrialPictures.picture(ends.pictureChannels(), fit.height(), fit.width());
        float[] other = one.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = 1 - one[i];
        }
        List<float[]> mixed = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            mixed.add(i % 2 == 0 ? one : other);
        }
        try (TrialSession trial = new TrialSession(fit.network(), ends, batch)) {
            Optional<List<TrialSession.Given>> together = trial.run(mixed, fit.height(), fit.width());
            Optional<List<TrialSession.Given>> ones =
                    trial.run(Collections.nCopies(batch, one), fit.height(), fit.width());
            Optional<List<TrialSession.Given>> others =
                    trial.run(Collections.nCopies(batch, other), fit.height(), fit.width());
            if (together.isEmpty() || ones.isEmpty() || others.isEmpty()) {
                return false;
            }
            for (int i = 0; i < batch; i++) {
                List<TrialSession.Given> alone = i % 2 == 0 ? ones.get() : others.get();
                if (!same(together.get().get(i).samples(), alone.get(i).samples())) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean same(float[] one, float[] other) {
        if (one.length != other.length) {
            return false;
        }
        for (int i = 0; i < one.length; i++) {
            if (!(Math.abs(one[i] - other[i]) <= ROUNDING)) {
                return false;
            }
        }
        return true;
    }
}
