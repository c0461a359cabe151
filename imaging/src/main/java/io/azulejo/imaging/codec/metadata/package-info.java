/**
 * Blocks of metadata as bytes (EXIF, ICC, XMP, IPTC, Photoshop's resources, GeoTIFF's tags, PNG's chunks of colour) and
 * texts: checked, set right for an upright picture, carried over to its restored version, marked. It promises to change nothing but what it names, to
 * read XML without reaching outside the packet, and to give the same bytes for the same picture and settings. It must
 * never know a picture format or how it carries the blocks, nor a network beyond the words of a mark.
 */
package io.azulejo.imaging.codec.metadata;
