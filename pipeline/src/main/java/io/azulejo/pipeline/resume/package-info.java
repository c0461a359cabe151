/**
 * What earlier runs finished: the committed rows, and which of the listed pictures they still stand for. It promises that a
 * picture counts as done only as long as it is the one that its row was made of. It must never know what is done to the
 * others.
 */
package io.azulejo.pipeline.resume;
