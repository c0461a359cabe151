/**
 * GIF (CompuServe GIF89a), its first frame read on the canvas that viewers show; not written. It promises palette
 * colours as stored, clear pixels as alpha, the number of frames, and that a file which ends early is known as such. It
 * must never know another format.
 */
package io.azulejo.imaging.codec.gif;
