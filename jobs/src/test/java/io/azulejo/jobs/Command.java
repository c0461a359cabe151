package io.azulejo.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, to which signals are sent as a system sends them. */
final class Command implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final BufferedReader err;
    private final List<String> saidOut = new ArrayList<>();
    private final List<String> saidErr = new ArrayList<>();

    private Command(List<String> words, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        process = builder.start();
        out = process.inputReader();
        err = process.errorReader();
    }

    /** Starts the program with these arguments in a folder, as words before it say, such as {@code nohup}. */
    static Command start(Path folder, List<String> before, List<String> arguments) throws IOException {
        Path root = Path.of(System.getProperty("azulejo.root"));
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "@" + root.resolve("pipeline/target/jvm-options.txt"),
                "-Dlog4j2.configurationFile=" + root.resolve("conf/log4j2.properties"),
                "-cp",
                System.getProperty("java.class.path"),
                Azulejo.class.getName()));
        words.addAll(arguments);
        return start(folder, words);
    }

    /** Starts any program in a folder. */
    static Command start(Path folder, List<String> words) throws IOException {
        List<String> all = new ArrayList<>(heeding());
        all.addAll(words);
        return new Command(all, folder);
    }

    /** What a process ignores its children ignore, and whoever runs these tests may ignore some. */
    private static List<String> heeding() {
        return Files.exists(Path.of("/usr/bin/env"))
                        && System.getProperty("os.name").equals("Linux")
                ? List.of("/usr/bin/env", "--default-signal=INT,HUP,TERM")
                : List.of();
    }

    /** Waits for a line of stdout that begins so. */
    void awaitOut(String beginning) {
        await(out, saidOut, beginning);
    }

    /** Waits for a line of stderr that begins so. */
    void awaitErr(String beginning) {
        await(err, saidErr, beginning);
    }

    private void await(BufferedReader from, List<String> said, String beginning) {
        try {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                said.add(line);
                if (line.startsWith(beginning)) {
                    return;
                }
            }
            throw new AssertionError("it ended before it said %s: %s %s %s"
                    .formatted(beginning, saidOut, saidErr, err.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until there is a file or folder of that name. */
    void awaitFile(Path place) throws InterruptedException {
        while (!Files.exists(place)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it ended before it made %s: %s".formatted(place, ended()));
            }
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Sends a signal as often as it takes. */
    void signalUntilItEnds(String name) throws IOException, InterruptedException {
        do {
            signal(name);
        } while (!process.waitFor(300, TimeUnit.MILLISECONDS));
    }

    /** Waits for the end, and gives all that was said; of stdout only what a program is to read. */
    Answer ended() throws InterruptedException {
        out.lines().forEach(saidOut::add);
        err.lines().forEach(saidErr::add);
        int exit = process.waitFor();
        saidOut.removeIf(line -> line.startsWith(HoldingDisk.SAID));
        return new Answer(exit, String.join("\n", saidOut), String.join("\n", saidErr));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
