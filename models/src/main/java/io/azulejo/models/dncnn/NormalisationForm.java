package io.azulejo.models.dncnn;

/** What stands between two convolutions of the sequence, which tells how its layers are numbered. */
enum NormalisationForm {
    /** The activation alone: convolutions at 0, 2, 4, 6 and so on. */
    PLAIN(2),
    /** Batch normalisation and the activation: convolutions at 0, 2, 5, 8, each but the first and last normalised. */
    NORMALISED(3),
    /** As before, once KAIR's training has merged the normalisations into the convolutions: what stays keeps its number. */
    MERGED(3);

    private static final int FIRST = 2;

    private final int step;

    NormalisationForm(int step) {
        this.step = step;
    }

    /** The number of a convolution in the sequence; the head is 0, and no normalisation follows it. */
    int index(int layer) {
        return layer == 0 ? 0 : FIRST + step * (layer - 1);
    }

    /** How many convolutions there are where the last has this number, or would have the next that there is. */
    int layers(int last) {
        return 2 + (last - FIRST + step - 1) / step;
    }
}
