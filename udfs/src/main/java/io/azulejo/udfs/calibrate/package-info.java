/**
 * What a model's card says of its halo and its memory, found by trying. It promises figures that were measured on the
 * pictures given, and words where something could not be measured. It must never know where pictures come from, where
 * a card is written, or Spark.
 */
package io.azulejo.udfs.calibrate;
