package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code models import} as a user runs it. */
class ModelsImportTest {
    @TempDir
    Path folder;

    private Answer models(String command, Path file, String... more) {
        return Answer.to(Stream.concat(
                        Stream.of("models", command, file.toString(), "--output", output().toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private Path output() {
        return folder.resolve("made.onnx");
    }

    private static Path shared(String file) {
        String root = System.getProperty("azulejo.shared");
        assumeTrue(root != null, "the property azulejo.shared is not set");
        Path path = Path.of(root, "fixtures/official-networks").resolve(file);
        assumeTrue(Files.exists(path), "the reference files are not here: " + file);
        return path;
    }

    private void assertRefused(Answer answer, String... words) {
        answer.assertRefused(words);
        assertFalse(Files.exists(output()));
    }

    @Test
    void anImportedFileIsANetworkWithACard() throws Exception {
        models("import", shared("file-bare-x2/checkpoint.pth"))
                .assertDone("PLKSR x2", "PyTorch zip", "dim 16", "assumed with_idt=false", "--set with_idt");
        Answer.to("models", "show", output().toString()).assertDone("super-resolution, x2, RGB", "weights");
    }

    @Test
    void whatWasAskedWinsOverWhatIsUsual() throws Exception {
        Answer answer = models(
                "import", shared("file-ema-x2/checkpoint.pth"), "--key", "params", "--set", "with_idt=true", "--json");
        assertEquals(0, answer.exit(), answer.err());
        JsonNode report = answer.json();
        assertEquals("params", report.get("key").textValue());
        assertTrue(report.get("config").get("with_idt").booleanValue());
        assertFalse(report.get("assumed").has("with_idt"));
    }

    @Test
    void aSettingThatTheFileContradictsIsRefused() throws Exception {
        assertRefused(models("import", shared("file-bare-x2/checkpoint.pth"), "--set", "dim=17"), "--set dim=17");
        assertRefused(models("import", shared("file-bare-x2/checkpoint.pth"), "--set", "colour=5"), "colour");
    }

    @Test
    void dncnnIsImportedWithWhatItsFileDoesNotSay() throws Exception {
        Path weights = weights(
                "model.0.weight 4,1,3,3",
                "model.0.bias 4",
                "model.2.weight 4,4,3,3",
                "model.2.bias 4",
                "model.4.weight 1,4,3,3",
                "model.4.bias 1");
        models("import", weights, "--set", "sigma=25")
                .assertDone("DnCNN x1 from a .safetensors", "nb 3", "assumed act_mode=R", "sigma 25");
        Answer.to("models", "show", output().toString()).assertDone("denoise", "Gaussian noise, sigma 25");
    }

    @Test
    void anotherNetworkIsCalledByItsNameWithWhatToDo() throws Exception {
        Path weights =
                weights("conv_1.weight 4,3,3,3", "block_1.c1_r.weight 4,4,3,3", "block_1.esa.conv1.weight 1,4,1,1");
        assertRefused(models("import", weights), "RLFN", "azulejo models adopt");
    }

    /** A file of zeros: tensors by name and sides. */
    private Path weights(String... tensors) throws IOException {
        StringBuilder header = new StringBuilder();
        int end = 0;
        for (String tensor : tensors) {
            String name = tensor.substring(0, tensor.indexOf(' '));
            String sides = tensor.substring(tensor.indexOf(' ') + 1);
            int begin = end;
            end += 4
                    * Arrays.stream(sides.split(","))
                            .mapToInt(Integer::parseInt)
                            .reduce(1, Math::multiplyExact);
            header.append(header.isEmpty() ? "{" : ",")
                    .append("\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
                            .formatted(name, sides, begin, end));
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        return Files.write(
                folder.resolve("w.safetensors"),
                ByteBuffer.allocate(8 + json.length + end)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array());
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertRefused(models("import", folder.resolve("none.pth")), "none.pth", "not there");
        assertRefused(models("import", folder), "folder");
    }

    @Test
    void whatIsNoFileOfWeightsIsRefusedByWhatItIs() throws IOException {
        Path file = folder.resolve("w.pth");
        Files.write(file, new byte[0]);
        assertRefused(models("import", file), "empty");
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:00\n");
        assertRefused(models("import", file), "git lfs pull");
        Files.writeString(file, "<!DOCTYPE html>");
        assertRefused(models("import", file), "web page");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
        assertRefused(models("import", file), "picture");
        Files.writeString(file, "weights");
        assertRefused(models("import", file), "text and not a file of weights");
        Files.write(file, new byte[] {6, 1, 7, 2});
        assertRefused(models("import", file), "no file of weights");
    }

    @Test
    void aPickleThatWouldRunAProgramIsRefusedByItsName() throws IOException {
        Path file = folder.resolve("w.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write("\u0080\u0002cposix\nsystem\nX\u000b\0\0\0touch PWNED\u0085R."
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        assertRefused(models("import", file), "posix.system");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void theFileThatIsReadIsNotWrittenOver() throws IOException {
        Files.writeString(output(), "something");
        Answer answer = models("import", output());
        assertEquals(2, answer.exit());
        assertEquals("something", Files.readString(output()));
    }

    @Test
    void aCardBesideTheOutputIsSeenBeforeTheWork() throws IOException {
        Files.writeString(folder.resolve("made.json"), "{}");
        assertRefused(models("import", folder.resolve("w.pth")), "made.json");
    }
}
