package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.metadata.GeoTags;
import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** What a TIFF of ours says before its strips: header, one directory, and what that refers to. */
final class TiffHead {
    /** A classic TIFF has offsets of 4 bytes; deflated noise and metadata take a little more than the pixels do. */
    private static final long MOST_CLASSIC_BYTES = 0xffffffffL - (64 << 20);

    private final List<TiffField> fields = new ArrayList<>();
    private final boolean big;

    TiffHead(Shape shape, Metadata metadata, int rowsPerStrip) throws IOException {
        this.big = big(shape);
        int[] bits = new int[shape.channels()];
        Arrays.fill(bits, shape.bits());
        fields.add(TiffField.number(TiffTags.WIDTH, shape.width()));
        fields.add(TiffField.number(TiffTags.HEIGHT, shape.height()));
        fields.add(TiffField.shorts(TiffTags.BITS, bits));
        fields.add(TiffField.shorts(TiffTags.COMPRESSION, TiffTags.DEFLATE));
        fields.add(
                TiffField.shorts(TiffTags.PHOTOMETRIC, shape.colours() == 1 ? TiffTags.BLACK_IS_ZERO : TiffTags.RGB));
        fields.add(TiffField.shorts(TiffTags.SAMPLES, shape.channels()));
        fields.add(TiffField.number(TiffTags.ROWS_PER_STRIP, rowsPerStrip));
        fields.add(TiffField.shorts(TiffTags.PLANAR, 1));
        fields.add(TiffField.shorts(TiffTags.PREDICTOR, 2));
        if (shape.hasAlpha()) {
            fields.add(TiffField.shorts(TiffTags.EXTRA_SAMPLES, 2));
        }
        addMetadata(metadata);
    }

    /** Whether a picture may need offsets of 8 bytes. */
    static boolean big(Shape shape) {
        return (long) shape.height() * shape.rowBytes() > MOST_CLASSIC_BYTES;
    }

    /** All before the strips, which follow at once. */
    byte[] bytes(long[] ends) {
        int header = big ? 16 : 8;
        byte[] directory = directory(ends, header, 0);
        int stripsAt = header + directory.length + (directory.length & 1);
        byte[] all = new byte[stripsAt];
        ByteBuffer bytes = ByteBuffer.wrap(all).putShort((short) 0x4d4d);
        if (big) {
            bytes.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(header);
        } else {
            bytes.putShort((short) 42).putInt(header);
        }
        bytes.put(directory(ends, header, stripsAt));
        return all;
    }

    private byte[] directory(long[] ends, int at, long stripsAt) {
        long[] offsets = new long[ends.length];
        for (int i = 0; i < ends.length; i++) {
            offsets[i] = stripsAt + (i == 0 ? 0 : ends[i - 1]);
        }
        List<TiffField> sorted = new ArrayList<>(fields);
        sorted.add(TiffField.numbers(TiffTags.STRIP_OFFSETS, offsets, big));
        sorted.add(TiffField.numbers(TiffTags.STRIP_BYTES, TiffEncoder.lengths(ends), big));
        sorted.sort(Comparator.comparingInt(TiffField::tag));
        return TiffField.directory(sorted, at, big);
    }

    private void addMetadata(Metadata metadata) throws IOException {
        metadata.resolution().ifPresent(this::addResolution);
        metadata.xmp().ifPresent(xmp -> fields.add(TiffField.bytes(TiffTags.XMP, TiffFile.BYTE, xmp)));
        metadata.iptc().ifPresent(iptc -> fields.add(TiffField.bytes(TiffTags.IPTC, TiffFile.UNDEFINED, iptc)));
        // Photoshop reads IPTC among its own resources, others by the tag.
        ImageResources.of(metadata.iptc(), metadata.photoshop())
                .filter(resources -> metadata.photoshop().isPresent())
                .ifPresent(resources -> fields.add(TiffField.bytes(TiffTags.PHOTOSHOP, TiffFile.BYTE, resources)));
        metadata.icc().ifPresent(icc -> fields.add(TiffField.bytes(TiffTags.ICC, TiffFile.UNDEFINED, icc)));
        if (metadata.exif().isPresent()) {
            boolean resolutionStated = metadata.resolution().isPresent();
            addStream(
                    metadata.exif().get(),
                    tag -> TiffMetadata.descriptive(tag) || (!resolutionStated && resolution(tag)));
        }
        if (metadata.geo().isPresent()) {
            addStream(metadata.geo().get(), GeoTags::has);
        }
    }

    private void addResolution(Resolution resolution) {
        double inch = resolution.perMetre() ? Resolution.INCH : 1;
        fields.add(TiffField.ratio(TiffTags.X_RESOLUTION, resolution.x() * inch));
        fields.add(TiffField.ratio(TiffTags.Y_RESOLUTION, resolution.y() * inch));
        fields.add(TiffField.shorts(TiffTags.RESOLUTION_UNIT, resolution.perMetre() ? 2 : 1));
    }

    /** EXIF and GeoTIFF are directories of TIFF's own kind: what describes the picture goes among the tags of the file. */
    private void addStream(byte[] block, IntPredicate wanted) throws IOException {
        try {
            TiffFile stream = new TiffFile(new SourceReader(ByteSource.of(block), Deadline.NONE));
            fields.addAll(TiffField.read(
                    stream, stream.directory(stream.firstDirectory()), wanted, 0, new int[] {block.length}));
        } catch (PictureException e) {
            // A block that no reader can follow has nothing to tell.
        }
    }

    private static boolean resolution(int tag) {
        return tag == TiffTags.X_RESOLUTION || tag == TiffTags.Y_RESOLUTION || tag == TiffTags.RESOLUTION_UNIT;
    }
}
