package io.azulejo.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.restore.RestoreJob;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.udfs.option.Options;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the whole job costs over its networks alone: {@code restore} of a folder, from listing to the last marker,
 * against a bare loop of {@code session.run} over the very windows that the job ran, one thread a slot, with the same
 * session options and direct buffers. Interleaved; the ratio of every round, their median and spread. The ratio of CPU
 * times beside it tells a slow program from a machine that others slowed down.
 *
 * <p>Arguments: folder, model, rounds.
 */
public final class JobBenchmark {
    private JobBenchmark() {}

    /** One round, in seconds of wall time and of the process's CPU time. */
    private record Round(double job, double codecs, double loop, double jobCpu, double loopCpu) {}

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] args) throws Exception {
        String folder = args[0];
        String model = args[1];
        int rounds = Integer.parseInt(args[2]);
        try (SparkSession spark = Sessions.open(null, Map.of())) {
            Cluster cluster = new Cluster(spark);
            List<Round> done = new ArrayList<>();
            for (int i = 0; i <= rounds; i++) {
                Round round = round(folder, model, cluster);
                System.out.printf(
                        Locale.ROOT,
                        "%s job %.2f s, codecs %.2f s, loop %.2f s: with codecs %.3f, without %.3f; CPU %.1f s over %.1f s, %.3f%n",
                        i == 0 ? "warm-up:" : "round " + i + ":",
                        round.job(),
                        round.codecs(),
                        round.loop(),
                        round.job() / round.loop(),
                        (round.job() - round.codecs()) / round.loop(),
                        round.jobCpu(),
                        round.loopCpu(),
                        round.jobCpu() / round.loopCpu());
                if (i > 0) {
                    done.add(round);
                }
            }
            print(
                    "with codecs",
                    done.stream().mapToDouble(r -> r.job() / r.loop()).toArray());
            print(
                    "without",
                    done.stream()
                            .mapToDouble(r -> (r.job() - r.codecs()) / r.loop())
                            .toArray());
        }
    }

    private static void print(String name, double[] ratios) {
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.3f, from %.3f to %.3f%n",
                name,
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private static Round round(String folder, String model, Cluster cluster) throws Exception {
        Path output = Files.createTempDirectory("azulejo-job-");
        try {
            Configuration stores = cluster.configuration();
            Options options = Options.NONE
                    .with(RunOptions.INPUT, folder)
                    .with(RunOptions.OUTPUT, output.resolve("out").toString())
                    .with(RunOptions.MODEL, model);
            long cpu = PROCESS.getProcessCpuTime();
            long began = System.nanoTime();
            Console console = new Console(System.err, false);
            Preparation preparation = Preparation.of(options, stores, console);
            new RestoreJob(preparation, cluster, console, new Stop()).run();
            double job = (System.nanoTime() - began) / 1e9;
            double jobCpu = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
            List<Row> rows = cluster.spark()
                    .read()
                    .parquet(output.resolve("out/results").toString())
                    .select("window_width", "window_height", "windows", "decode_ms", "encode_ms")
                    .collectAsList();
            double codecs = rows.stream()
                            .mapToDouble(row -> row.getDouble(3) + row.getDouble(4))
                            .sum()
                    / 1000
                    / cluster.slots();
            long loopCpu = PROCESS.getProcessCpuTime();
            double loop = loop(preparation.model(), rows, cluster.slots());
            return new Round(job, codecs, loop, jobCpu, (PROCESS.getProcessCpuTime() - loopCpu) / 1e9);
        } finally {
            delete(output);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Seconds of running all windows, largest first, by one thread a slot. */
    private static double loop(Model model, List<Row> rows, int slots) throws OrtException, InterruptedException {
        ConcurrentLinkedQueue<int[]> windows = new ConcurrentLinkedQueue<>();
        rows.stream()
                .sorted(Comparator.comparingLong((Row row) -> -(long) row.getInt(0) * row.getInt(1)))
                .forEach(row -> {
                    for (int i = 0; i < row.getInt(2); i++) {
                        windows.add(new int[] {row.getInt(0), row.getInt(1)});
                    }
                });
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(model.onnx(), options)) {
            long began = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < slots; i++) {
                Thread thread = new Thread(() -> drain(environment, session, model, windows));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return (System.nanoTime() - began) / 1e9;
        }
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

    private static void drain(
            OrtEnvironment environment, OrtSession session, Model model, ConcurrentLinkedQueue<int[]> windows) {
        int channels = model.card().channels();
        int scale = model.card().scale();
        FloatBuffer input = null;
        FloatBuffer output = null;
        for (int[] size = windows.poll(); size != null; size = windows.poll()) {
            int pixels = size[0] * size[1];
            if (input == null || input.capacity() != channels * pixels) {
                input = direct(channels * pixels);
                output = direct(channels * pixels * scale * scale);
                fill(input);
            }
            try (OnnxTensor in =
                            OnnxTensor.createTensor(environment, input, new long[] {1, channels, size[1], size[0]});
                    OnnxTensor out = OnnxTensor.createTensor(
                            environment, output, new long[] {1, channels, (long) size[1] * scale, (long) size[0] * scale
                            });
                    OrtSession.Result result = session.run(
                            Map.of(name(session.getInputNames()), in),
                            Set.of(),
                            Map.<String, OnnxValue>of(name(session.getOutputNames()), out))) {
                if (result.size() != 1) {
                    throw new IllegalStateException("one output was expected, %d came".formatted(result.size()));
                }
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String name(Set<String> names) {
        return names.iterator().next();
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static void fill(FloatBuffer samples) {
        Random random = new Random(1);
        for (int i = 0; i < samples.capacity(); i++) {
            samples.put(i, random.nextFloat());
        }
    }
}
