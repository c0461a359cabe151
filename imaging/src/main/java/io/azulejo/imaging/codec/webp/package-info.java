/**
 * WebP (RFC 9649): read by own code, whose bit streams have packages of their own below, and written by libwebp. It promises that untrusted bytes never reach native code, that a file which is shorter than it says is known
 * as such, and lossless files unless a quality is asked for. It must never know another format.
 */
package io.azulejo.imaging.codec.webp;
