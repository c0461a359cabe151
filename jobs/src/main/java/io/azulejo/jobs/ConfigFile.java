package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The properties file of {@code --config}: every flag of the command without its dashes is a key, any number of lines
 * {@code conf=KEY=VALUE} and keys {@code spark.*} are settings of Spark and Hadoop, and the command line wins.
 */
final class ConfigFile implements CommandLine.IDefaultValueProvider {
    private static final String FLAG = "--config";
    private static final String CONF = "conf";
    private static final String SPARK = "spark.";
    private static final Set<String> NO_KEYS = Set.of("config", "help", "version");

    private final String name;
    private final Properties values;
    private final Map<String, String> conf;

    private ConfigFile(String name, Properties values, Map<String, String> conf) {
        this.name = name;
        this.values = values;
        this.conf = conf;
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
        Lines lines = new Lines();
        try (Reader reader = Files.newBufferedReader(Path.of(name))) {
            lines.load(reader);
        } catch (CharacterCodingException e) {
            throw new RequestException("--config %s cannot be read: it is not UTF-8".formatted(name), e);
        } catch (NoSuchFileException e) {
            throw new RequestException("--config %s cannot be read: there is no such file".formatted(name), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestException("--config %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
        Map<String, String> conf = new LinkedHashMap<>();
        for (String line : lines.conf) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new RequestException("--config %s: conf=%s: expected conf=KEY=VALUE".formatted(name, line));
            }
            conf.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        for (String key : lines.stringPropertyNames()) {
            if (key.startsWith(SPARK)) {
                conf.put(key, lines.getProperty(key));
            }
        }
        lines.keySet().removeIf(key -> key.toString().startsWith(SPARK));
        return new ConfigFile(name, lines, conf);
    }

    /** Properties that keep every line of {@code conf}, where a plain table keeps the last of one key. */
    private static final class Lines extends Properties {
        private static final long serialVersionUID = 1;
        private final transient List<String> conf = new ArrayList<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            if (key.equals(CONF)) {
                conf.add((String) value);
                return null;
            }
            return super.put(key, value);
        }
    }

    /**
     * Adds the settings of Spark and Hadoop to those of the command line, which win.
     *
     * @throws RequestException if the command takes none
     */
    void addConf(CommandSpec command) throws RequestException {
        if (conf.isEmpty()) {
            return;
        }
        OptionSpec option = command.findOption("--" + CONF);
        if (option == null) {
            throw new RequestException("--config %s: %s has no setting conf".formatted(name, command.qualifiedName()));
        }
        Map<String, String> given = option.getValue();
        conf.forEach(given::putIfAbsent);
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
        for (String key : values.stringPropertyNames()) {
            if (command.findOption("--" + key) == null || NO_KEYS.contains(key)) {
                throw new CommandLine.ParameterException(
                        command.commandLine(),
                        "--config %s: %s has no setting %s; it has %s"
                                .formatted(name, command.qualifiedName(), key, keys(command)));
            }
        }
    }

    private static String keys(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> option.longestName().substring(2))
                .filter(key -> !NO_KEYS.contains(key))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
