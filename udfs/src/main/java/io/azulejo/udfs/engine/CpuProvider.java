package io.azulejo.udfs.engine;

import com.sun.management.OperatingSystemMXBean;
import io.azulejo.models.store.Model;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;

/** ONNX Runtime on the processor: one device, whose memory is what the process may have beside its heap. */
public final class CpuProvider implements Provider {
    /** What {@code --device} calls it. */
    public static final String NAME = "cpu";

    private static final long BESIDE_HEAP = 512L << 20;
    private static final long LEAST_MEMORY = 256L << 20;
    private static final Device DEVICE = new Device(NAME, 0, NAME, memory());

    private static long memory() {
        long all = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return Math.max(LEAST_MEMORY, all - Runtime.getRuntime().maxMemory() - BESIDE_HEAP);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 0;
    }

    /**
     * One, with the machine's memory (or its cgroup's limit) less the heap's limit and half a GiB for what else the JVM
     * holds; never under a quarter of a GiB.
     */
    @Override
    public List<Device> devices() {
        return List.of(DEVICE);
    }

    /** Single precision: the processor has no fast half precision. */
    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FP32);
    }

    @Override
    public Engine open(Model model, Device device, Precision precision, int threads) throws EngineException {
        return new OnnxEngine(model, device, threads);
    }
}
