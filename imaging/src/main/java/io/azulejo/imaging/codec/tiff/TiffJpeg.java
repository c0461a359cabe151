package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.jpeg.JpegCodec;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** Segments that are JPEG streams whose tables stand elsewhere (TIFF Technical Note 2 of 1995). */
final class TiffJpeg {
    private static final byte[] START = {(byte) 0xff, (byte) 0xd8};
    /** APP14 "Adobe" up to the colour transform: 0 none, 1 YCbCr (Adobe Technical Note 5116, section 18). */
    private static final byte[] ADOBE = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0};

    private static final int MARKER_BYTES = 2;

    private TiffJpeg() {}

    /** Decodes a segment; its colours are made RGB where the directory says YCbCr. */
    static Picture decode(
            byte[] segment,
            byte[] tables,
            TiffLayout layout,
            DecodeOptions options,
            Deadline deadline,
            Findings findings)
            throws PictureException, IOException {
        if (segment.length < 2 * MARKER_BYTES || segment[0] != START[0] || segment[1] != START[1]) {
            throw TiffUnpacker.corrupt("no JPEG stream (%d bytes)".formatted(segment.length));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream(segment.length + tables.length + 32);
        file.writeBytes(START);
        if (layout.samplesInRow() == 3) {
            file.writeBytes(ADOBE);
            file.write(layout.photometric() == TiffTags.YCBCR ? 1 : 0);
        }
        if (tables.length > 2 * MARKER_BYTES) {
            file.write(tables, MARKER_BYTES, tables.length - 2 * MARKER_BYTES);
        }
        file.write(segment, MARKER_BYTES, segment.length - MARKER_BYTES);
        deadline.check();
        long pixels = Math.max(layout.shape().pixels(), (long) layout.segmentWidth() * layout.segmentHeight());
        Duration left = deadline.left();
        DecodeOptions part = new DecodeOptions(pixels, Long.MAX_VALUE, options.strictness(), left);
        Decoded decoded = new JpegCodec().decode(ByteSource.of(file.toByteArray()), part);
        decoded.notes().forEach(findings::note);
        if (decoded.picture().shape().channels() != layout.samplesInRow()) {
            throw TiffUnpacker.corrupt("a JPEG of %d channels; expected %d"
                    .formatted(decoded.picture().shape().channels(), layout.samplesInRow()));
        }
        return decoded.picture();
    }
}
