/**
 * What a graph's structure alone tells: the receptive field of an output sample, the scale, the work, the size. It
 * promises never to call a receptive field smaller than it is: an operator that it does not know makes it unknown. It
 * must never know weights' meanings, a card or a network's name.
 */
package io.azulejo.models.analysis;
