/**
 * The windows through which a network sees a picture, and the cores that are kept of them. It promises that the cores
 * of a plan cover the picture exactly once, each at least a halo away from a window edge that is not the picture's. It
 * must never know a pixel, a network, memory or a device.
 */
package io.azulejo.imaging.window;
