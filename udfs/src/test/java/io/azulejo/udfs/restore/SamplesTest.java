package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.udfs.engine.Networks;
import io.azulejo.udfs.option.Options;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples that ship, through a real network of the real runtime. */
class SamplesTest {
    @ParameterizedTest
    @CsvSource({
        "logo-alpha.png,PNG,4,8",
        "map-palette.png,PNG,3,8",
        "ramp-grey16.png,PNG,1,16",
        "text-page.png,PNG,1,8",
        "scene-cmyk.jpg,JPEG,3,8",
        "photo-dog-exif6.jpg,JPEG,3,8"
    })
    void everyKindIsEnlargedAsItIs(String name, Format format, int channels, int bits) throws Exception {
        Path file = Path.of(System.getProperty("azulejo.root", "."), "samples", name);
        assumeTrue(java.nio.file.Files.exists(file), "the samples are not beside this module");
        ByteSource source = ByteSource.of(java.nio.file.Files.readAllBytes(file));
        Files.Kept output = new Files.Kept();
        try (Restorer restorer = Restorer.open(Networks.tiny(2, 5), Options.NONE)) {
            Restoration restoration = restorer.restore(source, Optional.empty(), output);
            assertEquals(format, restoration.format());
            Picture restored = Files.decode(output.file());
            assertEquals(restoration.probe().orElseThrow().shape().scaled(2), restored.shape());
            assertEquals(channels, restored.shape().channels());
            assertEquals(bits, restored.shape().bits());
        }
    }
}
