package io.azulejo.models.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What training code puts before the names of all tensors: the name under which it holds the network. */
final class NamePrefixes {
    private static final List<String> KNOWN = List.of("module.", "netG.", "net_g.", "_orig_mod.");

    /** Networks that are one sequence name their layers so themselves. */
    private static final String MODEL = "model.";

    private static final Pattern LAYER = Pattern.compile("model\\.\\d.*");

    private NamePrefixes() {}

    /** The same tensors, named without what stands before all of them. */
    static Checkpoint dropped(Checkpoint checkpoint) {
        Map<String, StoredTensor> tensors = checkpoint.tensors();
        Optional<String> prefix = common(tensors.keySet());
        while (prefix.isPresent()) {
            Map<String, StoredTensor> bare = new LinkedHashMap<>();
            int length = prefix.get().length();
            tensors.forEach((name, tensor) -> bare.put(name.substring(length), tensor));
            tensors = bare;
            prefix = common(bare.keySet());
        }
        return new Checkpoint(checkpoint.what(), tensors);
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
