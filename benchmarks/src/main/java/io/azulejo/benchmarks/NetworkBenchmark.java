package io.azulejo.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.family.Families;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.Settings;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.onnx.OpsetId;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import io.azulejo.models.store.Model;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How fast the published networks run on this processor: megapixels of input a second, and multiply-accumulates a second
 * of processor time, as a share of those of a large matrix product (2048 cubed) on as many cores in the same run. That
 * share hardly changes where others use the machine; the megapixels do. Weights are random.
 *
 * <p>Arguments: side of the square input (default 128), rounds (default 3; the median counts), cores (default all).
 * Each network is run on one core and on all of them: one thread a run, as many runs at once as cores.
 */
public final class NetworkBenchmark {
    private static final List<String> NETWORKS = List.of(
            "family=PLKSR", "family=PLKSR n_blocks=12 kernel_size=13 use_ea=false", "family=BBCU-L", "family=BBCU-M");
    private static final List<String> NAMES = List.of("PLKSR", "PLKSR-tiny", "BBCU-L", "BBCU-M");
    private static final int MATRIX = 2048;

    private final int side;
    private final int rounds;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    private NetworkBenchmark(int side, int rounds) {
        this.side = side;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        int side = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 128;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int all = arguments.length > 2
                ? Integer.parseInt(arguments[2])
                : Runtime.getRuntime().availableProcessors();
        NetworkBenchmark benchmark = new NetworkBenchmark(side, rounds);
        System.out.println("network      scale  cores  megapixels in/s  GMAC/s a core  share of a matrix product");
        for (int cores : all == 1 ? new int[] {1} : new int[] {1, all}) {
            double product = benchmark.product(cores);
            for (int i = 0; i < NETWORKS.size(); i++) {
                for (int scale : new int[] {2, 4}) {
                    benchmark.network(NAMES.get(i), NETWORKS.get(i) + " scale=" + scale, cores, product);
                }
            }
        }
    }

    private void network(String name, String settings, int cores, double product) throws Exception {
        Map<String, String> given = Arrays.stream(settings.split(" "))
                .map(setting -> setting.split("="))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        Network network = Families.build(new Settings(given));
        Model model = Families.random(network, 1);
        double each = Analysis.of(OnnxReader.read(ByteBuffer.wrap(model.onnx()), name))
                        .macsPerOutputPixel()
                * network.scale()
                * network.scale();
        double pixels = (double) side * side * cores;
        Time time = median(model.onnx(), new long[] {1, 3, side, side}, cores);
        double rate = pixels * each / time.processor();
        System.out.printf(
                Locale.ROOT,
                "%-12s %5d  %5d  %15.4f  %13.1f  %4.0f %%%n",
                name,
                network.scale(),
                cores,
                pixels / time.wall() / 1e6,
                rate / 1e9,
                100 * rate / product);
    }

    /** Multiply-accumulates of matrix products in a second of processor time, one product on each core. */
    private double product(int cores) throws Exception {
        Dimension length = Dimension.fixed(MATRIX);
        ValueInfo input = new ValueInfo("input", ElementType.FLOAT.code(), List.of(length, length));
        ValueInfo output = new ValueInfo("output", ElementType.FLOAT.code(), List.of(length, length));
        // A constant factor is packed once, as a network's weights are.
        float[] values = new float[MATRIX * MATRIX];
        random(values.length).get(values);
        Tensor factor = Tensor.floats("factor", values, MATRIX, MATRIX);
        Node node = new Node("MatMul", "", "", List.of("input", "factor"), List.of("output"), List.of());
        Graph graph = new Graph("product", List.of(node), List.of(factor), List.of(input), List.of(output));
        OnnxModel model = new OnnxModel(8, "azulejo", List.of(new OpsetId("", 17)), graph, Map.of());
        Time time = median(OnnxWriter.write(model), new long[] {MATRIX, MATRIX}, cores);
        double rate = cores * Math.pow(MATRIX, 3) / time.processor();
        System.out.printf(Locale.ROOT, "%-12s %5s  %5d  %15s  %13.1f%n", "product", "", cores, "", rate / 1e9);
        return rate;
    }

    /**
     * What one round took, in which every core makes one run.
     *
     * @param wall seconds until the last was done
     * @param processor seconds of all cores together
     */
    private record Time(double wall, double processor) {}

    /** The medians over the rounds, after one that does not count. */
    private Time median(byte[] onnx, long[] shape, int cores) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(onnx, options)) {
            FloatBuffer samples = random((int) Arrays.stream(shape).reduce(1, Math::multiplyExact));
            round(session, samples, shape, cores, threads);
            List<Time> times = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                times.add(round(session, samples, shape, cores, threads));
            }
            return new Time(median(times, Time::wall), median(times, Time::processor));
        } finally {
            threads.shutdown();
        }
    }

    private static double median(List<Time> times, ToDoubleFunction<Time> part) {
        return times.stream().mapToDouble(part).sorted().toArray()[times.size() / 2];
    }

    private Time round(OrtSession session, FloatBuffer samples, long[] shape, int cores, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        List<Future<Long>> runs = new ArrayList<>();
        for (int i = 0; i < cores; i++) {
            // The runtime has no threads of its own here, so the caller's time is all there is.
            runs.add(threads.submit(() -> {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                run(session, samples, shape);
                return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            }));
        }
        long processor = 0;
        for (Future<Long> run : runs) {
            processor += run.get();
        }
        return new Time((System.nanoTime() - began) / 1e9, processor / 1e9);
    }

    private void run(OrtSession session, FloatBuffer samples, long[] shape) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, samples.duplicate(), shape);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            if (result.size() != 1) {
                throw new IllegalStateException("one output was expected, %d came".formatted(result.size()));
            }
        }
    }

    private static FloatBuffer random(int floats) {
        FloatBuffer samples = ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Random random = new Random(1);
        for (int i = 0; i < floats; i++) {
            samples.put(i, random.nextFloat());
        }
        return samples;
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setMemoryPatternOptimization(false);
        options.setDeterministicCompute(true);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.disable_quant_qdq", "1");
        return options;
    }
}
