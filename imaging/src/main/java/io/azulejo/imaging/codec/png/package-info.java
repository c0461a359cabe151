/**
 * PNG (W3C PNG third edition), read and written by rows on the JDK's inflate and deflate. It promises pixels exactly as
 * stored, whatever gAMA or a profile says, that no damaged picture passes its checksums, and the same bytes for the same
 * picture. It must never know another format.
 */
package io.azulejo.imaging.codec.png;
