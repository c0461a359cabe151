/**
 * Blocks of metadata as bytes: EXIF, ICC, XMP and Photoshop's image resources, checked and set right for an upright
 * picture. It promises to change nothing but what it names, in place, and to allocate no more than the block's length.
 * It must never know a picture format or how it carries the blocks.
 */
package io.azulejo.imaging.codec.metadata;
