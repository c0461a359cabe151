package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.metadata.ExtendedXmp;
import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Metadata.Text.Encoding;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** Writes the segments before the scan of a JPEG. */
final class JpegSegments {
    /** What a segment holds beside its length. */
    private static final int MOST_BYTES = 65_533;
    /** Of a profile in one segment, behind its name and two numbers (ICC.1:2022, annex B.4). */
    static final int MOST_ICC_BYTES = 65_519;

    static final int COMMENT = 0xfe;
    private static final int MOST_ICC_SEGMENTS = 255;
    private static final int MOST_XMP_BYTES = MOST_BYTES - JpegMetadata.XMP.length;
    /** Of extended XMP in one segment, as its specification has it. */
    private static final int MOST_EXTENSION_BYTES = 65_400;

    private final OutputStream out;

    JpegSegments(OutputStream out) {
        this.out = out;
    }

    /** What has no room: one segment holds EXIF, a profile 255; XMP and Photoshop's resources take what they need. */
    static List<String> omissions(Metadata metadata) {
        List<String> omissions = new ArrayList<>();
        omission("EXIF", metadata.exif(), JpegMetadata.EXIF.length).ifPresent(omissions::add);
        if (metadata.xmp().isPresent() && !fitsXmp(metadata.xmp().get())) {
            omissions.add("XMP of %d bytes left out: JPEG has no room for its attributes"
                    .formatted(metadata.xmp().get().length));
        }
        if (metadata.icc().isPresent() && !fitsIcc(metadata.icc().get())) {
            omissions.add("ICC profile of %d bytes left out: JPEG has room for %d"
                    .formatted(metadata.icc().get().length, MOST_ICC_BYTES * MOST_ICC_SEGMENTS));
        }
        for (Text text : metadata.texts()) {
            omission("comment", Optional.of(comment(text)), 0).ifPresent(omissions::add);
        }
        return omissions;
    }

    void writeMetadata(Metadata metadata) throws IOException {
        writeJfif(metadata.resolution());
        writeBlock(0xe1, JpegMetadata.EXIF, metadata.exif());
        if (metadata.xmp().isPresent()) {
            writeXmp(metadata.xmp().get());
        }
        Optional<byte[]> resources = ImageResources.of(metadata.iptc(), metadata.photoshop());
        if (resources.isPresent()) {
            writeResources(resources.get());
        }
        if (metadata.icc().isPresent() && fitsIcc(metadata.icc().get())) {
            writeIcc(metadata.icc().get());
        }
        for (Text text : metadata.texts()) {
            writeBlock(COMMENT, new byte[0], Optional.of(comment(text)));
        }
    }

    /** A quantisation table, given row by row (T.81, section B.2.4.1). */
    void writeQuantisation(int id, int[] table) throws IOException {
        byte[] segment = new byte[65];
        segment[0] = (byte) id;
        for (int k = 0; k < 64; k++) {
            segment[k + 1] = (byte) table[BlockCoder.ZIGZAG[k]];
        }
        write(0xdb, segment);
    }

    /** Table class 0 for first coefficients, 1 for the others (section B.2.4.2). */
    void writeHuffman(int tableClass, int id, JPEGHuffmanTable table) throws IOException {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.write(tableClass << 4 | id);
        short[] lengths = table.getLengths();
        for (int i = 0; i < 16; i++) {
            segment.write(i < lengths.length ? lengths[i] : 0);
        }
        for (short value : table.getValues()) {
            segment.write(value);
        }
        write(0xc4, segment.toByteArray());
    }

    /** A baseline frame without subsampling: the first component takes table 0, the others 1. */
    void writeFrame(Shape shape) throws IOException {
        ByteBuffer segment = ByteBuffer.allocate(6 + 3 * shape.channels());
        segment.put((byte) 8).putShort((short) shape.height()).putShort((short) shape.width());
        segment.put((byte) shape.channels());
        for (int i = 0; i < shape.channels(); i++) {
            segment.put((byte) (i + 1)).put((byte) 0x11).put((byte) Math.min(i, 1));
        }
        write(0xc0, segment.array());
    }

    void writeScanHeader(int channels) throws IOException {
        ByteBuffer segment = ByteBuffer.allocate(4 + 2 * channels).put((byte) channels);
        for (int i = 0; i < channels; i++) {
            segment.put((byte) (i + 1)).put((byte) (i == 0 ? 0x00 : 0x11));
        }
        segment.put((byte) 0).put((byte) 63).put((byte) 0);
        write(0xda, segment.array());
    }

