package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line refuses before Spark is started: exit 2, one line, nothing written. */
class CommandLineTest {
    @TempDir
    Path folder;

    private Answer restore(String... more) throws IOException {
        Path input = folder.resolve("in");
        Files.createDirectories(input);
        Files.writeString(input.resolve("a.png"), "no picture");
        return Answer.to(Stream.concat(
                        Stream.of(
                                "restore",
                                "--input",
                                input.toString(),
                                "--output",
                                folder.resolve("out").toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private void assertRefused(Answer answer, String... words) {
        answer.assertRefused(words);
        assertFalse(Files.exists(folder.resolve("out")), "OUTPUT was created");
    }

    @Test
    void aMissingInputIsRefused() {
        Answer answer = Answer.to("restore", "--input", folder + "/none", "--output", folder + "/out");
        assertRefused(answer, "--input", folder + "/none", "no such folder or file");
    }

    @Test
    void whatFollowsTheSignOfAManifestIsItsNameAndNoFileOfArguments() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "http://example.org/a.png\n");
        Answer answer = Answer.to("restore", "--input", "@" + list, "--output", folder + "/out");
        assertRefused(answer, "--input @" + list + " line 1", "scheme http");
    }

    @Test
    void anUnknownModelIsAnsweredWithNearNames() throws IOException {
        assertRefused(restore("--model", "plksr-lite-x2"), "--model", "plksr-lite-x2", "plksr-light-x2");
    }

    @Test
    void aModelFileThatIsNotOnnxIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("m.onnx"), "this is no network");
        assertRefused(restore("--model", file.toString()), file.toString(), "ONNX");
    }

