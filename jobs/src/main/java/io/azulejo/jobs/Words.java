package io.azulejo.jobs;

import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.pipeline.request.MaxFailed;
import io.azulejo.pipeline.request.RequestException;
import java.util.List;

/** Values that are words: known ones pass, others are answered with those that there are. */
final class Words {
    private static final List<String> DEVICES = List.of("auto", "cpu", "cuda", "tensorrt");
    private static final List<String> MARKS = List.of("iptc", "none");

    private Words() {}

    static String device(String word) throws RequestException {
        if (!DEVICES.contains(word)) {
            throw new RequestException("--device %s: there are %s".formatted(word, String.join(", ", DEVICES)));
        }
        return word;
    }

    static String mark(String word) throws RequestException {
        if (!MARKS.contains(word)) {
            throw new RequestException("--mark %s: there are %s".formatted(word, String.join(", ", MARKS)));
        }
        return word;
    }

    static String dpi(String word) throws RequestException {
        try {
            return Dpi.parse(word).toString();
        } catch (IllegalArgumentException e) {
            throw new RequestException("--" + e.getMessage(), e);
        }
    }

    static MaxFailed maxFailed(String word) throws RequestException {
        try {
            return MaxFailed.parse(word);
        } catch (IllegalArgumentException e) {
            throw new RequestException("--max-failed " + e.getMessage(), e);
        }
    }
}
