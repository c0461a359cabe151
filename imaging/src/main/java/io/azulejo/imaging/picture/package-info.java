/**
 * Decoded pictures: their shape, their rows, what was written beside their pixels, and why one cannot be had.
 * It promises that a row means the same bytes everywhere: interleaved samples from left to right, 8 bits or 16 bits
 * big-endian, alpha not premultiplied; that what lies under full transparency is filled from what can be seen, and grey
 * known as grey however it is stored, without changing a pixel that shows. It must never know a file format, a network or Spark.
 */
package io.azulejo.imaging.picture;
