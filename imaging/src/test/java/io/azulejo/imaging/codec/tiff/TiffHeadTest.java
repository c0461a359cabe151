package io.azulejo.imaging.codec.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.TiffFixture;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TiffHeadTest {
    /** 12 GB of samples. */
    private static final Shape GIANT = new Shape(1 << 15, 1 << 16, 3, 16);

    private static final Metadata XMP = new Metadata(
            Optional.empty(),
            Optional.empty(),
            Optional.of("<x/>.....".getBytes(StandardCharsets.UTF_8)),
            Optional.empty(),
            Optional.empty());

    @Test
    void pictureNearFourGibibytesGetsOffsetsOfEightBytes() throws Exception {
        long[] ends = {5_000_000_000L, 9_000_000_000L};
        byte[] head = new TiffHead(GIANT, XMP, 1 << 15).bytes(ends);
        assertEquals(43, head[3]);
        TiffDirectory directory = read(head);
        assertEquals(GIANT.width(), directory.number(TiffTags.WIDTH, 0));
        assertArrayEquals(new long[] {16, 16, 16}, directory.numbers(TiffTags.BITS, 9));
        assertArrayEquals(
                XMP.xmp().orElseThrow(), directory.bytes(TiffTags.XMP, 99).orElseThrow());
        assertArrayEquals(
                new long[] {head.length, head.length + 5_000_000_000L}, directory.numbers(TiffTags.STRIP_OFFSETS, 9));
        assertArrayEquals(new long[] {5_000_000_000L, 4_000_000_000L}, directory.numbers(TiffTags.STRIP_BYTES, 9));
    }

    @Test
    void directoriesBelowThatOfAGiantHaveEntriesOfItsKind() throws Exception {
        Metadata camera = new Metadata(
                Optional.empty(),
                Optional.of(TiffFixture.exifWithExposure()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        byte[] head = new TiffHead(GIANT, camera, 1 << 15).bytes(new long[] {5_000_000_000L, 9_000_000_000L});
        TiffFile file = file(head);
        TiffDirectory exif = file.directory(read(head).number(TiffTags.EXIF, 0));
        assertEquals(Optional.of(1 / 250.0), exif.ratio(0x829a));
    }

    @Test
    void smallerPictureIsClassic() throws Exception {
        byte[] head = new TiffHead(new Shape(100, 100, 3, 8), XMP, 50).bytes(new long[] {1000, 1700});
        assertEquals(42, head[3]);
        assertArrayEquals(
                new long[] {head.length, head.length + 1000L}, read(head).numbers(TiffTags.STRIP_OFFSETS, 9));
    }

    private static TiffDirectory read(byte[] head) throws Exception {
        TiffFile file = file(head);
        return file.directory(file.firstDirectory());
    }

    private static TiffFile file(byte[] head) throws Exception {
        return new TiffFile(new SourceReader(ByteSource.of(head), Deadline.NONE));
    }
}
