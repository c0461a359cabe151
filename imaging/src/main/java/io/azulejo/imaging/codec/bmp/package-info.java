/**
 * BMP (Windows bitmaps of versions 2 to 5 and OS/2 ones), read row by row; not written. It promises pixels as stored,
 * palettes expanded, and that a file which ends early is known as such. It must never know another format.
 */
package io.azulejo.imaging.codec.bmp;
