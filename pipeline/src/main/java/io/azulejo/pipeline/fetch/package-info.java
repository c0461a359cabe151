/**
 * Bringing one listed object to where it is worked on. It promises that what is wrong with the object (gone, forbidden,
 * too large, not what a manifest promises) is a failure of that picture with its kind, and what is wrong with this
 * machine is not. It must never know what the bytes are for.
 */
package io.azulejo.pipeline.fetch;
