package io.azulejo.udfs.restore;

import io.azulejo.imaging.picture.Shape;

/** How a picture's colour goes through a network. */
enum Colours {
    /** As many planes as the network takes: grey through one, RGB through three. */
    DIRECT,
    /** Grey as three equal planes, the mean of the three kept. */
    TRIPLED,
    /** Luma through the network, chroma enlarged by bicubic. */
    LUMA;

    static Colours of(Shape picture, int networkChannels) {
        if (picture.colours() == networkChannels) {
            return DIRECT;
        }
        return networkChannels == 3 ? TRIPLED : LUMA;
    }

    /** Y of Y'CbCr as JPEG has it (ITU-T T.871, section 7), in the range of what it is given. */
    static float luma(float red, float green, float blue) {
        return 0.299f * red + 0.587f * green + 0.114f * blue;
    }
}
