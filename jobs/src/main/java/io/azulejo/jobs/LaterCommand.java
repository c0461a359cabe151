package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Commands that are agreed and not built: refused in plain words rather than as unknown. */
abstract class LaterCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Unmatched
    List<String> anything = new ArrayList<>();

    @Override
    public Integer call() throws RequestException {
        throw new RequestException("%s is not in this version".formatted(command.qualifiedName()));
    }

    @Command(name = "benchmark", hidden = true)
    static final class Benchmark extends LaterCommand {}

    @Command(name = "report", hidden = true)
    static final class Report extends LaterCommand {}

    @Command(name = "train", hidden = true)
    static final class Train extends LaterCommand {}
}
