package io.azulejo.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bin/azulejo} as a person starts it: a process of its own.
 *
 * @param checkout whose launcher it is
 * @param folder the person's working folder
 * @param before what is written before the launcher's name, such as a change of user
 * @param environment set for the process, over what is there
 */
record Launcher(Path checkout, Path folder, List<String> before, Map<String, String> environment) {
    private static final List<String> TOOLS = List.of(
            "bash",
            "env",
            "readlink",
            "dirname",
            "sed",
            "find",
            "sort",
            "xargs",
            "cksum",
            "cat",
            "head",
            "stat",
            "tr",
            "awk");

    /** This checkout's, which asks for no archive of classes: to make one costs more than most tests do. */
    static Launcher in(Path folder) {
        Path root = Path.of(System.getProperty("azulejo.root"));
        return new Launcher(root, folder, List.of(), Map.of("AZULEJO_ARCHIVE", "off"));
    }

    Launcher of(Path other) {
        return new Launcher(other, folder, before, environment);
    }

    Launcher behind(String... words) {
        return new Launcher(checkout, folder, List.of(words), environment);
    }

    Launcher with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Launcher(checkout, folder, before, more);
    }

    /** With the tools that it takes, and neither Java nor Maven. */
    Launcher withoutJava() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path here =
                    Files.writeString(tools.resolve(tool), "#!/bin/bash\nexec /usr/bin/%s \"$@\"\n".formatted(tool));
            Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path none = Files.createDirectories(folder.resolve("jdks"));
        return with("PATH", tools.toString()).with("JAVA_HOME", "").with("AZULEJO_JDKS", none.toString());
    }

    Answer run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(checkout.resolve("bin/azulejo").toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Answer(exit, Files.readString(out), Files.readString(err));
    }
}
