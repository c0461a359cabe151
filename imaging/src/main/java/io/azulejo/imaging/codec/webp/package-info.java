/**
 * WebP (RFC 9649): its container read and written by own code, its pixels decoded by a library in Java and encoded by
 * libwebp. It promises that untrusted bytes never reach native code, that a file which is shorter than it says is known
 * as such, and lossless files unless a quality is asked for. It must never know another format.
 */
package io.azulejo.imaging.codec.webp;
