/**
 * Measuring a dataset: pictures and references paired by path, decoded, compared, one row a pair. It promises that a
 * pair which cannot be compared costs one row and says why. It must never know how a metric is computed.
 */
package io.azulejo.pipeline.measure;
