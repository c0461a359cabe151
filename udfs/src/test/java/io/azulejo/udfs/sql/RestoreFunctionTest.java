package io.azulejo.udfs.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.ModelException;
import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.udfs.engine.Engines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreFunctionTest {
    private final RestoreFunction function = new RestoreFunction();

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void writesASmallNetwork() throws Exception {
        model = network("small.onnx", 7);
    }

    private String network(String name, long seed) throws Exception {
        Path file = folder.resolve(name);
        PlksrConfig config = new PlksrConfig(8, 1, 2, ChannelMixer.CCM, 5, 2, false, true);
        Files.write(file, Families.random(config, seed).onnx());
        return file.toString();
    }

    private static byte[] png(int width, int height) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Shape shape = new Shape(width, height, 3, 8);
        try (RowSink sink = Codecs.of(Format.PNG).encode(out, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < height; y++) {
                byte[] row = new byte[shape.rowBytes()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = (byte) (i * 7 + y * 3);
                }
                sink.write(row, 0);
            }
        }
        return out.toByteArray();
    }

    @Test
    void aPictureGivesItsRestoredFile() throws Exception {
        Row row = function.call(png(20, 12), model);
        byte[] restored = (byte[]) row.get(0);
        assertEquals("image/png", row.getString(1));
        assertEquals(40, row.getInt(2));
        assertEquals(24, row.getInt(3));
        assertNull(row.get(4));
        assertEquals(
                new Shape(40, 24, 3, 8), Codecs.probe(ByteSource.of(restored)).shape());
    }

    @Test
    void aRestoredPictureSaysSo() throws Exception {
        byte[] restored = (byte[]) function.call(png(20, 12), model).get(0);
        Metadata metadata = Codecs.decode(ByteSource.of(restored), DecodeOptions.DEFAULT)
                .picture()
                .metadata();
        String xmp = new String(metadata.xmp().orElseThrow(), StandardCharsets.UTF_8);
        assertTrue(xmp.contains("/algorithmicallyEnhanced"), xmp);
        assertTrue(xmp.contains("model small, sha256 "), xmp);
    }

    @Test
    void aBrokenPictureSaysWhyAndDoesNotFailTheQuery() throws Exception {
        Row row = function.call("no picture".getBytes(StandardCharsets.UTF_8), model);
        assertNull(row.get(0));
        assertEquals("NOT_A_PICTURE", row.getString(4));
        assertTrue(row.getString(5).length() > 10, row.getString(5));
    }

    @Test
    void noBytesGiveNull() throws Exception {
        assertNull(function.call(null, model));
    }

    @Test
    void aNetworkThatIsNotThereFailsTheQuery() {
        assertThrows(ModelException.class, () -> function.call(png(4, 4), folder + "/none.onnx"));
    }

    @Test
    void networksThatTakeTurnsFromRowToRowStayOpen() throws Exception {
        byte[] picture = png(4, 4);
        function.call(picture, network("one.onnx", 1));
        function.call(picture, network("two.onnx", 2));
        int open = Engines.open();
        function.call(picture, network("three.onnx", 3));
        assertEquals(open + 1, Engines.open());
    }
}
