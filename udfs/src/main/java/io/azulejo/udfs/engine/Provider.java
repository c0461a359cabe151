package io.azulejo.udfs.engine;

import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import java.util.List;
import java.util.Set;

/**
 * Runs networks on devices of one kind. Found by {@link java.util.ServiceLoader}, so that a further one is a class and its
 * line in {@code META-INF/services}. Safe for many threads.
 */
public interface Provider {
    /** What {@code --device} calls it: a lower-case word. */
    String name();

    /** Among those that have a device {@code auto} takes the one of the highest rank; the processor's is 0. */
    int rank();

    /**
     * The devices that can be had in this process, by ordinal.
     *
     * @throws EngineException if there is none: says what is missing (driver, library, version)
     */
    List<Device> devices() throws EngineException;

    /** The arithmetic that it has. */
    Set<Precision> precisions();

    /**
     * The window sizes that it runs a network in, each with a width, a height and a batch; empty where any size is as
     * good. A network of one fixed size is run in that one.
     */
    default List<Sizes> menu(Model model) {
        return List.of();
    }

    /** Memory of a run on its devices, in bytes an input pixel. */
    default int bytesPerPixel(Model model) {
        return Engine.bytesPerPixel(model.card());
    }

    /**
     * Opens a network on one of its devices.
     *
     * @param threads of one run, where the device is the processor
     * @throws EngineException if the runtime does not take the network
     */
    Engine open(Model model, Device device, Precision precision, int threads) throws EngineException;
}
