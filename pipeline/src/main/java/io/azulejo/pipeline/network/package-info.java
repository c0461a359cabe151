/**
 * Networks as a dataset pipeline needs them: loaded from any store, calibrated on pictures of any store. It promises
 * that a network is read as data from outside, with its limits. It must never know what a network computes.
 */
package io.azulejo.pipeline.network;
