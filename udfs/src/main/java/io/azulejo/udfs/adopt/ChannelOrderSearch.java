package io.azulejo.udfs.adopt;

import java.util.Map;

/**
 * Finds the order of a network's colours as far as it shows: one that gives them in another order than it takes them
 * gives red where blue was. One that takes and gives blue first looks like one of red first, and is told by its user.
 */
final class ChannelOrderSearch {
    /** So much nearer must an output come by exchanging red and blue: others change colours too. */
    private static final double NEARER = 0.5;

    private static final double NOISE = 0.02;

    private final NetworkEnds ends;
    private final AdoptRequest asked;
    private final Map<String, Object> found;

    /** @param found takes what was found out, and how */
    ChannelOrderSearch(NetworkEnds ends, AdoptRequest asked, Map<String, Object> found) {
        this.ends = ends;
        this.asked = asked;
        this.found = found;
    }

    /**
     * The ends with their orders. Where red and blue come back exchanged, the output is taken for the end that has blue
     * first, so that the colours are right; whether the input was meant does not show.
     *
     * @param distance of the output from the input, of the contrast
     * @param exchanged the same with red and blue exchanged
     */
    NetworkEnds find(double distance, double exchanged) {
        boolean other = exchanged < NEARER * distance - NOISE;
        String nearer =
                "its output resembles its input better with red and blue exchanged (%.3f of the contrast from it, %.3f as it is)"
                        .formatted(exchanged, distance);
        if (asked.channels().isPresent()) {
            found.put("channels", shown(ends) + ", as --channels says" + (other ? ", but " + nearer : ""));
            return ends;
        }
        if (!other) {
            found.put("channels", "RGB: taken for granted, for BGR in and out looks the same; --channels BGR says it");
            return ends;
        }
        NetworkEnds exchanging = ends.with(ChannelOrder.BGR);
        found.put(
                "channels",
                "%s: %s; --channels BGR,RGB if its input has blue first, --channels RGB if it is to exchange them"
                        .formatted(shown(exchanging), nearer));
        return exchanging;
    }

    private static String shown(NetworkEnds ends) {
        return "%s in, %s out".formatted(ends.input().order(), ends.output().order());
    }
}
