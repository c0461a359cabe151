package io.azulejo.pipeline.kill;

import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.restore.RestoreJob;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.udfs.option.Options;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A {@code restore} in a process of its own, which can be killed as a person or a cluster kills one: with signal 9. */
final class Driver implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private Driver(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Arguments: input, output, files, network; then settings as {@code KEY=VALUE}. One commit a picture of a megapixel. */
    public static void main(String[] args) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(args).subList(4, args.length)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Options options = Options.of(
                RunOptions.RESTORE,
                Map.of(
                        "input", args[0],
                        "output", args[1],
                        "files", args[2],
                        "model", args[3],
                        "halo", "exact",
                        "commit-megapixels", "1"));
        try (SparkSession spark = Sessions.open("local[2]", settings)) {
            Cluster cluster = new Cluster(spark);
            Console console = new Console(System.err, false);
            new RestoreJob(Preparation.of(options, cluster.configuration(), console), cluster, console, new Stop())
                    .run();
        }
    }

    /** What starts one with these arguments. */
    static List<String> command(String input, String output, String files, Path network) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("@" + Path.of("target", "jvm-options.txt").toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Driver.class.getName()));
        command.addAll(List.of(input, output, files, network.toString()));
        return command;
    }

    static Driver start(String input, String output, String files, Path network, Map<String, String> settings)
            throws IOException {
        List<String> command = command(input, output, files, network);
        settings.forEach((key, value) -> command.add(key + "=" + value));
        File log = Files.createTempFile("azulejo-driver-", ".log").toFile();
        log.deleteOnExit();
        return new Driver(new ProcessBuilder(command).redirectError(log).start());
    }

    /** Waits for a line that begins so; gives it. */
    String await(String beginning) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IOException("the driver ended before it said " + beginning);
    }

    /** Signal 9, and the end of the process. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        said.close();
    }
}