    private static Optional<String> omission(String name, Optional<byte[]> block, int prefix) {
        int room = MOST_BYTES - prefix;
        return block.filter(bytes -> bytes.length > room)
                .map(bytes -> "%s of %d bytes left out: JPEG has room for %d".formatted(name, bytes.length, room));
    }

    /**
     * A comment has neither keyword nor encoding: the keyword of another text stands before it, and characters are UTF-8
     * unless they are bytes of which nothing is known.
     */
    private static byte[] comment(Text text) {
        String keyword = text.keyword().equals(Text.COMMENT) ? "" : text.keyword() + ": ";
        return (keyword + text.text())
                .getBytes(text.encoding() == Encoding.UNKNOWN ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static boolean fitsIcc(byte[] icc) {
        return icc.length <= MOST_ICC_BYTES * MOST_ICC_SEGMENTS;
    }

    private void writeJfif(Optional<Resolution> resolution) throws IOException {
        ByteBuffer segment = ByteBuffer.allocate(14).put(JpegMetadata.JFIF).putShort((short) 0x0102);
        Resolution stated = resolution.orElse(new Resolution(1, 1, false));
        double inch = stated.perMetre() ? Resolution.INCH : 1;
        segment.put((byte) (stated.perMetre() ? 1 : 0));
        segment.putShort(density(stated.x() * inch)).putShort(density(stated.y() * inch));
        write(0xe0, segment.array());
    }

    private static short density(double value) {
        return (short) Math.max(1, Math.min(65_535, Math.round(value)));
    }

    private static boolean fitsXmp(byte[] xmp) {
        return xmp.length <= MOST_XMP_BYTES
                || ExtendedXmp.split(xmp, MOST_XMP_BYTES).isPresent();
    }

    private void writeXmp(byte[] xmp) throws IOException {
        if (xmp.length <= MOST_XMP_BYTES) {
            writeBlock(0xe1, JpegMetadata.XMP, Optional.of(xmp));
            return;
        }
        Optional<ExtendedXmp> parts = ExtendedXmp.split(xmp, MOST_XMP_BYTES);
        if (parts.isEmpty()) {
            return;
        }
        writeBlock(0xe1, JpegMetadata.XMP, Optional.of(parts.get().main()));
        byte[] extension = parts.get().extension();
        for (int from = 0; from < extension.length; from += MOST_EXTENSION_BYTES) {
            int length = Math.min(MOST_EXTENSION_BYTES, extension.length - from);
            ByteBuffer segment = ByteBuffer.allocate(JpegMetadata.EXTENDED_XMP.length + 40 + length);
            segment.put(JpegMetadata.EXTENDED_XMP).put(parts.get().sum().getBytes(StandardCharsets.US_ASCII));
            segment.putInt(extension.length).putInt(from).put(extension, from, length);
            write(0xe1, segment.array());
        }
    }

    /** Readers join the segments of Photoshop's resources before they look at them. */
    private void writeResources(byte[] resources) throws IOException {
        int most = MOST_BYTES - JpegMetadata.PHOTOSHOP.length;
        for (int from = 0; from < resources.length; from += most) {
            byte[] part = Arrays.copyOfRange(resources, from, Math.min(resources.length, from + most));
            writeBlock(0xed, JpegMetadata.PHOTOSHOP, Optional.of(part));
        }
    }

    private void writeIcc(byte[] icc) throws IOException {
        int count = Math.max(1, (icc.length + MOST_ICC_BYTES - 1) / MOST_ICC_BYTES);
        for (int i = 0; i < count; i++) {
            int from = i * MOST_ICC_BYTES;
            int length = Math.min(MOST_ICC_BYTES, icc.length - from);
            ByteBuffer segment = ByteBuffer.allocate(JpegMetadata.ICC.length + 2 + length);
            segment.put(JpegMetadata.ICC).put((byte) (i + 1)).put((byte) count).put(icc, from, length);
            write(0xe2, segment.array());
        }
    }

    private void writeBlock(int marker, byte[] prefix, Optional<byte[]> block) throws IOException {
        if (block.isPresent() && prefix.length + block.get().length <= MOST_BYTES) {
            write(
                    marker,
                    ByteBuffer.allocate(prefix.length + block.get().length)
                            .put(prefix)
                            .put(block.get())
                            .array());
        }
    }

    private void write(int marker, byte[] segment) throws IOException {
        out.write(ByteBuffer.allocate(4)
                .putShort((short) (0xff00 | marker))
                .putShort((short) (segment.length + 2))
                .array());
        out.write(segment);
    }
}
