/**
 * Bicubic resizing as MATLAB's {@code imresize} does it, the resampling that super-resolution is trained and measured
 * with. It promises the same samples bit for bit, whether a picture is resized whole or asked for row by row. It must
 * never know a file format, a network or Spark.
 */
package io.azulejo.imaging.resample;
