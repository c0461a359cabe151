package io.azulejo.udfs.engine;

import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * The open networks of one JVM: one for each model (by its sha256), device, precision and thread count, opened on first
 * use and shared by all threads. A network that nobody uses any more stays until another one is asked for, so that the
 * next task finds it. Runs on one device pass that device's {@link Admission}. Safe for many threads.
 */
public final class EngineCache {
    private static final long PATIENCE_AT_EXIT_MILLIS = 200;

    private final List<Provider> providers;
    private final Map<Device, Admission> admissions = new HashMap<>();
    private final Map<Key, Shared> open = new HashMap<>();
    private boolean closed;

    private record Key(String sha256, Device device, Precision precision, int threads) {}

    private static final class Shared {
        final Engine engine;
        int users;

        Shared(Engine engine) {
            this.engine = engine;
        }
    }

    private static final class OfThisProcess {
        static final EngineCache CACHE =
                new EngineCache(ServiceLoader.load(Provider.class, EngineCache.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(CACHE::closeAtExit, "azulejo-engines"));
        }
    }

    /** Of some providers, such as tests have. */
    EngineCache(List<Provider> providers) {
        this.providers = providers.stream()
                .sorted(Comparator.comparingInt(Provider::rank).reversed())
                .toList();
    }

    /** That of this JVM; its networks are closed when the JVM exits. */
    public static EngineCache ofThisProcess() {
        return OfThisProcess.CACHE;
    }

    /** Lets users of the processor's memory in, beside its runs. */
    public Admission hostMemory() {
        return admission(new CpuProvider().devices().get(0));
    }

    /**
     * An engine over the open network. Closing it gives up this use of it, not the network.
     *
     * @throws EngineException if the device, or the precision on it, cannot be had, or the runtime does not take the
     *     network
     */
    public synchronized Engine open(Model model, EngineOptions options) throws EngineException {
        Provider provider = provider(options.device());
        Device device = provider.devices().get(0);
        if (!provider.precisions().contains(options.precision())) {
            throw new EngineException("precision %s is not to be had on %s; use --precision fp32"
                    .formatted(options.precision().label(), device.label()));
        }
        if (closed) {
            throw new EngineException("the process is ending: no network is loaded any more");
        }
        Key key = new Key(model.sha256(), device, options.precision(), options.threads());
        Shared found = open.get(key);
        if (found == null) {
            closeUnused();
            found = new Shared(provider.open(model, device, options.precision(), options.threads()));
            open.put(key, found);
        }
        found.users++;
        return new Use(found, model.card(), provider.menu(model), provider.bytesPerPixel(model), admission(device));
    }

    private Provider provider(String name) throws EngineException {
        if (name.equals(EngineOptions.AUTO)) {
            return best();
        }
        for (Provider provider : providers) {
            if (provider.name().equals(name)) {
                provider.devices();
                return provider;
            }
        }
        String known = providers.stream().map(Provider::name).collect(Collectors.joining(", "));
        throw new EngineException("device %s cannot be had: this build runs networks on %s only; use --device %s or %s"
                .formatted(name, known, providers.get(providers.size() - 1).name(), EngineOptions.AUTO));
    }

    private Provider best() throws EngineException {
        List<String> missing = new ArrayList<>();
        for (Provider provider : providers) {
            try {
                provider.devices();
                return provider;
            } catch (EngineException e) {
                missing.add("%s: %s".formatted(provider.name(), e.getMessage()));
            }
        }
        throw new EngineException("no device can be had: " + String.join("; ", missing));
    }

    private synchronized Admission admission(Device device) {
        return admissions.computeIfAbsent(device, one -> new Admission(one.memory()));
    }

    /** Networks that are open, used or not. */
    synchronized int size() {
        return open.size();
    }

    private synchronized void giveUp(Shared used) {
        used.users--;
    }

    /** An open network keeps the memory of its largest runs: two models one after the other must not hold both. */
    private void closeUnused() {
        for (Iterator<Shared> i = open.values().iterator(); i.hasNext(); ) {
            Shared candidate = i.next();
            if (candidate.users == 0) {
                candidate.engine.close();
                i.remove();
            }
        }
    }

    /** Frees every network without a run in flight; the others go with the process. */
    synchronized void closeAtExit() {
        closed = true;
        for (Shared one : open.values()) {
            one.engine.closeWithin(PATIENCE_AT_EXIT_MILLIS);
        }
    }

    private final class Use implements Engine {
        private final Shared used;
        private final Card card;
        private final List<Sizes> menu;
        private final int bytesPerPixel;
        private final Admission admission;
        private final AtomicBoolean over = new AtomicBoolean();

        Use(Shared used, Card card, List<Sizes> menu, int bytesPerPixel, Admission admission) {
            this.used = used;
            this.card = card;
            this.menu = menu;
            this.bytesPerPixel = bytesPerPixel;
            this.admission = admission;
        }

        @Override
        public Card card() {
            return card;
        }

        @Override
        public int inputChannels() {
            return used.engine.inputChannels();
        }

        @Override
        public int outputChannels() {
            return used.engine.outputChannels();
        }

        @Override
        public Device device() {
            return used.engine.device();
        }

        @Override
        public List<Sizes> menu() {
            return menu;
        }

        @Override
        public int bytesPerPixel() {
            return bytesPerPixel;
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            if (over.get()) {
                throw new EngineException("the network was closed before this run");
            }
            try (Admission.Entry entry = admission.enter((long) bytesPerPixel * batch * height * width)) {
                used.engine.run(input, output, batch, height, width);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException("interrupted while it waited for memory", e);
            }
        }

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                giveUp(used);
            }
        }
    }
}
