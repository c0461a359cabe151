package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The properties file of {@code --config}: every flag of the command without its dashes is a key, and the command line
 * wins.
 */
final class ConfigFile implements CommandLine.IDefaultValueProvider {
    private static final String FLAG = "--config";

    private final String name;
    private final Properties values;

    private ConfigFile(String name, Properties values) {
        this.name = name;
        this.values = values;
    }

    /**
     * The file that the arguments name.
     *
     * @throws RequestException if it cannot be read
     */
    static Optional<ConfigFile> of(String[] args) throws RequestException {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(FLAG + "=")) {
                return Optional.of(read(args[i].substring(FLAG.length() + 1)));
            }
            if (args[i].equals(FLAG) && i + 1 < args.length) {
                return Optional.of(read(args[i + 1]));
            }
        }
        return Optional.empty();
    }

    private static ConfigFile read(String name) throws RequestException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(name))) {
            values.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestException("--config %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
        return new ConfigFile(name, values);
    }

    /** Whether the file asks for one JSON object in place of words. */
    boolean json() {
        return Boolean.parseBoolean(values.getProperty("json"));
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        check(argument.command());
        return argument instanceof OptionSpec option
                ? values.getProperty(option.longestName().substring(2))
                : null;
    }

    /** A key that no flag of the command has is a slip of the pen, and silence about it would be worse. */
    private void check(CommandSpec command) {
        if (!command.subcommands().isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>();
        command.options().forEach(option -> known.add(option.longestName().replaceFirst("^--", "")));
        for (String key : values.stringPropertyNames()) {
            if (!known.contains(key)) {
                throw new CommandLine.ParameterException(
                        command.commandLine(),
                        "--config %s: %s has no setting %s; it has %s"
                                .formatted(name, command.qualifiedName(), key, String.join(", ", known)));
            }
        }
    }
}
