/**
 * The shipped models: the ONNX files themselves lie in the resources of this package, and here is the tool that makes
 * them. It promises that the same weights and card give the same file. It must never know how a model is run.
 */
package io.azulejo.models.zoo;
