package io.azulejo.imaging.codec;

import io.azulejo.imaging.codec.metadata.ExifBlock;
import io.azulejo.imaging.codec.metadata.StatedColour;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Blocks of metadata to test with. */
final class Blocks {
    private static final byte[] MAKER = "Azulejo\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] THUMBNAIL = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};

    static final byte[] XMP =
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">azul\u00e9jo</x:xmpmeta>".getBytes(StandardCharsets.UTF_8);
    static final byte[] IPTC = {0x1c, 2, 80, 0, 3, 'A', 'n', 'a'};

    private Blocks() {}

    /** One of every block that there is, a comment, and a resolution of 300 by 150 pixels per inch. */
    static Metadata metadata(Shape shape) {
        int space = shape.colours() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        return new Metadata(
                Optional.of(ICC_Profile.getInstance(space).getData()),
                Optional.of(exif(1, false)),
                Optional.of(XMP),
                Optional.of(IPTC),
                Optional.of(resolutionResource(300, 150)),
                Optional.of(geo(false)),
                wideColour(),
                List.of(new Text(Text.COMMENT, "", "", "a\u00e7ores", Text.Encoding.UTF_8)),
                Optional.of(new Resolution(300 / 0.0254, 150 / 0.0254, true)));
    }

    /** The code points of BT.2020 with the transfer of SMPTE ST 2084. */
    private static Optional<byte[]> wideColour() {
        StatedColour colour = new StatedColour();
        colour.take("cICP", new byte[] {9, 16, 0, 1});
        return colour.block();
    }

    /** Metadata that state 300 by 150 pixels per inch in every place that there is. */
    static Metadata stated(Shape shape) {
        Metadata all = metadata(shape);
        String creator = "<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator>";
        return new Metadata(
                all.icc(),
                Optional.of(ExifBlock.of(all.resolution().orElseThrow())),
                Optional.of(XmpPackets.of("tiff:XResolution=\"300/1\" tiff:YResolution=\"150/1\"", creator)),
                all.iptc(),
                all.photoshop(),
                all.geo(),
                all.colour(),
                all.texts(),
                all.resolution());
    }

    /** A big-endian TIFF stream: maker and orientation, and behind them perhaps a thumbnail. */
    static byte[] exif(int orientation, boolean thumbnail) {
        int value = 8 + 2 + 2 * 12 + 4;
        int second = value + MAKER.length;
        ByteBuffer block = ByteBuffer.allocate(second + (thumbnail ? 2 + 2 * 12 + 4 + THUMBNAIL.length : 0));
        block.putShort((short) 0x4d4d).putShort((short) 42).putInt(8).putShort((short) 2);
        entry(block, 0x010f, 2, MAKER.length, value);
        entry(block, 0x0112, 3, 1, orientation << 16);
        block.putInt(thumbnail ? second : 0).put(MAKER);
        if (thumbnail) {
            block.putShort((short) 2);
            entry(block, 0x0201, 4, 1, second + 2 + 2 * 12 + 4);
            entry(block, 0x0202, 4, 1, THUMBNAIL.length);
            block.putInt(0).put(THUMBNAIL);
        }
        return block.array();
    }

    /** Photoshop's resource of resolution, as its files have it: pixels per inch across and down. */
    static byte[] resolutionResource(int x, int y) {
        ByteBuffer block = ByteBuffer.allocate(12 + 16).putInt(0x3842494d).putShort((short) 0x03ed);
        block.putShort((short) 0).putInt(16);
        block.putInt(x << 16).putShort((short) 1).putShort((short) 1);
        return block.putInt(y << 16).putShort((short) 1).putShort((short) 1).array();
    }

    /**
     * GeoTIFF's tags: 10 by 5 units of the map a pixel, pixel (3, 4) at (500000, 4100000), the raster type, and GDAL's
     * word for no data.
     */
    static byte[] geo(boolean pixelIsPoint) {
        int tail = 8 + 2 + 4 * 12 + 4;
        ByteBuffer block = ByteBuffer.allocate(tail + 24 + 48 + 16 + 6);
        block.putShort((short) 0x4d4d).putShort((short) 42).putInt(8).putShort((short) 4);
        entry(block, 33550, 12, 3, tail);
        entry(block, 33922, 12, 6, tail + 24);
        entry(block, 34735, 3, 8, tail + 72);
        entry(block, 42113, 2, 6, tail + 88);
        block.putInt(0);
        for (double value : new double[] {10, 5, 0, 3, 4, 0, 500_000, 4_100_000, 0}) {
            block.putDouble(value);
        }
        for (int value : new int[] {1, 1, 0, 1, 1025, 0, 1, pixelIsPoint ? 2 : 1}) {
            block.putShort((short) value);
        }
        return block.put("-9999\0".getBytes(StandardCharsets.US_ASCII)).array();
    }

    /**
     * A CMYK profile in which ink only darkens: lightness is what black leaves of what the mean of the colours leaves.
     */
    static byte[] cmykProfile() {
        int tags = 2;
        int data = 128 + 4 + 12 * tags;
        int white = 20;
        int table = 48 + 4 * 256 + 16 * 3 + 3 * 256;
        ByteBuffer icc = ByteBuffer.allocate(data + white + table);
        icc.putInt(icc.capacity()).putInt(0).putInt(0x02400000);
        icc.put("prtrCMYKLab ".getBytes(StandardCharsets.US_ASCII)).position(36);
        icc.put("acsp".getBytes(StandardCharsets.US_ASCII)).position(68);
        icc.putInt(0xf6d6).putInt(0x10000).putInt(0xd32d).position(128);
        icc.putInt(tags);
        icc.put("wtpt".getBytes(StandardCharsets.US_ASCII)).putInt(data).putInt(white);
        icc.put("A2B0".getBytes(StandardCharsets.US_ASCII)).putInt(data + white).putInt(table);
        icc.put("XYZ ".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        icc.putInt(0xf6d6).putInt(0x10000).putInt(0xd32d);
        icc.put("mft1".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        icc.put(new byte[] {4, 3, 2, 0});
        for (int i = 0; i < 9; i++) {
            icc.putInt(i % 4 == 0 ? 0x10000 : 0);
        }
        ramps(icc, 4);
        for (int inks = 0; inks < 16; inks++) {
            boolean black = (inks & 1) != 0;
            int colours = Integer.bitCount(inks >> 1);
            icc.put((byte) (black ? 0 : 255 - 85 * colours)).put((byte) 128).put((byte) 128);
        }
        ramps(icc, 3);
        return icc.array();
    }

    private static void ramps(ByteBuffer icc, int count) {
        for (int i = 0; i < 256 * count; i++) {
            icc.put((byte) i);
        }
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
