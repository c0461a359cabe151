package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Flags of {@code restore} that are agreed and not built: refused in plain words rather than as unknown. */
final class LaterFlags {
    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    @Option(names = "--keep-colour", hidden = true)
    boolean keepColour;

    @Option(names = "--retry-failed", arity = "0..1", hidden = true)
    String retryFailed;

    @Option(names = "--precision", hidden = true)
    String precision;

    /** @throws RequestException if one of them was given, single precision apart, which is what there is */
    void refuse() throws RequestException {
        if (precision != null && !precision.equals("fp32")) {
            throw new RequestException("--precision %s is not in this version: fp32 is".formatted(precision));
        }
        ParseResult result = command.commandLine().getParseResult();
        for (OptionSpec option : command.options()) {
            String name = option.longestName();
            if (option.hidden() && !name.equals("--precision") && (result.hasMatchedOption(option) || given(option))) {
                throw new RequestException("%s is not in this version".formatted(name));
            }
        }
    }

    private static boolean given(OptionSpec option) {
        Object value = option.getValue();
        return value instanceof Boolean flag ? flag : value != null;
    }
}
