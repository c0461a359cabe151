package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Whole files in memory, read and written by the codec that is tested. */
abstract class CodecFixture {
    static final DecodeOptions DEFAULT = DecodeOptions.DEFAULT;

    abstract Codec codec();

    final Decoded decode(byte[] file) throws PictureException, IOException {
        return codec().decode(ByteSource.of(file), DEFAULT);
    }

    final Picture read(byte[] file) throws PictureException, IOException {
        return decode(file).picture();
    }

    final byte[] written(Picture picture) throws IOException {
        return written(picture, EncodeOptions.DEFAULT);
    }

    final byte[] written(Picture picture, EncodeOptions options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = codec().encode(out, picture.shape(), picture.metadata(), options)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        }
        return out.toByteArray();
    }

    /** A file with more bytes in the middle. */
    static byte[] inserted(byte[] file, int at, byte[] bytes) {
        ByteBuffer out = ByteBuffer.allocate(file.length + bytes.length);
        return out.put(file, 0, at).put(bytes).put(file, at, file.length - at).array();
    }
}
