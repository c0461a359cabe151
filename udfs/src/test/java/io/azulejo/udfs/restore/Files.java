package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Picture files in memory. */
public final class Files {
    private Files() {}

    public static byte[] encode(Picture picture, Format format) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RowSink sink =
                Codecs.of(format).encode(bytes, picture.shape(), picture.metadata(), EncodeOptions.DEFAULT)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        }
        return bytes.toByteArray();
    }

    public static Picture decode(byte[] file) throws Exception {
        return Codecs.decode(ByteSource.of(file), DecodeOptions.DEFAULT).picture();
    }

    /** An output in memory that counts how often it was begun. */
    public static final class Kept implements Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int begun;

        @Override
        public OutputStream begin() {
            begun++;
            bytes.reset();
            return bytes;
        }

        public byte[] file() {
            return bytes.toByteArray();
        }

        int size() {
            return bytes.size();
        }
    }
}
