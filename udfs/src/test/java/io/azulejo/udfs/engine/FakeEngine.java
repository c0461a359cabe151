package io.azulejo.udfs.engine;

import io.azulejo.models.card.Card;

/** What tests run in place of a runtime: as many channels out as in, on a device of their own. */
public abstract class FakeEngine implements Engine {
    private final Card card;

    protected FakeEngine(int scale, int channels) {
        this(Card.of("fake", "super-resolution", scale, channels));
    }

    protected FakeEngine(Card card) {
        this.card = card;
    }

    @Override
    public final Card card() {
        return card;
    }

    @Override
    public Device device() {
        return new Device("fake", 0, "fake", 1L << 30);
    }

    @Override
    public void close() {}
}
