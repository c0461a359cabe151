/**
 * What a graph's structure alone tells: how far an output sample reaches into the input, the scale, the work, the size.
 * It promises never to call a reach shorter than it is: an operator that it does not know makes the reach unknown. It
 * must never know weights' meanings, a card or a network's name.
 */
package io.azulejo.models.analysis;
