/**
 * JPEG (ITU-T T.81, JFIF, EXIF): its markers read by own code, its pixels by the JDK's decoder, its files written row by
 * row by an own encoder. It promises components as stored, whatever a profile says, and that a file which ends early is
 * known as such. It must never know another format.
 */
package io.azulejo.imaging.codec.jpeg;
