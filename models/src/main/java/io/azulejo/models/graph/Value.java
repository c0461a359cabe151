package io.azulejo.models.graph;

/**
 * A value of a graph under construction, NCHW.
 *
 * @param name in the graph
 * @param channels how many it has
 */
public record Value(String name, int channels) {}
