package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.OptionException;
import io.azulejo.udfs.option.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The flags of a command as its options declare them: what picocli parses, and what {@code --help} shows, by group. Values
 * stay texts until all are there, so that what is wrong with one is told in the words of its option.
 *
 * @param declared in the order of the help
 * @param later flags that are agreed and not built: refused in plain words rather than as unknown
 */
record DeclaredFlags(List<Option<?>> declared, List<String> later) {

    /** Adds them to a command. */
    void addTo(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        declared.forEach(option -> spec.addOption(flag(option)));
        later.forEach(name -> spec.addOption(OptionSpec.builder("--" + name)
                .type(String.class)
                .arity("0..1")
                .fallbackValue("")
                .hidden(true)
                .build()));
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::help);
    }

    private static OptionSpec flag(Option<?> option) {
        boolean valueless = option.type().label().isEmpty();
        return OptionSpec.builder(option.flag())
                .type(valueless ? Boolean.class : String.class)
                .arity(valueless ? "0" : "1")
                .paramLabel(option.type().label())
                .required(option.required())
                .description(description(option))
                .build();
    }

    private static String description(Option<?> option) {
        boolean said = option.standardWords().isEmpty() || option.type().label().isEmpty();
        String meaning = said
                ? option.meaning()
                : "%s (default: %s).".formatted(option.meaning().replaceAll("\\.$", ""), option.standardWords());
        // picocli formats descriptions.
        return meaning.replace("%", "%%");
    }

    private String help(Help help) {
        StringBuilder text = new StringBuilder();
        Map<Option.Group, List<OptionSpec>> groups = new LinkedHashMap<>();
        for (Option.Group group : Option.Group.values()) {
            groups.put(group, new ArrayList<>());
        }
        CommandSpec spec = help.commandSpec();
        declared.forEach(option -> groups.get(option.group()).add(spec.findOption(option.flag())));
        spec.options().stream()
                .filter(option -> !option.hidden()
                        && declared.stream()
                                .noneMatch(one -> option.longestName().equals(one.flag())))
                .forEach(groups.get(Option.Group.RUNNING)::add);
        groups.forEach((group, options) -> {
            if (!options.isEmpty()) {
                Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
                layout.addOptions(options, help.parameterLabelRenderer());
                text.append(System.lineSeparator())
                        .append(group.heading())
                        .append(System.lineSeparator())
                        .append(layout);
            }
        });
        return text.toString();
    }

    /**
     * What was asked on the command line and in {@code --config}.
     *
     * @throws RequestException for a value that its option does not take, and for a flag that is not built
     */
    Options read(CommandSpec command) throws RequestException {
        for (String name : later) {
            OptionSpec option = command.findOption("--" + name);
            if (option.getValue() != null && !"false".equals(option.getValue())) {
                throw new RequestException("--%s is not in this version".formatted(name));
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Option<?> option : declared) {
            Object value = command.findOption(option.flag()).getValue();
            if (value != null) {
                texts.put(option.name(), value.toString());
            }
        }
        try {
            return Options.of(declared, texts);
        } catch (OptionException e) {
            throw new RequestException(e.getMessage(), e);
        }
    }
}