    @Test
    void anOutputThatHoldsOtherThingsIsRefused() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("letter.txt"), "mine");
        Answer answer = Answer.to("restore", "--input", folder.toString(), "--output", other.toString());
        assertRefused(answer, "--output", "letter.txt");
        assertEquals(List.of("letter.txt"), Arrays.asList(other.toFile().list()));
    }

    @Test
    void aMetricWithoutReferenceIsRefused() throws IOException {
        assertRefused(restore("--metrics", "psnr_y"), "--metrics psnr_y", "--reference");
    }

    @Test
    void anUnknownMasterIsRefused() throws IOException {
        assertRefused(restore("--master", "nonsense"), "--master nonsense", "local[N]");
    }

    @Test
    void anUnknownMetricIsAnsweredWithAll() throws IOException {
        assertRefused(restore("--metrics", "psnr"), "--metrics psnr", "psnr_rgb", "ssim_y");
    }

    @Test
    void aTileBelowTwoHalosAndACoreIsRefusedWithTheLeast() throws IOException {
        assertRefused(restore("--tile", "32", "--halo", "24"), "32", "64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "tensorrt"})
    void aDeviceThatCannotBeHadIsRefusedAndNeverReplaced(String device) throws IOException {
        assertRefused(restore("--device", device), device, "cpu");
    }

    @Test
    void aPrecisionThatTheDeviceLacksIsRefused() throws IOException {
        assertRefused(restore("--precision", "fp16"), "fp16", "cpu", "--precision fp32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--keep-colour", "--retry-failed", "--retry-failed=TIMEOUT"})
    void whatIsNotBuiltYetIsRefusedInPlainWords(String flag) throws IOException {
        assertRefused(restore(flag), flag.replaceFirst("=.*", ""), "in this version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "benchmark --data x --model a --output o",
                "report --input x --output o",
                "models train",
                "measure --input a --output o --fit-niqe"
            })
    void commandsThatAreNotBuiltYetAreRefusedInPlainWords(String line) {
        assertRefused(Answer.to(line.split(" ")), "not in this version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tile=0",
                "--quality=101",
                "--quality=0",
                "--mark=c2pa",
                "--dpi=0",
                "--dpi=65536",
                "--dpi=double",
                "--limit=0",
                "--commit-megapixels=0",
                "--max-failed=120%",
                "--grace-seconds=-1",
                "--halo=-1",
                "--strict=very",
                "--max-megapixels=0",
                "--device=tpu",
                "--format=gif",
                "--halo=wide"
            })
    void aValueOutOfItsRangeIsRefused(String flag) throws IOException {
        assertRefused(restore(flag), flag.substring(flag.indexOf('=') + 1).replace("%", ""));
    }

    @Test
    void anUnknownFlagIsAUsageErrorOfOneLine() throws IOException {
        assertRefused(restore("--ouptut", "x"), "--ouptut", "--help");
    }

    @Test
    void aRefusalIsAnObjectWithJson() throws IOException {
        Answer answer = restore("--model", "none-such", "--json");
        assertEquals(2, answer.exit());
        assertTrue(answer.json().get("error").asText().contains("none-such"), answer.out());
    }

    @Test
    void anErrorIsOneLineWhateverTheNameThatItTells() throws IOException {
        Answer answer = Answer.to("restore", "--input", folder + "/two\nlines", "--output", folder + "/out", "--json");
        assertEquals(2, answer.exit());
        String error = answer.json().get("error").asText();
        assertTrue(error.contains("/two lines: there is no such folder or file"), error);
        assertEquals(1, error.lines().count(), error);
    }

    @Test
    void everyFlagIsAKeyOfAConfigFileAndTheCommandLineWins() throws IOException {
        Path config = Files.writeString(folder.resolve("run.properties"), "model=from-file\nquality=80\nstrip=true\n");
        assertRefused(restore("--config", config.toString()), "from-file");
        assertRefused(restore("--config", config.toString(), "--model", "from-line"), "from-line");
    }

    @Test
    void aKeyThatIsNoFlagIsRefused() throws IOException {
        Path config = Files.writeString(folder.resolve("run.properties"), "modle=plksr-light-x2\n");
        assertRefused(restore("--config", config.toString()), config.toString(), "modle");
    }

    @Test
    void aWrongKeyIsAnsweredWithTheKeysThatThereAre() throws IOException {
        Path config = Files.writeString(folder.resolve("run.properties"), "modle=plksr-light-x2\n");
        Answer answer = restore("--config", config.toString());
        assertRefused(answer, "conf, decode-seconds", "max-failed");
        assertFalse(answer.err().contains("keep-colour") || answer.err().contains("help,"), answer.err());
    }

    @Test
    void settingsOfSparkInAConfigFileAreAnyNumberAndTheCommandLineWins() throws IOException {
        Path config = Files.writeString(folder.resolve("run.properties"), """
                conf=spark.hadoop.fs.s3a.endpoint=http://127.0.0.1:1
                conf=spark.hadoop.fs.s3a.access.key=a
                spark.hadoop.fs.s3a.secret.key=b
                """);
        String[] bucket = {"restore", "--input", "s3a://none/scans", "--output", folder + "/out"};
        assertRefused(answer(bucket, "--config", config.toString()), "http://127.0.0.1:1 does not answer");
        assertRefused(
                answer(
                        bucket,
                        "--config",
                        config.toString(),
                        "--conf",
                        "spark.hadoop.fs.s3a.endpoint=http://127.0.0.1:2"),
                "http://127.0.0.1:2 does not answer");
    }

    private static Answer answer(String[] command, String... more) {
        return Answer.to(
                Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
    }

    @Test
    void aSettingWithoutValueInAConfigFileIsRefused() throws IOException {
        Path config = Files.writeString(folder.resolve("run.properties"), "conf=spark.ui.enabled\n");
        assertRefused(restore("--config", config.toString()), "conf=spark.ui.enabled", "conf=KEY=VALUE");
    }

    @Test
    void aSlipOfThePenInTheNameOfAFlagThatMustBeThereIsAnsweredWithThatFlag() {
        assertRefused(Answer.to("restore", "--inptu", "a", "--output", folder + "/out"), "--inptu", "--input");
    }

    @Test
    void aMissingConfigFileIsRefused() throws IOException {
        assertRefused(restore("--config", folder + "/none.properties"), "--config", "none.properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restore",
                "measure",
                "models list",
                "models show",
                "models build",
                "models calibrate",
                "models import",
                "models adopt",
                "models"
            })
    void helpShowsAnExample(String command) {
        Answer.to((command + " --help").split(" ")).assertDone("  azulejo " + command);
    }

    @Test
    void linesOfExamplesStandInHelpAsTheyAreWritten() {
        for (CommandLine command : commands(new CommandLine(new Azulejo()))) {
            String help = command.getUsageMessage();
            for (String line : command.getCommandSpec().usageMessage().footer()) {
                assertTrue(
                        !line.startsWith("  ") || help.contains(line + System.lineSeparator()),
                        "broken in %s: %s".formatted(command.getCommandSpec().qualifiedName(), line));
            }
        }
    }

    private static List<CommandLine> commands(CommandLine from) {
        return Stream.concat(
                        Stream.of(from), from.getSubcommands().values().stream().flatMap(one -> commands(one).stream()))
                .toList();
    }

    @Test
    void measuringWithoutReferenceIsRefused() {
        Answer answer = Answer.to("measure", "--input", folder.toString(), "--output", folder + "/out");
        assertRefused(answer, "--reference");
    }
}
