package io.azulejo.models.family;

import io.azulejo.models.ModelException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Networks that users are likely to bring and that no family is, by the names of their tensors. */
final class Others {
    private static final Map<Pattern, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put(Pattern.compile("feats\\.\\d+\\.(channel_mixer\\.|norm\\.).*"), "RealPLKSR");
        KNOWN.put(
                Pattern.compile("RRDB_trunk\\..*|body\\.\\d+\\.rdb1\\..*|model\\.1\\.sub\\..*"),
                "ESRGAN or Real-ESRGAN (RRDB)");
        KNOWN.put(Pattern.compile("layers\\.\\d+\\.residual_group\\..*"), "SwinIR or HAT");
        KNOWN.put(Pattern.compile("block_\\d+\\.c\\d+_r\\..*"), "SPAN");
        KNOWN.put(Pattern.compile("(optimizer|state|param_groups)(\\..*)?"), "the state of an optimizer");
    }

    private Others() {}

    /** What the tensors look like, and the one that shows it; empty for none of these. */
    static Optional<String> looksLike(Collection<String> tensors) {
        for (Map.Entry<Pattern, String> other : KNOWN.entrySet()) {
            for (String tensor : tensors) {
                if (other.getKey().matcher(tensor).matches()) {
                    return Optional.of("%s (tensor %s)".formatted(other.getValue(), ModelException.quote(tensor)));
                }
            }
        }
        return Optional.empty();
    }
}
