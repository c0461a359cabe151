package io.azulejo.udfs.adopt;

import ai.onnxruntime.OrtException;
import io.azulejo.models.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds how a network's samples are coded: in the right code it gives back what it takes, but for what it is made for. */
final class RangeSearch {
    /** A network that keeps the picture stays within this share of its contrast. */
    private static final double MOST_DISTANCE = 0.5;

    /** Codes that fit as well as the best, but for noise: a network that is proportional takes every range. */
    private static final double AS_GOOD = 1.5;

    private static final double NOISE = 0.02;
    private static final double STUDIO_BLACK = 12 / 255.0;
    private static final double STUDIO_WHITE = 239 / 255.0;

    private final FittingEnds fit;
    private final AdoptRequest asked;
    private final String what;
    private final Map<String, Object> found;

    /** @param found takes what was found out, and how */
    RangeSearch(FittingEnds fit, AdoptRequest asked, String what, Map<String, Object> found) {
        this.fit = fit;
        this.asked = asked;
        this.what = what;
        this.found = found;
    }

    /**
     * Ranges that were tried.
     *
     * @param distance of the output from the input
     * @param exchanged the same, of the output with its first channel and its last exchanged
     */
    private record Ranges(ValueRange in, ValueRange out, double distance, double exchanged) {
        double closest() {
            return Math.min(distance, exchanged);
        }
    }

    /** The ends with their codes. */
    NetworkEnds find() throws ModelException, OrtException {
        try (TrialSession trial = new TrialSession(
                fit.network(), fit.ends(), Math.max(1, fit.ends().fixedBatch()))) {
            Ranges ranges = ranges(trial);
            SampleCoding in = coded(fit.ends().input(), ranges.in);
            SampleCoding out = coded(fit.ends().output(), ranges.out);
            if (fit.ends().channels() == 1 && studio(trial, ranges)) {
                return fit.ends().with(in.studio(), out.studio());
            }
            NetworkEnds ends = fit.ends().with(in, out);
            return ends.channels() > 1
                    ? new ChannelOrderSearch(ends, asked, found).find(ranges.distance, ranges.exchanged)
                    : ends;
        }
    }

    private static SampleCoding coded(NetworkEnd end, ValueRange range) {
        return end.isBytes() ? end.code() : SampleCoding.of(range);
    }

    /** The code on the trial's side of an end: bytes are coded by the network's own nodes already. */
    private static SampleCoding trialCode(NetworkEnd end, ValueRange range) {
        return end.isBytes() ? SampleCoding.PLAIN : SampleCoding.of(range);
    }

    private Ranges ranges(TrialSession trial) throws ModelException {
        List<Ranges> all = new ArrayList<>();
        float[] picture = TrialPictures.picture(fit.ends().pictureChannels(), fit.height(), fit.width());
        for (ValueRange in : choices(fit.ends().input())) {
            float[] coded = TrialPictures.coded(picture, trialCode(fit.ends().input(), in));
            Optional<TrialSession.Given> given = trial.run(coded, fit.height(), fit.width());
            for (ValueRange out : choices(fit.ends().output())) {
                given.ifPresent(output -> all.add(new Ranges(
                        in,
                        out,
                        distance(picture, output, out, ChannelOrder.RGB),
                        distance(picture, output, out, ChannelOrder.BGR))));
            }
        }
        if (all.isEmpty()) {
            throw new ModelException("%s: a run failed: %s".formatted(what, trial.outcome()));
        }
        double best = all.stream().mapToDouble(Ranges::closest).min().orElse(Double.POSITIVE_INFINITY);
        if (best == Double.POSITIVE_INFINITY) {
            throw new ModelException(
                    "%s cannot be adopted: what it gives for a picture of finite numbers is not finite: its weights are broken, or overflow; take another file of it"
                            .formatted(what));
        }
        if (asked.range().isPresent()) {
            found.put("range", asked.range().get().label() + ", as --range says");
            return all.get(0);
        }
        if (best > MOST_DISTANCE) {
            throw new ModelException(
                    "%s: the range of its samples cannot be told, for its output is far from its input in each (%.1f of the contrast at best): give --range 0..1, 0..255 or -1..1"
                            .formatted(what, best));
        }
        List<Ranges> fitting = all.stream()
                .filter(ranges -> ranges.closest() <= AS_GOOD * best + NOISE)
                .toList();
        Ranges chosen = fitting.stream()
                .filter(ranges -> ranges.in == ranges.out)
                .findFirst()
                .orElse(fitting.get(0));
        found.put(
                "range",
                "%s in, %s out: found by running it; its output is %.3f of the contrast from its input%s"
                        .formatted(chosen.in.label(), chosen.out.label(), chosen.closest(), others(fitting, chosen)));
        return chosen;
    }

    private double distance(float[] picture, TrialSession.Given output, ValueRange range, ChannelOrder order) {
        SampleCoding code = trialCode(fit.ends().output(), range);
        double distance = TrialPictures.distance(picture, fit.height(), output, code, order);
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    /** Ranges that fit about as well, for somebody who knows better. */
    private static String others(List<Ranges> fitting, Ranges chosen) {
        List<String> others = fitting.stream()
                .filter(ranges -> ranges.in == ranges.out && !ranges.equals(chosen))
                .map(ranges -> ranges.in.label())
                .toList();
        return others.isEmpty() ? "" : ", and so is it with --range " + String.join(" or ", others);
    }

    private List<ValueRange> choices(NetworkEnd end) throws ModelException {
        List<ValueRange> ranges = end.ranges();
        if (end.isBytes() || asked.range().isEmpty()) {
            return ranges;
        }
        if (!ranges.contains(asked.range().get())) {
            throw new ModelException(
                    "%s: --range %s, but the numbers of %s are quantised %s, which leaves %s: leave it away"
                            .formatted(
                                    what,
                                    asked.range().get().label(),
                                    EndCandidates.shown(end.value()),
                                    end.quantisation().map(Quantisation::shown).orElse(""),
                                    ranges.stream().map(ValueRange::label).collect(Collectors.joining(" or "))));
        }
        return List.of(asked.range().get());
    }

    /** Whether a network of luma keeps to studio range: black and white come back as far inside as it was taught. */
    private boolean studio(TrialSession trial, Ranges ranges) throws ModelException {
        if (asked.luma().isPresent()) {
            found.put("luma", asked.luma().get() + ", as --luma says");
            return asked.luma().get().equals("studio");
        }
        double black = answer(trial, ranges, 0);
        double white = answer(trial, ranges, 1);
        boolean studio = black >= STUDIO_BLACK && white <= STUDIO_WHITE && white > black;
        found.put(
                "luma",
                "%s: found by running it; black gives %.3f and white %.3f"
                        .formatted(studio ? "studio" : "full", black, white));
        return studio;
    }

    private double answer(TrialSession trial, Ranges ranges, float value) throws ModelException {
        float[] flat = TrialPictures.flat(1, fit.height(), fit.width(), value);
        SampleCoding in = trialCode(fit.ends().input(), ranges.in);
        SampleCoding out = trialCode(fit.ends().output(), ranges.out);
        TrialSession.Given given = trial.run(TrialPictures.coded(flat, in), fit.height(), fit.width())
                .orElseThrow(() -> new ModelException("%s: a run failed: %s".formatted(what, trial.outcome())));
        return (TrialPictures.mean(given.samples()) - out.offset()) / out.gain();
    }
}
