/**
 * Files of weights: what tensors they hold, under which names, read under limits. It promises that a file that is not
 * exactly right is refused with one line that names what is wrong, and that no tensor takes memory before it is asked
 * for. It must never know a network or a graph.
 */
package io.azulejo.models.checkpoint;
