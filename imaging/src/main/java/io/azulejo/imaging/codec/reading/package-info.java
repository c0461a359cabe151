/**
 * What every decoder needs while it reads: bytes in order, a deadline, limits, a place for findings, and turning a
 * picture upright. It promises that limits hold before anything is allocated for pixels and that a deadline is noticed
 * at every read. It must never know a single format.
 */
package io.azulejo.imaging.codec.reading;
