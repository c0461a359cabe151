package io.azulejo.pipeline.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.metric.Comparison;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.pipeline.Measure;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A picture and its original, and a place for what is measured of them; anew for every test. */
abstract class MeasuredPair {
    private static final List<String> ALL = List.copyOf(Metrics.NAMES.keySet());

    @TempDir
    Path temporary;

    Path input;
    Path reference;
    Path output;

    @BeforeEach
    void folders() throws Exception {
        input = Files.createDirectories(temporary.resolve("restored"));
        reference = Files.createDirectories(temporary.resolve("originals"));
        output = temporary.resolve("quality");
        picture(input, "a.png", 1);
        picture(reference, "a.png", 2);
    }

    static void picture(Path folder, String name, long seed) throws Exception {
        Files.write(folder.resolve(name), TestPictures.png(40, 36, seed));
    }

    Measure measure() {
        return new Measure(input, reference, output);
    }

    Map<String, Double> metrics(String path) {
        Row row = Tables.row(output, path);
        return new TreeMap<>(row.getJavaMap(row.fieldIndex("metrics")));
    }

    /** What the metrics say without any table. */
    static Map<String, Double> directly(byte[] file, byte[] other, int crop) throws Exception {
        Picture picture = TestPictures.decode(file);
        try (Comparison comparison = Metrics.compare(ALL, picture.shape(), TestPictures.decode(other), crop)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                comparison.write(picture.block(y), picture.offset(y));
            }
            return new TreeMap<>(comparison.values());
        }
    }

    byte[] input(String name) throws Exception {
        return Files.readAllBytes(input.resolve(name));
    }

    byte[] reference(String name) throws Exception {
        return Files.readAllBytes(reference.resolve(name));
    }

    static void assertCounts(long pairs, long measured, long failed, long unpaired, Ran ran) {
        assertEquals(
                List.of(pairs, measured, failed, unpaired),
                List.of(ran.count("pairs"), ran.count("measured"), ran.count("failed"), ran.count("unpaired")));
    }
}
