package io.azulejo.models.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tensors of a file of weights.
 *
 * @param what names the file in messages
 * @param tensors by name, in the file's order
 */
public record Checkpoint(String what, Map<String, StoredTensor> tensors) {
    /** What training code puts before the names of all tensors. */
    private static final List<String> KNOWN = List.of("module.", "netG.", "net_g.", "_orig_mod.");

    /** Networks that are one sequence name their layers so themselves. */
    private static final String MODEL = "model.";

    private static final Pattern LAYER = Pattern.compile("model\\.\\d.*");

    public Checkpoint {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The same tensors, named without the name under which training code held the network. */
    Checkpoint withoutPrefix() {
        Map<String, StoredTensor> named = tensors;
        Optional<String> prefix = common(named.keySet());
        while (prefix.isPresent()) {
            Map<String, StoredTensor> bare = new LinkedHashMap<>();
            int length = prefix.get().length();
            named.forEach((name, tensor) -> bare.put(name.substring(length), tensor));
            named = bare;
            prefix = common(bare.keySet());
        }
        return new Checkpoint(what, named);
    }

    private static Optional<String> common(Set<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (names.stream()
                .allMatch(name -> longer(name, MODEL) && !LAYER.matcher(name).matches())) {
            return Optional.of(MODEL);
        }
        return KNOWN.stream()
                .filter(prefix -> names.stream().allMatch(name -> longer(name, prefix)))
                .findFirst();
    }

    private static boolean longer(String name, String prefix) {
        return name.startsWith(prefix) && name.length() > prefix.length();
    }
}
