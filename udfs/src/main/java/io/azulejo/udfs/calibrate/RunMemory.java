package io.azulejo.udfs.calibrate;

import io.azulejo.models.ModelException;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineCache;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.tiling.Tiling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Memory of one run on the processor, an input pixel: how far a fresh JVM's resident memory rises from before the window's buffers to
 * its peak during two runs of one large window. A JVM of its own, because a peak is a process's and never falls. Needs
 * Linux, whose {@code /proc/self/status} tells the peak.
 */
public final class RunMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int FIRST_SIDE = 512;
    private static final int LARGEST_SIDE = 1280;
    private static final long PATIENCE_MINUTES = 10;

    private RunMemory() {}

    /**
     * Measures, first with a window of moderate size and then with three that take about as much as a run may, of which
     * the greediest counts: the runtime's arena grows in leaps, so a pixel's share differs from size to size.
     *
     * @param notes told in words why nothing could be measured
     * @return bytes an input pixel; empty where they could not be measured
     */
    static OptionalInt measure(Model model, Consumer<String> notes) throws IOException, InterruptedException {
        if (!Files.isReadable(STATUS)) {
            notes.accept("memory of a run not measured: this system tells no peak; the card keeps its figure");
            return OptionalInt.empty();
        }
        Path folder = Files.createTempDirectory("azulejo-network");
        Path network = folder.resolve("network.onnx");
        Path card = folder.resolve("network.json");
        try {
            Files.write(network, model.onnx());
            Files.writeString(card, model.card().toJson());
            int side = FIRST_SIDE;
            OptionalInt bytes = inChild(network, side);
            if (bytes.isPresent()) {
                side = (int) Math.sqrt((double) Tiling.RUN_BYTES / bytes.getAsInt());
                side = Math.max(FIRST_SIDE, Math.min(LARGEST_SIDE, side));
                bytes = greediest(network, side);
            }
            if (bytes.isEmpty()) {
                notes.accept(
                        "memory of a run not measured: a run of %dx%d pixels did not come to its end; the card keeps its figure"
                                .formatted(side, side));
            }
            return bytes;
        } finally {
            Files.deleteIfExists(network);
            Files.deleteIfExists(card);
            Files.delete(folder);
        }
    }

    private static OptionalInt greediest(Path network, int side) throws IOException, InterruptedException {
        int most = 0;
        for (int sixteenths : List.of(16, 15, 14)) {
            OptionalInt bytes = inChild(network, side * sixteenths / 16);
            if (bytes.isEmpty()) {
                return bytes;
            }
            most = Math.max(most, bytes.getAsInt());
        }
        return OptionalInt.of(most);
    }

    private static OptionalInt inChild(Path network, int side) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("azulejo-memory", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:MaxDirectMemorySize=2g",
                    "-XX:+UseSerialGC",
                    RunMemory.class.getName(),
                    network.toString(),
                    Integer.toString(side));
            // Not on the command line, which may be shorter than a class path.
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            builder.redirectOutput(answer.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            try {
                process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            } finally {
                process.destroyForcibly();
            }
            String said = Files.readString(answer, StandardCharsets.US_ASCII).strip();
            return said.matches("[1-9][0-9]{0,8}") ? OptionalInt.of(Integer.parseInt(said)) : OptionalInt.empty();
        } finally {
            Files.delete(answer);
        }
    }

    /** The child: a network's file, and the window's side; prints bytes an input pixel. */
    public static void main(String[] arguments) throws IOException, EngineException, ModelException {
        Model model = new ModelStore(Opener.LOCAL).load(arguments[0]);
        int multiple = model.card().sizes().multiple();
        int batch = Math.max(1, model.card().sizes().batch());
        int side = Integer.parseInt(arguments[1]) / multiple * multiple;
        try (Engine engine = EngineCache.ofThisProcess().open(model, EngineOptions.CPU)) {
            long pixels = (long) side * side * batch;
            FloatBuffers buffers = new FloatBuffers(0);
            long before = kibibytes("VmRSS");
            try (FloatBuffers.Loan in = buffers.lend(pixels * engine.channels());
                    FloatBuffers.Loan out =
                            buffers.lend(pixels * engine.channels() * engine.scale() * engine.scale())) {
                engine.run(in.buffer(), out.buffer(), batch, side, side);
                engine.run(in.buffer(), out.buffer(), batch, side, side);
            }
            long grown = Math.max(1, kibibytes("VmHWM") - before) << 10;
            System.out.println((grown + pixels - 1) / pixels);
        }
    }

    private static long kibibytes(String name) throws IOException {
        List<String> lines = Files.readAllLines(STATUS, StandardCharsets.US_ASCII);
        for (String line : lines) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("%s has no %s".formatted(STATUS, name));
    }
}
