/**
 * One picture through one network in windows: how it is cut, what a window is given, how bands of output rows come
 * together, and what is looked at on the way. It promises that rows come in order, a band at a time, and that tiled output
 * equals whole output as far as the halo says. It must never know where a picture comes from or goes to.
 */
package io.azulejo.udfs.tiling;
