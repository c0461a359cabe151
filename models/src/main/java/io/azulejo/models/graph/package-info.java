/**
 * The vocabulary in which networks are written down: each word adds the ONNX operators that compute it. It promises
 * graphs of opset 17 that run on any batch, height and width. It must never know a particular network or a checkpoint's
 * format.
 */
package io.azulejo.models.graph;
