package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.udfs.option.OptionException;
import io.azulejo.udfs.option.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that cannot be carried out: one line, and OUTPUT is not created. */
class RestoreRefusalsTest extends SmallArchive {
    @BeforeEach
    void onePicture() throws Exception {
        picture("a.png", 1);
    }

    @AfterEach
    void nothingWasWritten() {
        assertFalse(Files.exists(output), "OUTPUT was created");
    }

    private static void assertOneLine(String message) {
        assertEquals(1, message.lines().count(), message);
        assertFalse(message.contains("Exception"), message);
    }

    @Test
    void aMissingInput() {
        assertEquals(
                "--input %s: there is no such folder or file".formatted(temporary.resolve("none")),
                new Restore(temporary.resolve("none"), output).refused());
    }

    @Test
    void anUnknownModelIsAnsweredWithTheNearestNames() {
        String message = restore().model("plksr-light-x3").refused();
        assertOneLine(message);
        assertTrue(message.startsWith("--model "), message);
        assertTrue(message.contains("plksr-light-x2"), message);
    }

    @Test
    void aModelThatIsNoOnnx() throws Exception {
        Path file = Files.writeString(temporary.resolve("model.onnx"), "this is no network");
        String message = restore().model(file.toString()).refused();
        assertOneLine(message);
        assertTrue(message.startsWith("--model ") && message.contains("model.onnx"), message);
    }

    @Test
    void aMetricWithoutReferenceAndAnUnknownOne() {
        assertEquals(
                "--metrics psnr_y compares with a reference: name one with --reference",
                restore().metrics("psnr_y").refused());
        assertEquals(
                "--metrics niqe: expected one or more of psnr_rgb, psnr_y, psnr_gray, ssim_rgb, ssim_y, by comma",
                assertThrows(OptionException.class, () -> restore().metrics("niqe"))
                        .getMessage());
    }

    @Test
    void aTileThatLeavesNoCoreIsRefusedWithTheLeast() {
        String message = restore().tile(20).refused();
        assertOneLine(message);
        assertTrue(message.contains("20") && message.contains("40"), message);
    }

    @Test
    void aFormatThatIsNotWritten() {
        assertEquals(
                "--format gif: expected same, png, jpeg, tiff or webp",
                assertThrows(OptionException.class, () -> Options.of(RunOptions.RESTORE, Map.of("format", "gif")))
                        .getMessage());
    }

    @Test
    void anInputThatLiesInItsOwnOutput() throws Exception {
        Path table = temporary.resolve("table");
        new Restore(input, table).run();
        Path inside = Files.createDirectories(table.resolve("files"));
        Files.write(inside.resolve("a.png"), TestPictures.png(24, 20, 1));
        for (Path within : new Path[] {table, inside}) {
            assertEquals(
                    "--input %s lies in --output %s: name another output".formatted(within, table),
                    new Restore(within, table).refused());
        }
    }
}
