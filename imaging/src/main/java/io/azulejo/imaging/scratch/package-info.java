/**
 * Bytes that are kept aside for a while, in memory or in a file. It promises that no file outlives its process, however that
 * ends, and that all of them together are bounded. It must never know what the bytes are.
 */
package io.azulejo.imaging.scratch;
