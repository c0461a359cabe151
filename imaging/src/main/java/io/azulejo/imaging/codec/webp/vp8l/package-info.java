/**
 * Lossless bit streams of WebP (RFC 9649, section 3), which hold alpha of lossy pictures too, from their bits to colours. It
 * promises the samples of libwebp, bit for bit, memory in proportion to the picture and to the bits, and work that a
 * deadline ends within a row. It must never know a file or its chunks.
 */
package io.azulejo.imaging.codec.webp.vp8l;
