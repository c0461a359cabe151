/**
 * How near a restored picture is to its reference, by the protocols that the field publishes its figures with. It
 * promises figures equal to those of the reference implementations to 1e-9, in one pass over rows, and sums that add
 * over bands of a picture. It must never know a file format, a network or Spark.
 */
package io.azulejo.imaging.metric;
