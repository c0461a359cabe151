/**
 * What a model says of itself, and its JSON form. It promises that a card that was read is within its ranges, and that
 * writing and reading it again gives the same card, unknown fields included. It must never know a graph, a tensor or
 * where a card was found.
 */
package io.azulejo.models.card;
