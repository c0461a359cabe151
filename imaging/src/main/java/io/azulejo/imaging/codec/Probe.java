package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Shape;
import java.io.Serializable;

/**
 * What a file's header says.
 *
 * @param format by content, whatever the name says
 * @param shape of the picture as {@link Codec#decode} gives it: upright, palette expanded, CMYK as RGB, 8 or 16 bits
 * @param orientation that decoding applies, 1..8 (EXIF 2.3, tag 0x0112); 1 where it applies none
 * @param pages pictures in the file, at least 1; of a JPEG that is probed, those of its index, decoded, those that are there;
 *     of a GIF that is probed 1, because only walking over all its data counts frames
 */
public record Probe(Format format, Shape shape, int orientation, int pages) implements Serializable {}
