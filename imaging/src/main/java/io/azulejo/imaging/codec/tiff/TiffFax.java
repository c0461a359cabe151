package io.azulejo.imaging.codec.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Fax codes (ITU-T T.4 and T.6; TIFF 6.0, sections 10 and 11), undone by a library. It sees a file of ours that holds
 * one strip and nothing else of the picture's own.
 */
final class TiffFax {
    private static final TIFFImageReaderSpi READER = new TIFFImageReaderSpi();
    private static final int FIRST_STRIP_AT = 8;

    private TiffFax() {}

    /** The rows of one segment, a bit a pixel, 0 for a white run. */
    static TiffUnpacker unpacked(byte[] codes, TiffLayout layout, int rows) throws PictureException, IOException {
        byte[] pixels = decode(codes, layout, rows);
        int[] done = {0};
        return (target, offset, length) -> {
            int count = Math.min(length, pixels.length - done[0]);
            System.arraycopy(pixels, done[0], target, offset, count);
            done[0] += count;
            return count;
        };
    }

    private static byte[] decode(byte[] codes, TiffLayout layout, int rows) throws PictureException, IOException {
        ImageReader reader = READER.createReaderInstance(null);
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file(codes, layout, rows)))) {
            reader.setInput(stream, false, true);
            Raster raster = reader.read(0).getRaster();
            return ((DataBufferByte) raster.getDataBuffer()).getData();
        } catch (IOException | RuntimeException e) {
            throw new PictureException(FailureKind.CORRUPT, "fax codes that cannot be", e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] file(byte[] codes, TiffLayout layout, int rows) {
        List<TiffField> fields = List.of(
                TiffField.number(TiffTags.WIDTH, layout.segmentWidth()),
                TiffField.number(TiffTags.HEIGHT, rows),
                TiffField.shorts(TiffTags.BITS, 1),
                TiffField.shorts(TiffTags.COMPRESSION, layout.compression()),
                TiffField.shorts(TiffTags.PHOTOMETRIC, TiffTags.BLACK_IS_ZERO),
                TiffField.number(TiffTags.STRIP_OFFSETS, FIRST_STRIP_AT),
                TiffField.shorts(TiffTags.SAMPLES, 1),
                TiffField.number(TiffTags.ROWS_PER_STRIP, rows),
                TiffField.number(TiffTags.STRIP_BYTES, codes.length),
                TiffField.number(TiffTags.T4_OPTIONS, layout.faxOptions()));
        return TiffField.stream(fields, codes);
    }
}
