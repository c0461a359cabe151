package io.azulejo.imaging.codec.webp;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.DecodeLimits;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.codec.webp.WebpFile.Chunk;
import io.azulejo.imaging.codec.webp.vp8.Vp8;
import io.azulejo.imaging.codec.webp.vp8l.Vp8l;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;

/** Pixels of one frame: its bit streams, which need nothing else of the file, put together. */
final class WebpPixels {
    /** A signature, and the size, which {@link WebpFile} has read. */
    private static final int LOSSLESS_HEAD_BYTES = 5;

    private WebpPixels() {}

    static Picture decode(SourceReader in, WebpFile file, Deadline deadline) throws PictureException, IOException {
        Shape shape = new Shape(file.width(), file.height(), file.alpha() ? 4 : 3, /* bits= */ 8);
        byte[] bits = bytes(in, file.pixels());
        try {
            return file.lossless() ? lossless(bits, shape, deadline) : lossy(in, file, bits, shape, deadline);
        } catch (OutOfMemoryError e) {
            throw DecodeLimits.outOfMemory(shape, e);
        }
    }

    private static Picture lossy(SourceReader in, WebpFile file, byte[] bits, Shape shape, Deadline deadline)
            throws PictureException, IOException {
        Picture picture = Picture.blank(shape, Metadata.NONE);
        Vp8.decode(bits, picture, deadline);
        if (file.transparency().isPresent()) {
            WebpAlpha.fill(bytes(in, file.transparency().get()), picture, deadline);
        }
        return picture;
    }

    private static Picture lossless(byte[] bits, Shape shape, Deadline deadline) throws PictureException {
        int[] colours = Vp8l.decode(bits, LOSSLESS_HEAD_BYTES, shape.width(), shape.height(), deadline);
        Picture picture = Picture.blank(shape, Metadata.NONE);
        int channels = shape.channels();
        for (int y = 0, i = 0; y < shape.height(); y++) {
            deadline.check();
            byte[] row = picture.block(y);
            int at = picture.offset(y);
            for (int x = 0; x < shape.width(); x++, i++, at += channels) {
                row[at] = (byte) (colours[i] >> 16);
                row[at + 1] = (byte) (colours[i] >> 8);
                row[at + 2] = (byte) colours[i];
                if (channels == 4) {
                    row[at + 3] = (byte) (colours[i] >> 24);
                }
            }
        }
        return picture;
    }

    private static byte[] bytes(SourceReader in, Chunk chunk) throws PictureException, IOException {
        in.seek(chunk.at());
        if (chunk.length() > Math.min(in.remaining(), Integer.MAX_VALUE - 1024)) {
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "chunk %s says %d bytes; the file has %d more"
                            .formatted(chunk.name().strip(), chunk.length(), in.remaining()));
        }
        return in.bytes((int) chunk.length());
    }
}
