package io.azulejo.jobs;

import io.azulejo.udfs.option.Effect;
import io.azulejo.udfs.option.Option;
import java.util.List;
import java.util.Locale;

/** The tables of docs/options.md, as the declarations of options give them. */
final class OptionsPage {
    private OptionsPage() {}

    static String tables(List<Option<?>> declared) {
        StringBuilder page = new StringBuilder();
        for (Option.Group group : Option.Group.values()) {
            List<Option<?>> options =
                    declared.stream().filter(option -> option.group() == group).toList();
            if (!options.isEmpty()) {
                page.append("### ").append(group.heading()).append("\n\n");
                page.append(
                        "| option | values | default | what it says | changes |\n| --- | --- | --- | --- | --- |\n");
                options.forEach(option -> page.append(row(option)));
                page.append('\n');
            }
        }
        return page.toString();
    }

    private static String row(Option<?> option) {
        boolean flag = option.type().label().isEmpty();
        String standard = option.required() ? "must be given" : flag ? "" : option.standardWords();
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        option.flag(),
                        flag ? "" : cell(option.type().expected()),
                        cell(standard),
                        cell(option.meaning()),
                        option.effect() == Effect.NONE
                                ? ""
                                : option.effect().name().toLowerCase(Locale.ROOT));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
