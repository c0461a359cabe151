package io.azulejo.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.family.Families;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.onnx.OnnxWriter;
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
 * How fast the published networks run on this processor: megapixels of input and of output a second, and
 * multiply-accumulates a second of processor time, as a share of those of a large matrix product (2048 cubed) on as many
 * cores. The product runs in every round beside the network, and the share is the median of the rounds' shares: where
 * others use the machine, it changes less than the megapixels do. Weights are random.
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
        System.out.println(
                "network      scale  cores  megapixels in/s  out/s   GMAC/s a core  share of a matrix product");
        for (int cores : all == 1 ? new int[] {1} : new int[] {1, all}) {
            for (int i = 0; i < NETWORKS.size(); i++) {
                for (int scale : new int[] {2, 4}) {
                    benchmark.network(NAMES.get(i), NETWORKS.get(i) + " scale=" + scale, cores);
                }
            }
        }
    }

    private void network(String name, String settings, int cores) throws Exception {
        Map<String, String> given = Arrays.stream(settings.split(" "))
                .map(setting -> setting.split("="))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        Network network = Families.build(new NetworkSettings(given));
        Model model = Families.random(network, 1);
        int enlarged = network.scale() * network.scale();
        double pixels = (double) side * side * cores;
        double multiplications = pixels
                * enlarged
                * Analysis.of(OnnxReader.read(ByteBuffer.wrap(model.onnx()), name))
                        .macsPerOutputPixel();
        double products = cores * Math.pow(MATRIX, 3);
        List<Time> runs = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try (OrtSession.SessionOptions options = options();
                Run product = new Run(product(), new long[] {MATRIX, MATRIX}, options);
                Run subject = new Run(model.onnx(), new long[] {1, 3, side, side}, options)) {
            for (int i = 0; i <= rounds; i++) {
                Time reference = product.onEach(cores, threads);
                Time run = subject.onEach(cores, threads);
                // The first does not count: memory is asked for in it.
                if (i > 0) {
                    runs.add(run);
                    shares.add((multiplications / run.processor()) / (products / reference.processor()));
                }
            }
        } finally {
            threads.shutdown();
        }
        double megapixels = pixels / median(runs, Time::wall) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-12s %5d  %5d  %15.4f  %6.4f  %12.1f  %4.0f %%%n",
                name,
                network.scale(),
                cores,
                megapixels,
                megapixels * enlarged,
                multiplications / median(runs, Time::processor) / 1e9,
                100 * median(shares, share -> share));
    }

    /** A matrix by a constant one: the constant is packed once, as a network's weights are. */
    private static byte[] product() {
        Dimension length = Dimension.fixed(MATRIX);
        ValueInfo input = new ValueInfo("input", ElementType.FLOAT.code(), List.of(length, length));
        ValueInfo output = new ValueInfo("output", ElementType.FLOAT.code(), List.of(length, length));
        float[] values = new float[MATRIX * MATRIX];
        random(values.length).get(values);
        Tensor factor = Tensor.floats("factor", values, MATRIX, MATRIX);
        Node node = new Node("MatMul", "", "", List.of("input", "factor"), List.of("output"), List.of());
        Graph graph = new Graph("product", List.of(node), List.of(factor), List.of(input), List.of(output));
        return OnnxWriter.write(new OnnxModel(8, "azulejo", List.of(new OpsetId("", 17)), graph, Map.of()));
    }

    /**
     * What one round took, in which every core makes one run.
     *
     * @param wall seconds until the last was done
     * @param processor seconds of all cores together
     */
    private record Time(double wall, double processor) {}

    private static <T> double median(List<T> values, ToDoubleFunction<T> part) {
        return values.stream().mapToDouble(part).sorted().toArray()[values.size() / 2];
    }

    /** A session and one input for it. */
    private static final class Run implements AutoCloseable {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final long[] shape;
        private final FloatBuffer samples;
        private final OrtSession session;

        Run(byte[] onnx, long[] shape, OrtSession.SessionOptions options) throws OrtException {
            this.shape = shape;
            this.samples = random((int) Arrays.stream(shape).reduce(1, Math::multiplyExact));
            this.session = environment.createSession(onnx, options);
        }

        Time onEach(int cores, ExecutorService threads) throws InterruptedException, ExecutionException {
            long began = System.nanoTime();
            List<Future<Long>> runs = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                // The runtime has no threads of its own here, so the caller's time is all there is.
                runs.add(threads.submit(() -> {
                    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    once();
                    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
                }));
            }
            long processor = 0;
            for (Future<Long> run : runs) {
                processor += run.get();
            }
            return new Time((System.nanoTime() - began) / 1e9, processor / 1e9);
        }

        private void once() throws OrtException {
            try (OnnxTensor input = OnnxTensor.createTensor(environment, samples.duplicate(), shape);
                    OrtSession.Result result = session.run(Map.of("input", input))) {
                if (result.size() != 1) {
                    throw new IllegalStateException("one output was expected, %d came".formatted(result.size()));
                }
            }
        }

        @Override
        public void close() throws OrtException {
            session.close();
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
