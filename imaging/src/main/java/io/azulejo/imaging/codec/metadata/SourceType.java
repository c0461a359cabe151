package io.azulejo.imaging.codec.metadata;

import java.util.Arrays;
import java.util.Optional;

/**
 * The words of IPTC's vocabulary of digital source types (IPTC NewsCodes, Digital Source Type), and how much each says
 * of a machine's share in the picture.
 */
enum SourceType {
    DIGITAL_CAPTURE("digitalCapture", 0),
    COMPUTATIONAL_CAPTURE("computationalCapture", 0),
    NEGATIVE_FILM("negativeFilm", 0),
    POSITIVE_FILM("positiveFilm", 0),
    PRINT("print", 0),
    COMPOSITE_CAPTURE("compositeCapture", 0),
    SCREEN_CAPTURE("screenCapture", 0),
    MINOR_HUMAN_EDITS("minorHumanEdits", 0),
    HUMAN_EDITS("humanEdits", 0),
    ALGORITHMICALLY_ENHANCED("algorithmicallyEnhanced", 1),
    DIGITAL_ART("digitalArt", 2),
    DIGITAL_CREATION("digitalCreation", 2),
    SOFTWARE_IMAGE("softwareImage", 2),
    DATA_DRIVEN_MEDIA("dataDrivenMedia", 2),
    VIRTUAL_RECORDING("virtualRecording", 2),
    COMPOSITE("composite", 2),
    COMPOSITE_SYNTHETIC("compositeSynthetic", 3),
    ALGORITHMIC_MEDIA("algorithmicMedia", 3),
    COMPOSITE_WITH_TRAINED("compositeWithTrainedAlgorithmicMedia", 4),
    TRAINED("trainedAlgorithmicMedia", 5);

    private final String word;
    private final int strength;

    SourceType(String word, int strength) {
        this.word = word;
        this.strength = strength;
    }

    String word() {
        return word;
    }

    /** The word that a URI ends with, or that stands alone; empty where IPTC has no such word. */
    static Optional<SourceType> of(String stated) {
        String word = word(stated);
        return Arrays.stream(values())
                .filter(type -> type.word.equalsIgnoreCase(word))
                .findFirst();
    }

    /** What stands behind the last slash or colon. */
    static String word(String uri) {
        return uri.substring(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':')) + 1);
    }

    /** Whether this says as much as a URI, or more; a word that IPTC does not have counts as that of an enhancement. */
    boolean atLeast(String uri) {
        return strength >= of(uri).orElse(ALGORITHMICALLY_ENHANCED).strength;
    }
}
