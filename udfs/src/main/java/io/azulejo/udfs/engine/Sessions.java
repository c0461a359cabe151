package io.azulejo.udfs.engine;

import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The sessions of one JVM: one for each model (by its sha256), device, precision and thread count, made on first use
 * and shared by all threads. A session that nobody uses any more stays until another model is asked for, so that the
 * next task finds it. Runs of all sessions together pass one {@link Admission}. Safe for many threads.
 */
public final class Sessions {
    private static final int TYPICAL_BYTES_PER_PIXEL = 4096;
    private static final long PATIENCE_AT_EXIT_MILLIS = 200;

    private final Admission admission;
    private final Map<Key, Shared> shared = new HashMap<>();
    private boolean closed;

    private record Key(String sha256, EngineOptions options) {}

    private static final class Shared {
        final OnnxEngine engine;
        int users;

        Shared(OnnxEngine engine) {
            this.engine = engine;
        }
    }

    private static final class OfThisProcess {
        static final Sessions SESSIONS = new Sessions(Admission.ofThisProcess());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SESSIONS::closeAtExit, "azulejo-sessions"));
        }
    }

    Sessions(Admission admission) {
        this.admission = admission;
    }

    /** The sessions of this JVM; closed when it exits. */
    public static Sessions ofThisProcess() {
        return OfThisProcess.SESSIONS;
    }

    /**
     * Memory of one run in bytes an input pixel: as the card says it was measured, else a figure that covers networks
     * of up to 100 channels.
     */
    public static int bytesPerPixel(Card card) {
        return card.bytesPerPixel().orElse(TYPICAL_BYTES_PER_PIXEL);
    }

    /** Bytes that all runs at once may take. */
    public long budget() {
        return admission.budget();
    }

    /**
     * An engine over the model's session. Closing it gives up this use of the session, not the session.
     *
     * @throws EngineException if the device cannot be had or the runtime does not take the network
     */
    public synchronized Engine open(Model model, EngineOptions options) throws EngineException {
        Key key = new Key(model.sha256(), options.resolved());
        if (closed) {
            throw new EngineException("the process is ending: no network is loaded any more");
        }
        Shared found = shared.get(key);
        if (found == null) {
            closeUnused();
            found = new Shared(new OnnxEngine(model, key.options()));
            shared.put(key, found);
        }
        found.users++;
        return new Use(found, bytesPerPixel(model.card()));
    }

    /** Sessions that are loaded, used or not. */
    synchronized int loaded() {
        return shared.size();
    }

    private synchronized void giveUp(Shared used) {
        used.users--;
    }

    /** Sessions keep the memory of their largest runs: two models one after the other must not hold both. */
    private void closeUnused() {
        for (Iterator<Shared> i = shared.values().iterator(); i.hasNext(); ) {
            Shared candidate = i.next();
            if (candidate.users == 0) {
                candidate.engine.close();
                i.remove();
            }
        }
    }

    /** Frees every session without a run in flight; the others go with the process. */
    synchronized void closeAtExit() {
        closed = true;
        for (Shared one : shared.values()) {
            one.engine.closeWithin(PATIENCE_AT_EXIT_MILLIS);
        }
    }

    private final class Use implements Engine {
        private final Shared used;
        private final long bytesPerPixel;
        private final AtomicBoolean over = new AtomicBoolean();

        Use(Shared used, long bytesPerPixel) {
            this.used = used;
            this.bytesPerPixel = bytesPerPixel;
        }

        @Override
        public int scale() {
            return used.engine.scale();
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
        public Sizes sizes() {
            return used.engine.sizes();
        }

        @Override
        public OptionalInt chromaMargin() {
            return used.engine.chromaMargin();
        }

        @Override
        public String device() {
            return used.engine.device();
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            if (over.get()) {
                throw new EngineException("the network was closed before this run");
            }
            try (Admission.Entry entry = admission.enter(bytesPerPixel * batch * height * width)) {
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
