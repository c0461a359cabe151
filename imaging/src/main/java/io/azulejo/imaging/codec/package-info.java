/**
 * File formats: recognised by content, probed by header, decoded upright under limits, encoded row by row. It promises
 * that no input makes it crash, hang or allocate beyond its limits, and that no partial picture passes as a whole one.
 * It must never know a network, a store or Spark.
 */
package io.azulejo.imaging.codec;
