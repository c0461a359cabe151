/**
 * The families that there are: which one a checkpoint belongs to, and from a network and its weights to a model with a
 * card. It promises that a file of another network is refused by what it looks like. It must never know what a family's
 * graph is made of.
 */
package io.azulejo.models.family;
