package io.azulejo.models.plksr;

import java.util.Arrays;
import java.util.List;

/** How a block mixes channels; the hidden width is always twice the network's. Names are the authors'. */
public enum ChannelMixer {
    /** Convolutions of 3x3 and 3x3. */
    DCCM(3, 3),
    /** Convolutions of 3x3 and 1x1. */
    CCM(3, 1),
    /** Convolutions of 1x1 and 3x3. */
    ICCM(1, 3);

    private final int first;
    private final int second;

    ChannelMixer(int first, int second) {
        this.first = first;
        this.second = second;
    }

    /** Side of the first convolution. */
    public int first() {
        return first;
    }

    /** Side of the second convolution. */
    public int second() {
        return second;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ChannelMixer::name).toList();
    }

    /** Input pixels that the two convolutions together reach. */
    int radius() {
        return first / 2 + second / 2;
    }
}
