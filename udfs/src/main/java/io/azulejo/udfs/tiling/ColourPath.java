package io.azulejo.udfs.tiling;

/** How a picture's colour goes through a network. */
enum ColourPath {
    /** As many planes as the network takes: grey through one, colour through three. */
    DIRECT,
    /** Grey as three equal planes, the mean of the three kept. */
    TRIPLED,
    /** Luma of colour through the network, chroma enlarged by bicubic. */
    LUMA;

    /** @param grey whether red, green and blue are equal in every pixel, or the picture has one colour only */
    static ColourPath of(boolean grey, int networkChannels) {
        if (grey) {
            return networkChannels == 3 ? TRIPLED : DIRECT;
        }
        return networkChannels == 3 ? DIRECT : LUMA;
    }

    /** Channels of the picture that are read: of a grey one the first, however many it has. */
    int read(int networkChannels) {
        return switch (this) {
            case DIRECT -> networkChannels;
            case TRIPLED -> 1;
            case LUMA -> 3;
        };
    }

    /** Y of Y'CbCr as JPEG has it (ITU-T T.871, section 7), in the range of what it is given. */
    static float luma(float red, float green, float blue) {
        return 0.299f * red + 0.587f * green + 0.114f * blue;
    }
}
