package io.azulejo.udfs.engine;

import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The open networks of one JVM: one for each model (by its sha256), device, precision and thread count, opened on first
 * use and shared by all threads. A network that nobody uses any more stays until another one is asked for, so that the
 * next task finds it. Runs on one device pass that device's {@link Admission}. No provider's engine is closed while it
 * runs, or runs once it is closed: a native one would take the process with it. Safe for many threads.
 */
public final class EngineCache {
    private static final long PATIENCE_AT_EXIT_MILLIS = 200;

    private final Providers providers;
    private final Map<String, Admission> admissions = new HashMap<>();
    private final Map<Key, Shared> open = new HashMap<>();
    private boolean closed;

    private record Key(String sha256, String device, Precision precision, int threads) {}

    private static final class Shared {
        final Engine engine;

        /** Runs share it, closing takes it alone. */
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

        private boolean closed;
        int users;

        Shared(Engine engine) {
            this.engine = engine;
        }

        void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width) throws EngineException {
            lock.readLock().lock();
            try {
                if (closed) {
                    throw new EngineException("the network was closed before this run");
                }
                engine.run(input, output, batch, height, width);
            } finally {
                lock.readLock().unlock();
            }
        }

        void close() {
            lock.writeLock().lock();
            try {
                closed = true;
                engine.close();
            } finally {
                lock.writeLock().unlock();
            }
        }

        /** Closes unless a run is in flight for longer than that: a JVM on its way out must not wait for a long run. */
        void closeWithin(long millis) {
            try {
                if (lock.writeLock().tryLock(millis, TimeUnit.MILLISECONDS)) {
                    try {
                        close();
                    } finally {
                        lock.writeLock().unlock();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
        this.providers = new Providers(providers);
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
        Providers.Place place = providers.place(model, options);
        if (closed) {
            throw new EngineException("the process is ending: no network is loaded any more");
        }
        Device device = place.device();
        Key key = new Key(model.sha256(), device.label(), options.precision(), options.threads());
        Shared found = open.get(key);
        if (found == null) {
            closeUnused();
            found = new Shared(place.provider().open(model, device, options.precision(), options.threads()));
            open.put(key, found);
        }
        found.users++;
        return new Use(found, model.card(), place, place.provider().bytesPerPixel(model), admission(device));
    }

    private synchronized Admission admission(Device device) {
        return admissions.computeIfAbsent(device.label(), label -> new Admission(device.memory()));
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
                candidate.close();
                i.remove();
            }
        }
    }

    /** Frees every network without a run in flight; the others go with the process. */
    synchronized void closeAtExit() {
        closed = true;
        for (Shared one : open.values()) {
            one.closeWithin(PATIENCE_AT_EXIT_MILLIS);
        }
    }

    private final class Use implements Engine {
        private final Shared used;
        private final Card card;
        private final Providers.Place place;
        private final int bytesPerPixel;
        private final Admission admission;
        private final AtomicBoolean over = new AtomicBoolean();

        Use(Shared used, Card card, Providers.Place place, int bytesPerPixel, Admission admission) {
            this.used = used;
            this.card = card;
            this.place = place;
            this.bytesPerPixel = bytesPerPixel;
            this.admission = admission;
        }

        @Override
        public Card card() {
            return card;
        }

        @Override
        public Device device() {
            return place.device();
        }

        @Override
        public List<Sizes> menu() {
            return place.menu();
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
                used.run(input, output, batch, height, width);
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
