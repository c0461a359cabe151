package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Shape;

/**
 * What a file's header says.
 *
 * @param format by content, whatever the name says
 * @param shape of the picture as {@link Codec#decode} gives it: upright, palette expanded, CMYK as RGB, 8 or 16 bits
 * @param orientation as stored, 1..8 (EXIF 2.3, tag 0x0112); 1 where none is stated or the stated one is none of these
 * @param pages pictures in the file, at least 1
 */
public record Probe(Format format, Shape shape, int orientation, int pages) {}
