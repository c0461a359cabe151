/**
 * PLKSR, the partial large kernel network for super-resolution (arXiv 2404.11848): configurations, weights, graphs. It
 * promises the values that the authors' own code computes, to float32 rounding. It must never know how a checkpoint is
 * stored or where a model is kept.
 */
package io.azulejo.models.plksr;
