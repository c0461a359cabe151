/**
 * DnCNN, the residual network for denoising (arXiv 1608.03981), as KAIR and the ports before it write its weights down:
 * configurations, weights, graph. It promises the values that their code computes in evaluation, to float32 rounding. It
 * must never know how a checkpoint is stored or where a model is kept.
 */
package io.azulejo.models.dncnn;
