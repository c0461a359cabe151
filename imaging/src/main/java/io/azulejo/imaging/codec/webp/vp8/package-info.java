/**
 * Key frames of VP8 (RFC 6386), which lossy WebP consists of, from their bits to red, green and blue. It promises the
 * samples of libwebp, bit for bit, that nothing is read beyond the bits that are given, and work that a deadline ends
 * within a row of macroblocks. It must never know a file or its chunks.
 */
package io.azulejo.imaging.codec.webp.vp8;
