package io.azulejo.jobs;

import io.azulejo.pipeline.request.MaxFailed;
import io.azulejo.pipeline.request.RequestException;
import java.util.List;

/** Values that are words: known ones pass, others are answered with those that there are. */
final class Words {
    private static final List<String> DEVICES = List.of("auto", "cpu", "cuda", "tensorrt");
    private static final List<String> FORMATS_LATER = List.of("webp");

    private Words() {}

    static String device(String word) throws RequestException {
        if (!DEVICES.contains(word)) {
            throw new RequestException("--device %s: there are %s".formatted(word, String.join(", ", DEVICES)));
        }
        return word;
    }

    static String format(String word) throws RequestException {
        if (FORMATS_LATER.contains(word)) {
            throw new RequestException(
                    "--format %s is not written in this version; same, png, jpeg and tiff are".formatted(word));
        }
        return word;
    }

    static MaxFailed maxFailed(String word) throws RequestException {
        try {
            return MaxFailed.parse(word);
        } catch (IllegalArgumentException e) {
            throw new RequestException("--max-failed " + e.getMessage(), e);
        }
    }
}
