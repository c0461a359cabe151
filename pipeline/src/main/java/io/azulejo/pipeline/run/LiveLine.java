package io.azulejo.pipeline.run;

import java.util.function.Supplier;

/** Tells how far something is until it is closed, whoever is doing it. */
public final class LiveLine implements AutoCloseable {
    private static final long EVERY_MILLISECONDS = 500;

    private final Console console;
    private final Supplier<String> text;
    private final Thread painter;
    private boolean closed;

    /** @param text asked for again and again, from a thread of its own */
    public LiveLine(Console console, Supplier<String> text) {
        this.console = console;
        this.text = text;
        this.painter = new Thread(this::draw, "azulejo-progress");
        painter.setDaemon(true);
        painter.start();
    }

    private void draw() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLISECONDS);
                drawOnce();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private synchronized void drawOnce() {
        if (!closed) {
            console.progress(text.get());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        painter.interrupt();
        console.erase();
    }
}
