package io.azulejo.udfs.adopt;

import ai.onnxruntime.OrtException;
import io.azulejo.models.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tries what a network's ends may be. */
final class Fitting {
    private Fitting() {}

    /**
     * The one candidate that runs.
     *
     * @throws ModelException if none does, or several do: by which flag to say it
     * @throws OrtException if the runtime takes none
     */
    static Fit theOnly(List<Ends> candidates, byte[] file, Asked asked, String what)
            throws ModelException, OrtException {
        List<Fit> fits = new ArrayList<>();
        String failure = "";
        OrtException untaken = null;
        for (Ends ends : candidates) {
            boolean channelsFound = fits.stream()
                    .anyMatch(fit -> fit.ends().channelsLast() == ends.channelsLast()
                            && fit.ends().output().equals(ends.output()));
            if (channelsFound) {
                continue;
            }
            try {
                Fit.Attempt attempt = Fit.of(ends.rewiring().apply(file), ends, asked.multiple());
                attempt.fit().ifPresent(fits::add);
                failure = attempt.failure();
            } catch (OrtException e) {
                untaken = e;
            }
        }
        if (fits.isEmpty()) {
            if (failure.isEmpty() && untaken != null) {
                throw untaken;
            }
            throw new ModelException(
                    "%s cannot be adopted: it gave no picture of a whole multiple of its input's size, with sides of multiples of up to 128%s"
                            .formatted(what, failure.isEmpty() ? "" : ": " + failure));
        }
        return theOnly(fits, what);
    }

    private static Fit theOnly(List<Fit> fits, String what) throws ModelException {
        long layouts =
                fits.stream().map(fit -> fit.ends().channelsLast()).distinct().count();
        if (layouts > 1) {
            throw new ModelException(
                    "%s runs as NCHW and as NHWC: say which by --layout NCHW or --layout NHWC".formatted(what));
        }
        if (fits.size() > 1) {
            throw new ModelException("%s gives several pictures, %s: say which by --tensor NAME"
                    .formatted(
                            what,
                            fits.stream()
                                    .map(fit -> Candidates.shown(fit.ends().output()))
                                    .collect(Collectors.joining(" and "))));
        }
        return fits.get(0);
    }
}
