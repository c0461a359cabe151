/**
 * What is done to a picture, as a list of steps. It promises that a further step is a class of its own: whoever asks what
 * shape comes out asks the recipe, and rows flow from one step to the next. It must never know files, formats or metrics.
 */
package io.azulejo.udfs.recipe;
