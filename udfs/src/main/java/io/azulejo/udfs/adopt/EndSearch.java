package io.azulejo.udfs.adopt;

import ai.onnxruntime.OrtException;
import io.azulejo.models.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tries what a network's ends may be. */
final class EndSearch {
    private EndSearch() {}

    /**
     * The one candidate that runs.
     *
     * @throws ModelException if none does, or several do: by which flag to say it
     * @throws OrtException if the runtime takes none
     */
    static FittingEnds theOnly(List<NetworkEnds> candidates, byte[] file, AdoptRequest asked, String what)
            throws ModelException, OrtException {
        List<FittingEnds> fits = new ArrayList<>();
        String outcome = "";
        OrtException untaken = null;
        for (NetworkEnds ends : candidates) {
            boolean channelsFound = fits.stream()
                    .anyMatch(fit -> fit.ends().input().equals(ends.input())
                            && fit.ends().output().equals(ends.output()));
            if (channelsFound) {
                continue;
            }
            try {
                FittingEnds.Attempt attempt = FittingEnds.of(ends.rewiring().apply(file), ends, asked.multiple());
                attempt.fit().ifPresent(fits::add);
                outcome = outcome.isEmpty() ? attempt.outcome() : outcome;
            } catch (OrtException e) {
                untaken = e;
            }
        }
        if (fits.isEmpty()) {
            if (outcome.isEmpty() && untaken != null) {
                throw untaken;
            }
            throw new ModelException(
                    "%s cannot be adopted: it gave no picture of a whole multiple of its input's size%s"
                            .formatted(what, outcome.isEmpty() ? "" : ": " + outcome));
        }
        return theOnly(fits, what);
    }

    private static FittingEnds theOnly(List<FittingEnds> fits, String what) throws ModelException {
        List<String> layouts =
                fits.stream().map(fit -> layouts(fit.ends())).distinct().toList();
        if (layouts.size() > 1) {
            throw new ModelException("%s runs as %s: say which by --layout %s"
                    .formatted(what, String.join(" and as ", layouts), String.join(" or --layout ", layouts)));
        }
        if (fits.size() > 1) {
            throw new ModelException("%s gives several pictures, %s: say which by --tensor NAME"
                    .formatted(
                            what,
                            fits.stream()
                                    .map(fit -> EndCandidates.shown(
                                            fit.ends().output().value()))
                                    .collect(Collectors.joining(" and "))));
        }
        return fits.get(0);
    }

    /** As {@code --layout} takes them. */
    private static String layouts(NetworkEnds ends) {
        Layout in = ends.input().layout();
        Layout out = ends.output().layout();
        return in == out ? in.name() : in + "," + out;
    }
}
