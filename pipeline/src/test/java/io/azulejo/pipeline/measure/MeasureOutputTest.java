package io.azulejo.pipeline.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.request.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An OUTPUT of {@code restore} as the input of {@code measure}. */
class MeasureOutputTest extends MeasuredPair {
    private Path low;
    private Path table;

    @BeforeEach
    void restored() throws Exception {
        low = Files.createDirectory(temporary.resolve("low"));
        table = temporary.resolve("out");
        input = table;
    }

    @Test
    void theCellsOfAnOutputAreMeasuredAndCroppedByItsScale() throws Exception {
        Files.write(low.resolve("a.png"), TestPictures.png(20, 18, 1));
        new Restore(low, table).reference(reference).run();
        Row restored = Tables.rows(table, "images").get(0);
        byte[] cell = Tables.cell(restored);
        Ran ran = measure().run();
        assertCounts(1, 1, 0, 0, ran);
        assertEquals(directly(cell, reference("a.png"), 2), metrics("a.png"));
        // A PNG keeps every sample, so both commands measured the same picture.
        assertEquals(
                new TreeMap<>(restored.<String, Double>getJavaMap(restored.fieldIndex("metrics"))), metrics("a.png"));
    }

    @Test
    void ofAnOutputAReferenceMayBeLargerByLessThanItsScaleWhateverTheCrop() throws Exception {
        Files.write(low.resolve("a.png"), TestPictures.png(20, 18, 1));
        Files.write(low.resolve("b.png"), TestPictures.png(20, 18, 2));
        Files.write(reference.resolve("a.png"), TestPictures.png(41, 37, 1));
        Files.write(reference.resolve("b.png"), TestPictures.png(42, 36, 2));
        new Restore(low, table).run();
        measure().crop(9).run();
        assertEquals("MEASURED", Tables.row(output, "a.png").getAs("status"));
        assertEquals(
                "it is 40x36 and its reference 42x36: expected is the same size, or a reference larger by less than 2",
                Tables.row(output, "b.png").getAs("error_message"));
    }

    @Test
    void picturesOfAnOutputThatAreFilesAreMeasuredToo() throws Exception {
        Files.write(low.resolve("large.png"), TestPictures.png(400, 350, 1));
        Files.write(reference.resolve("large.png"), TestPictures.png(800, 700, 2));
        new Restore(low, table).with(RunOptions.MAX_CELL_MIB, 1).run();
        Path file = table.resolve("files/commit=000001/large.png.png");
        measure().metrics("psnr_y").run();
        assertEquals(
                directly(Files.readAllBytes(file), reference("large.png"), 2).get("psnr_y"),
                metrics("large.png").get("psnr_y"));
    }
}
