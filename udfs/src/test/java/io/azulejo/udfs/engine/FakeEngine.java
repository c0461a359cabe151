package io.azulejo.udfs.engine;

/** What tests run in place of a runtime: as many channels out as in, on no device. */
public abstract class FakeEngine implements Engine {
    private final int scale;
    private final int channels;

    protected FakeEngine(int scale, int channels) {
        this.scale = scale;
        this.channels = channels;
    }

    @Override
    public final int scale() {
        return scale;
    }

    @Override
    public final int inputChannels() {
        return channels;
    }

    @Override
    public final int outputChannels() {
        return channels;
    }

    @Override
    public final String device() {
        return "fake";
    }

    @Override
    public void close() {}
}
