package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An option is declared once, and whatever is said of it comes from there. */
class OptionsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("azulejo.root", "."), "docs/options.md");
    private static final Map<String, List<Option<?>>> COMMANDS =
            new TreeMap<>(Map.of("restore", RunOptions.RESTORE, "measure", RunOptions.MEASURE));

    @TempDir
    Path folder;

    /** With -Dazulejo.options.write=true the page is written anew. */
    @Test
    void thePageHasTheTablesThatTheDeclarationsGive() throws Exception {
        String page = Files.readString(PAGE);
        for (Map.Entry<String, List<Option<?>>> command : COMMANDS.entrySet()) {
            String begin = "<!-- options of %s -->\n".formatted(command.getKey());
            String end = "<!-- end of options of %s -->".formatted(command.getKey());
            int from = page.indexOf(begin) + begin.length();
            int to = page.indexOf(end);
            assertTrue(from >= begin.length() && to >= from, begin);
            String tables = "\n" + OptionsPage.tables(command.getValue());
            if (Boolean.getBoolean("azulejo.options.write")) {
                page = page.substring(0, from) + tables + page.substring(to);
                Files.writeString(PAGE, page);
            } else {
                assertEquals(
                        tables,
                        page.substring(from, to),
                        "docs/options.md is behind: mvn -pl jobs -am test -Dtest=OptionsPageTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.options.write=true");
            }
        }
    }

    @Test
    void helpShowsEveryOptionUnderTheHeadingOfItsGroupInTheOrderOfTheDeclarations() {
        for (Map.Entry<String, List<Option<?>>> command : COMMANDS.entrySet()) {
            String help = Azulejo.commands()
                    .getSubcommands()
                    .get(command.getKey())
                    .getUsageMessage(CommandLine.Help.Ansi.OFF);
            int at = help.indexOf("\n" + Option.Group.IN_AND_OUT.heading() + "\n");
            Option.Group group = null;
            for (Option<?> option : command.getValue()) {
                if (option.group() != group) {
                    group = option.group();
                    int heading = help.indexOf("\n" + group.heading() + "\n");
                    assertTrue(heading >= at, group + " in\n" + help);
                    at = heading;
                }
                int next = help.indexOf(" " + option.flag(), at);
                assertTrue(next > at, option + " in its place in\n" + help);
                for (Option.Group other : Option.Group.values()) {
                    int between = help.indexOf("\n" + other.heading() + "\n", at + 1);
                    assertTrue(between < 0 || between > next, option + " under its heading in\n" + help);
                }
                at = next;
            }
        }
    }

    private static Options read(String... arguments) throws Exception {
        return read(Optional.empty(), arguments);
    }

    private static Options read(Optional<ConfigFile> config, String... arguments) throws Exception {
        CommandLine line = Azulejo.commands();
        config.ifPresent(line::setDefaultValueProvider);
        List<String> all = new ArrayList<>(List.of("restore"));
        all.addAll(List.of(arguments));
        line.parseArgs(all.toArray(String[]::new));
        CommandLine restore = line.getSubcommands().get("restore");
        return new RestoreCommand().flags().read(restore.getCommandSpec());
    }

    @Test
    void aFlagAKeyOfTheConfigAndAnEntryOfAMapSayTheSame() throws Exception {
        Options flags = read("--input", "a", "--output", "b", "--halo", "024", "--strip", "--metrics", "ssim_y,psnr_y");
        Path file = Files.writeString(
                folder.resolve("some.properties"), "input=a\noutput=b\nhalo=24\nstrip=true\nmetrics=psnr_y,ssim_y\n");
        Options config = read(ConfigFile.of(new String[] {"--config", file.toString()}));
        Options map = Options.of(
                RunOptions.RESTORE,
                Map.of("input", "a", "output", "b", "halo", "24", "strip", "true", "metrics", "psnr_y, ssim_y"));
        assertEquals(map, flags);
        assertEquals(map, config);
    }

    /** A value of each option that is not its default. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("input", "in"),
            Map.entry("output", "out"),
            Map.entry("files", "files"),
            Map.entry("reference", "originals"),
            Map.entry("metrics", "psnr_y"),
            Map.entry("crop", "3"),
            Map.entry("model", "mine.onnx"),
            Map.entry("device", "cpu"),
            Map.entry("precision", "fp16"),
            Map.entry("halo", "12"),
            Map.entry("tile", "128"),
            Map.entry("format", "png"),
            Map.entry("quality", "80"),
            Map.entry("strip", "true"),
            Map.entry("mark", "none"),
            Map.entry("dpi", "300"),
            Map.entry("max-megapixels", "9"),
            Map.entry("max-bytes", "99"),
            Map.entry("decode-seconds", "7"),
            Map.entry("strict", "warning"),
            Map.entry("max-cell-mib", "8"),
            Map.entry("max-failed", "5%"),
            Map.entry("limit", "4"),
            Map.entry("sample", "2"),
            Map.entry("verify", "true"),
            Map.entry("dry-run", "true"),
            Map.entry("commit-megapixels", "50"),
            Map.entry("grace-seconds", "1"),
            Map.entry("json", "true"));

    @Test
    void everyDeclaredOptionIsAKeyOfTheConfigAndOfAMap() throws Exception {
        Map<String, String> asked = new TreeMap<>(OTHERS);
        asked.keySet().retainAll(RunOptions.RESTORE.stream().map(Option::name).toList());
        assertEquals(RunOptions.RESTORE.size(), asked.size(), "each has a value here");
        StringBuilder lines = new StringBuilder();
        asked.forEach(
                (name, text) -> lines.append(name).append('=').append(text).append('\n'));
        Path file = Files.writeString(folder.resolve("all.properties"), lines);
        Options config = read(ConfigFile.of(new String[] {"--config", file.toString()}));
        assertEquals(Options.of(RunOptions.RESTORE, asked), config);
        for (Option<?> option : RunOptions.RESTORE) {
            assertTrue(config.changed(option), option.name());
        }
    }

    @Test
    void whatAnOptionDoesNotTakeIsRefusedInItsWords() {
        RequestException e =
                assertThrows(RequestException.class, () -> read("--input", "a", "--output", "b", "--limit", "0"));
        assertEquals("--limit 0: expected a number from 1 up", e.getMessage());
    }
}
