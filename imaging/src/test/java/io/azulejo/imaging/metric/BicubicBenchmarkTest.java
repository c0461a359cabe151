package io.azulejo.imaging.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.resample.Imresize;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resampling and metrics together against figures that the field has known for years. */
class BicubicBenchmarkTest {
    @ParameterizedTest
    @CsvSource({
        "Set5,2,33.6734",
        "Set5,3,30.4033",
        "Set5,4,28.4290",
        "Set14,2,30.2302",
        "Set14,3,27.5367",
        "Set14,4,25.9940"
    })
    void bicubicHasItsKnownPsnr(String set, int scale, double expected) {
        Path small = TestPictures.shared("data/benchmark/" + set + "/LR_bicubic/X" + scale);
        double mean = TestPictures.pngs(TestPictures.shared("data/benchmark/" + set + "/HR")).stream()
                .mapToDouble(file -> {
                    String name = file.getFileName().toString().replace(".png", "x" + scale + ".png");
                    Picture restored = Imresize.resize(TestPictures.png(small.resolve(name)), scale, 1);
                    return MetricsTest.compare(List.of("psnr_y"), restored, TestPictures.png(file), scale)
                            .get("psnr_y");
                })
                .average()
                .orElseThrow();
        assertEquals(expected, mean, 5e-5);
    }
}
