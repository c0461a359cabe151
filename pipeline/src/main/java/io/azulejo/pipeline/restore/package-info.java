/**
 * Restoring a dataset: a plan carried out commit by commit. It promises one row a picture, whatever happens to the picture.
 * It must never know what a network computes.
 */
package io.azulejo.pipeline.restore;
