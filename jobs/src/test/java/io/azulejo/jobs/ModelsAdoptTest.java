package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.azulejo.models.card.Card;
import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code models adopt} as a user runs it, and files that are given as networks and are none. */
class ModelsAdoptTest {
    @TempDir
    Path folder;

    private Answer adopt(Path file, String... more) {
        return Answer.to(Stream.concat(
                        Stream.of("models", "adopt", file.toString(), "--output", output().toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private Path output() {
        return folder.resolve("made.onnx");
    }

    private void assertRefused(Answer answer, String... words) {
        answer.assertRefused(words);
        assertFalse(Files.exists(output()));
    }

    /** A network that doubles pictures, without a card that we know. */
    private Path withoutCard() throws Exception {
        PlksrConfig config = new PlksrConfig(4, 1, 2, ChannelMixer.DCCM, 3, 2, false, true);
        String bytes = new String(Families.random(config, 1).onnx(), StandardCharsets.ISO_8859_1);
        String bare = bytes.replace(Card.METADATA_KEY, "x" + Card.METADATA_KEY.substring(1));
        return Files.writeString(folder.resolve("elsewhere.onnx"), bare, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertRefused(adopt(folder.resolve("none.onnx")), "none.onnx", "not there");
        assertRefused(adopt(folder), "folder");
    }

    @Test
    void whatIsNoOnnxFileIsCalledWhatItIs() throws IOException {
        Path file = folder.resolve("f.onnx");
        Files.writeString(file, "Entry not found");
        assertRefused(adopt(file), "f.onnx is a text and not an ONNX model");
        Files.writeString(file, "<!DOCTYPE html><title>Sign in</title>");
        assertRefused(adopt(file), "a web page and not an ONNX model", "download the file itself");
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
        assertRefused(adopt(file), "Git LFS pointer", "git lfs pull");
    }

    @Test
    void aCheckpointGivenAsANetworkIsSentToImport() throws IOException {
        Path file = folder.resolve("w.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("w/data.pkl"));
        }
        String[] words = {"w.pth is a PyTorch checkpoint and not an ONNX model", "`models import`"};
        assertRefused(adopt(file), words);
        Answer.to("models", "show", file.toString()).assertRefused(words);
        Answer.to("restore", "--input", folder.toString(), "--output", folder + "/out", "--model", file.toString())
                .assertRefused(words);
    }

    @Test
    void aNetworkGivenAsACheckpointIsSentToAdopt() throws Exception {
        Answer answer = Answer.to("models", "import", withoutCard().toString(), "--output", output().toString());
        assertRefused(answer, "is an ONNX model and not a file of weights", "`models adopt`");
    }

    @Test
    void aWordThatIsNoneIsRefusedByItsFlag() throws Exception {
        assertRefused(adopt(withoutCard(), "--range", "0..2"), "--range 0..2", "-1..1");
        assertRefused(adopt(withoutCard(), "--channels", "GBR"), "--channels", "RGB, BGR");
    }

    @Test
    void layoutsAndOrdersOfBothEndsAreTaken() throws Exception {
        adopt(withoutCard(), "--layout", "NCHW,NCHW", "--channels", "BGR,RGB", "--range", "0..1")
                .assertDone("layout     NCHW, 3 channels", "channels   BGR in, RGB out, as --channels says");
    }

    @Test
    void whatIsSaidOfANetworkFromElsewhereIsInItsCardWithTheSumOfItsFile() throws Exception {
        Path file = withoutCard();
        Answer answer =
                adopt(file, "--task", "sharpen", "--multiple", "4", "--radius", "6", "--mark", "composite", "--json");
        assertEquals(0, answer.exit(), answer.err());
        JsonNode report = answer.json();
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        assertEquals(sum, report.get("card").get("sha256").textValue());
        assertEquals("sharpen", report.get("card").get("task").textValue());
        assertTrue(report.get("card").get("mark").textValue().endsWith("composite"), answer.out());
        Answer.to("models", "show", output().toString()).assertDone("sharpen");
    }
}
