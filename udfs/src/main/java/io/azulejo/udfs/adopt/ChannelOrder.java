package io.azulejo.udfs.adopt;

/** The order of a colour's channels in a tensor. */
enum ChannelOrder {
    /** Red first. */
    RGB,
    /** Blue first, as OpenCV reads pictures. */
    BGR
}
