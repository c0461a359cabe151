package io.azulejo.models.bbcu;

import io.azulejo.models.ModelException;
import io.azulejo.models.network.NetworkSettings;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The parts of a restoration network, each of which is binary or in full precision. Source: arXiv 2210.00405, section 3. */
enum NetworkPart {
    /** Head: picture to features. */
    H,
    /** Body: features to features, where nearly all weights are. */
    B,
    /** Upsampling: the shuffles and the convolution after them. */
    U,
    /** Tail: features to picture. */
    T;

    private static final String SETTING = "binary";
    private static final String NONE = "none";

    /** The parts that the user wants binary ({@code binary=B,U} or {@code none}); empty where nothing is said. */
    static Optional<Set<NetworkPart>> given(NetworkSettings settings, Set<NetworkPart> possible) throws ModelException {
        Optional<String> text = settings.text(SETTING);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Set<NetworkPart> parts = EnumSet.noneOf(NetworkPart.class);
        if (text.get().equalsIgnoreCase(NONE)) {
            return Optional.of(ordered(parts));
        }
        for (String word : text.get().toUpperCase(Locale.ROOT).split(",", -1)) {
            NetworkPart part = possible.stream()
                    .filter(known -> known.name().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> settings.refused(
                            SETTING, "it must be none, or by comma some of %s".formatted(shown(possible))));
            parts.add(part);
        }
        return Optional.of(parts);
    }

    /** Refuses parts that the user names and the file shows otherwise. */
    static void agree(NetworkSettings settings, Set<NetworkPart> possible, Set<NetworkPart> found)
            throws ModelException {
        Optional<Set<NetworkPart>> given = given(settings, possible);
        if (given.isPresent() && !given.get().equals(found)) {
            throw settings.refused(SETTING, "the file shows " + shown(found));
        }
    }

    /** As a card holds them: a list of letters, or {@code none}. */
    static Object named(Set<NetworkPart> parts) {
        return parts.isEmpty() ? NONE : parts.stream().map(NetworkPart::name).toList();
    }

    private static String shown(Set<NetworkPart> parts) {
        return NetworkSettings.shown(named(parts));
    }

    /** An unmodifiable copy in the order of the letters above, whatever the set's own. */
    static Set<NetworkPart> ordered(Set<NetworkPart> parts) {
        Set<NetworkPart> ordered = EnumSet.noneOf(NetworkPart.class);
        ordered.addAll(parts);
        return Collections.unmodifiableSet(ordered);
    }

    static Set<NetworkPart> of(List<NetworkPart> parts) {
        return ordered(Set.copyOf(parts));
    }
}
