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
    /** What {@code --device} calls it: a lower-case word. Labels of its devices are this word, or it, a colon and the ordinal. */
    String name();

    /** {@code auto} takes the one of the highest rank that has a device, the precision and windows for the network; the processor's is 0. */
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
     * The window sizes that it runs a network in, each with a width, a height and a batch (0 for any); empty where any
     * size is as good. Of them those are used that the network takes too.
     */
    default List<Sizes> menu(Model model) {
        return List.of();
    }

    /** Memory of a run on its devices, in bytes an input pixel. */
    default int bytesPerPixel(Model model) {
        return Engine.bytesPerPixel(model.card());
    }

    /**
     * Opens a network on one of its devices. Many threads will run it at once; none does when it is closed.
     *
     * @param threads of one run, where the device is the processor
     * @throws EngineException if the runtime does not take the network
     */
    Engine open(Model model, Device device, Precision precision, int threads) throws EngineException;
}
