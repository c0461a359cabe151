package io.azulejo.pipeline;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Small picture files, made by this project's own encoders. */
public final class TestPictures {
    private TestPictures() {}

    public static byte[] png(int width, int height, long seed) throws Exception {
        return file(new Shape(width, height, 3, 8), Format.PNG, seed);
    }

    public static byte[] jpeg(int width, int height, long seed) throws Exception {
        return file(new Shape(width, height, 3, 8), Format.JPEG, seed);
    }

    /** Waves with noise on them, in every channel others. */
    public static byte[] file(Shape shape, Format format, long seed) throws Exception {
        Random random = new Random(seed);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] row = new byte[shape.rowBytes()];
        try (RowSink sink = Codecs.of(format).encode(bytes, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < shape.height(); y++) {
                for (int i = 0; i < row.length; i++) {
                    double wave = 128 + 80 * Math.sin(seed + y * 0.11 + i * 0.037);
                    row[i] = (byte) (wave + random.nextInt(40));
                }
                sink.write(row, 0);
            }
        }
        return bytes.toByteArray();
    }

    public static Picture decode(byte[] file) throws Exception {
        return Codecs.decode(ByteSource.of(file), DecodeOptions.DEFAULT).picture();
    }
}
