package io.azulejo.udfs.engine;

import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A kind of device that this project does not know: its two devices run windows of a menu only, have a memory of their
 * own, and blur as {@link BlurEngine} does.
 */
public class FakeProvider implements Provider {
    /** Window sizes that it runs. */
    public static final List<Sizes> MENU = List.of(
            new Sizes(1, 64, 64, 1), new Sizes(1, 96, 80, 1), new Sizes(2, 48, 48, 1), new Sizes(1, 160, 160, 1));

    /** Of the blur. */
    public static final int RADIUS = 2;

    private final long memory;
    private final List<Device> devices;
    /** Runs of more pixels do not fit it, whatever is reckoned. */
    private final long mostPixels;

    private final List<String> runs = Collections.synchronizedList(new ArrayList<>());

    /** The one that services find: of much memory. */
    public FakeProvider() {
        this(1L << 30, Long.MAX_VALUE);
    }

    public FakeProvider(long memory, long mostPixels) {
        this.memory = memory;
        this.mostPixels = mostPixels;
        this.devices = List.of(new Device("fake", 0, "fake:0", memory), new Device("fake", 1, "fake:1", memory));
    }

    @Override
    public String name() {
        return "fake";
    }

    /** Never taken by auto. */
    @Override
    public int rank() {
        return -1;
    }

    @Override
    public List<Device> devices() throws EngineException {
        if (memory == 0) {
            throw new EngineException("device fake cannot be had: its driver is missing");
        }
        return devices;
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FP32, Precision.FP16);
    }

    @Override
    public List<Sizes> menu(Model model) {
        return MENU;
    }

    @Override
    public int bytesPerPixel(Model model) {
        return 1000;
    }

    @Override
    public Engine open(Model model, Device device, Precision precision, int threads) {
        Engine blur = new BlurEngine(model.card().scale(), 3, RADIUS);
        return new FakeEngine(model.card()) {
            @Override
            public Device device() {
                return device;
            }

            @Override
            public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                    throws EngineException {
                if (MENU.stream()
                        .noneMatch(size -> size.width() == width && size.height() == height && size.batch() == batch)) {
                    throw new EngineException(
                            "%d windows of %dx%d are not on the menu".formatted(batch, width, height));
                }
                if ((long) batch * width * height > mostPixels) {
                    throw new EngineMemoryException("the device is full", null);
                }
                begun(this);
                runs.add("%dx%d".formatted(width, height));
                blur.run(input, output, batch, height, width);
            }

            @Override
            public void close() {
                blur.close();
            }
        };
    }

    /** What a test does within a run. */
    protected void begun(Engine running) throws EngineException {}

    /** The windows that were run, in their order, a size each call. */
    public List<String> runs() {
        return List.copyOf(runs);
    }
}
