/**
 * BBCU, the basic binary convolution unit for image restoration (arXiv 2210.00405): configurations, weights, graphs of
 * super-resolution, denoising and deblocking. It promises the values that the authors' own code computes, up to the order
 * of float32 sums before a sign. It must never know how a checkpoint is stored or on what a binary convolution is run.
 */
package io.azulejo.models.bbcu;
