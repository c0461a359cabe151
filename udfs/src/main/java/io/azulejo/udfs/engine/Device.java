package io.azulejo.udfs.engine;

/**
 * A device that a {@link Provider} runs networks on.
 *
 * @param provider its provider's name
 * @param ordinal its number among the provider's devices, from 0 up
 * @param label what results call it, such as {@code cpu}
 * @param memory bytes that all runs on it may take at once
 */
public record Device(String provider, int ordinal, String label, long memory) {}
