package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code models list}, {@code show}, {@code build} and {@code calibrate} as a user runs them. */
class ModelsCommandTest {
    @TempDir
    Path folder;

    @Test
    void modelsListNamesWhatShips() {
        Answer.to("models", "list").assertDone("plksr-light-x2");
    }

    @Test
    void modelsShowTellsRadiusHaloAndCost() {
        Answer.to("models", "show", "plksr-light-x2").assertDone("radius", "56", "halo", "352,892", "Conv");
    }

    @Test
    void modelsBuildMakesAnyNetworkOfTheFamilies() {
        String file = folder.resolve("m.onnx").toString();
        Answer.to(
                        "models",
                        "build",
                        "--set",
                        "family=BBCU-M",
                        "--set",
                        "scale=2",
                        "--set",
                        "num_feat=4",
                        "--set",
                        "num_block=1",
                        "--seed",
                        "3",
                        "--output",
                        file)
                .assertDone();
        Answer.to("models", "show", file)
                .assertDone("BBCU-M", "binary [B, U]", "radius", "redundancy", "with binary weights");
    }

    @Test
    void modelsBuildRefusesASettingThatIsNoneOfTheNetwork() {
        String file = folder.resolve("m.onnx").toString();
        Answer.to("models", "build", "--set", "family=PLKSR", "--set", "scale=2", "--set", "colour=5", "--output", file)
                .assertRefused("--set colour=5");
        assertFalse(Files.exists(folder.resolve("m.onnx")));
    }

    @Test
    void aShippedModelIsCalibratedIntoACopyOnly() {
        Answer.to("models", "calibrate", "plksr-light-x2", "--input", folder.toString())
                .assertRefused("--output");
    }
}
