package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.run.Reason;
import io.azulejo.pipeline.run.StoppedException;
import io.azulejo.pipeline.store.UnwritableException;
import io.azulejo.pipeline.table.Json;
import io.azulejo.udfs.restore.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.util.StringUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code azulejo}. */
@Command(
        name = "azulejo",
        description = "Restores archives of images: pictures in, restored pictures and their quality out as Parquet.",
        mixinStandardHelpOptions = true,
        versionProvider = Azulejo.VersionText.class,
        subcommands = {
            RestoreCommand.class,
            MeasureCommand.class,
            ModelsCommand.class,
            LaterCommand.Benchmark.class,
            LaterCommand.Report.class
        },
        footer = {"", "Example:", "  azulejo restore --input samples --output out"})
public final class Azulejo {
    /** Exit code of a request that cannot be carried out. */
    static final int REFUSED = 2;

    static final int DEFECT = 1;

    Azulejo() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command and gives its exit code; for main and for tests. */
    static int run(String... args) {
        boolean asked = Arrays.asList(args).contains("--json");
        Optional<ConfigFile> config;
        try {
            config = ConfigFile.of(args);
        } catch (RequestException e) {
            return refuse(e.getMessage(), asked);
        }
        boolean json = asked || config.map(ConfigFile::json).orElse(false);
        CommandLine line = commands();
        // A name after @ is a manifest, and no file of more arguments.
        line.setExpandAtFiles(false);
        config.ifPresent(line::setDefaultValueProvider);
        line.setParameterExceptionHandler((e, given) -> refuse(firstLine(e), json));
        line.setExecutionExceptionHandler((e, command, result) -> failed(e, json));
        line.setExecutionStrategy(result -> execute(result, config, json));
        try {
            return line.execute(args);
        } catch (Error e) {
            return failed(e, json);
        }
    }

    /** All commands with their flags. */
    static CommandLine commands() {
        CommandLine line = new CommandLine(new Azulejo());
        for (CommandLine command : line.getSubcommands().values()) {
            if (command.getCommand() instanceof RunCommand run) {
                run.flags().addTo(command);
            }
        }
        return line;
    }

    private static int execute(ParseResult result, Optional<ConfigFile> config, boolean json) {
        if (!result.hasSubcommand() && result.matchedOptions().isEmpty()) {
            result.commandSpec().commandLine().usage(System.out);
            return 0;
        }
        List<CommandLine> commands = result.asCommandLineList();
        if (config.isPresent()) {
            try {
                config.get().addConf(commands.get(commands.size() - 1).getCommandSpec());
            } catch (RequestException e) {
                return refuse(e.getMessage(), json);
            }
        }
        return new CommandLine.RunLast().execute(result);
    }

    /** What was wrong with the words, in one line; a flag that is none comes before one that is missing because of it. */
    private static String firstLine(ParameterException e) {
        CommandLine line = e.getCommandLine();
        List<String> unknown = line.getUnmatchedArguments();
        ParameterException told = unknown.isEmpty() || !unknown.get(0).startsWith("-")
                ? e
                : new UnmatchedArgumentException(line, unknown);
        String message = String.valueOf(told.getMessage()).lines().findFirst().orElse("");
        List<String> nearest =
                told instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String meant = nearest.isEmpty() ? "" : "; the nearest is %s".formatted(nearest.get(0));
        return "%s%s (see %s --help)"
                .formatted(message, meant, line.getCommandSpec().qualifiedName());
    }

    private static int failed(Throwable e, boolean json) {
        boolean unwritable = false;
        Optional<String> trace = Optional.empty();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestException) {
                return refuse(cause.getMessage(), json);
            }
            if (cause instanceof StoppedException stopped) {
                tell(stopped.getMessage(), "", json);
                return stopped.exit();
            }
            if (cause instanceof Reason reason) {
                unwritable |= reason.unwritable();
                trace = reason.trace();
            }
            unwritable |= cause instanceof UnwritableException;
        }
        // Spark's own messages go on with a trace.
        String message = String.valueOf(e.getMessage() == null ? e : e.getMessage())
                .lines()
                .findFirst()
                .orElse("");
        // A full disk is no defect, and may have no room for a trace.
        String where = unwritable ? "" : " (full trace: %s)".formatted(trace.orElseGet(() -> trace(e)));
        tell(message, where, json);
        return DEFECT;
    }

    private static int refuse(String message, boolean json) {
        tell(message, "", json);
        return REFUSED;
    }

    /** One line, whatever the name of a file has in it. */
    static void tell(String message, String more, boolean json) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        System.err.println("azulejo: " + line + more);
        if (json) {
            System.out.println(Json.line(Map.of("error", line)));
        }
    }

    private static String trace(Throwable e) {
        try {
            Path file = Files.createTempFile("azulejo-trace-", ".txt");
            Files.writeString(file, StringUtils.stringifyException(e));
            return file.toString();
        } catch (IOException cannot) {
            return "not kept, " + cannot.getMessage();
        }
    }

    /** The text of {@code --version}. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"azulejo " + Version.TEXT};
        }
    }
}
