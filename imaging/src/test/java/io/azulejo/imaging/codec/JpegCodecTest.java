package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.jpeg.JpegCodec;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;

class JpegCodecTest extends CodecContract {
    /** Where the JFIF segment of a file of ours ends. */
    private static final int JFIF_END = 2 + 18;

    @Override
    Codec codec() {
        return new JpegCodec();
    }

    @Override
    List<Shape> shapes() {
        return List.of(
                new Shape(40, 30, 3, 8),
                new Shape(37, 29, 1, 8),
                new Shape(1, 50, 3, 8),
                new Shape(50, 2, 1, 8),
                new Shape(64, 64, 3, 8));
    }

    @Override
    double fidelity() {
        return 40;
    }

    @Override
    byte[] withCredentials() throws Exception {
        byte[] file = small();
        byte[] segment = {(byte) 0xff, (byte) 0xeb, 0, 12, 'J', 'P', 0, 1, 0, 0, 'c', '2', 'p', 'a'};
        return ByteBuffer.allocate(file.length + segment.length)
                .put(file, 0, JFIF_END)
                .put(segment)
                .put(file, JFIF_END, file.length - JFIF_END)
                .array();
    }

    @Override
    Optional<Shape> impossible() {
        return Optional.of(new Shape(8, 8, 4, 8));
    }

    @Test
    void obstaclesSayWhatTheFormatHolds() {
        assertEquals(
                Optional.of("JPEG holds 8 bits a sample and this picture has 16"),
                codec().obstacle(new Shape(8, 8, 3, 16)));
        assertEquals(
                Optional.of("JPEG holds 65535 pixels a side and this picture has 70000x8"),
                codec().obstacle(new Shape(70_000, 8, 3, 8)));
    }

    @Test
    void writesThePixelsThatLibjpegWouldAtEveryQuality() throws Exception {
        for (int quality : new int[] {10, 50, 75, 95, 100}) {
            Picture picture = Pictures.smooth(new Shape(61, 43, 3, 8), quality);
            byte[] ours = written(picture, quality);
            byte[] theirs = writtenByJdk(picture, quality);
            assertEquals(Pictures.sha256(read(theirs)), Pictures.sha256(read(ours)), "quality " + quality);
        }
    }

    @Test
    void longProfileIsSplitOverSegments() throws Exception {
        byte[] icc = Arrays.copyOf(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData(), 150_000);
        ByteBuffer.wrap(icc).putInt(0, icc.length);
        Metadata metadata =
                new Metadata(Optional.of(icc), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        byte[] file = written(Pictures.smooth(shapes().get(0), 1).with(metadata));
        assertArrayEquals(icc, read(file).metadata().icc().orElseThrow());
        Sources.Counting source = new Sources.Counting(file);
        codec().probe(source);
        assertTrue(source.bytesRead() < 100_000, "probe steps over the profile: " + source.bytesRead());
    }

    @Test
    void blockWithoutRoomIsLeftOutAndNamed() throws Exception {
        byte[] exif = Arrays.copyOf(Blocks.exif(1, false), 70_000);
        Metadata metadata =
                new Metadata(Optional.empty(), Optional.of(exif), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(List.of("EXIF of 70000 bytes left out: JPEG has room for 65527"), codec().omissions(metadata));
        byte[] file = written(Pictures.smooth(shapes().get(0), 1).with(metadata));
        assertEquals(Optional.empty(), read(file).metadata().exif());
    }

    @Test
    void xmpOfMoreThanOneSegmentIsPartedAndJoined() throws Exception {
        byte[] packet = XmpPackets.of(
                "dc:format=\"image/jpeg\" Iptc4xmpExt:DigitalSourceType=\"urn:kept\"",
                "<own:long>" + "abcdefgh".repeat(20_000) + "</own:long><own:short>s</own:short>");
        byte[] file = written(Pictures.smooth(shapes().get(0), 1).with(withXmp(packet)));
        assertEquals(List.of(), codec().omissions(withXmp(packet)));
        Decoded decoded = codec().decode(ByteSource.of(file), DecodeOptions.DEFAULT);
        assertEquals(List.of(), decoded.notes());
        byte[] read = decoded.picture().metadata().xmp().orElseThrow();
        assertEquals("abcdefgh".repeat(20_000), XmpPackets.value(read, "own:long"));
        assertEquals("s", XmpPackets.value(read, "own:short"));
        assertEquals("urn:kept", XmpPackets.value(read, "Iptc4xmpExt:DigitalSourceType"));
    }

    @Test
    void extendedXmpThatIsCutLeavesTheMainPacketWithANote() throws Exception {
        byte[] packet =
                XmpPackets.of("dc:format=\"image/jpeg\"", "<own:long>" + "abcdefgh".repeat(20_000) + "</own:long>");
        byte[] file = written(Pictures.smooth(shapes().get(0), 1).with(withXmp(packet)));
        int text = new String(file, StandardCharsets.ISO_8859_1).indexOf("abcdefgh");
        file[text] = 'A';
        Decoded decoded = codec().decode(ByteSource.of(file), DecodeOptions.DEFAULT);
        byte[] read = decoded.picture().metadata().xmp().orElseThrow();
        assertEquals("image/jpeg", XmpPackets.value(read, "dc:format"));
        assertEquals(
                List.of("XMP beyond the first 64 KB (extended XMP) left out: cut, damaged, or of more than 4194304"
                        + " bytes"),
                decoded.notes());
    }

    @Test
    void iptcOfMoreThanOneSegmentIsPartedAndJoined() throws Exception {
        byte[] iptc = new byte[150_000];
        Arrays.fill(iptc, (byte) 0x1c);
        Metadata metadata =
                new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(iptc), Optional.empty());
        assertEquals(List.of(), codec().omissions(metadata));
        byte[] file = written(Pictures.smooth(shapes().get(0), 1).with(metadata));
        assertArrayEquals(iptc, read(file).metadata().iptc().orElseThrow());
    }

    private static Metadata withXmp(byte[] packet) {
        return new Metadata(
                Optional.empty(), Optional.empty(), Optional.of(packet), Optional.empty(), Optional.empty());
    }

    @Test
    void adobeTransformNoneMeansComponentsAreRgb() throws Exception {
        byte[] file = written(Pictures.smooth(new Shape(16, 16, 3, 8), 2));
        Picture converted = read(file);
        Picture stored = read(withoutJfif(file, adobe(0)));
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                double luma = stored.sample(x, y, 0);
                double red = luma + 1.402 * (stored.sample(x, y, 2) - 128);
                double blue = luma + 1.772 * (stored.sample(x, y, 1) - 128);
                assertEquals(Math.max(0, Math.min(255, red)), converted.sample(x, y, 0), 0.51);
                assertEquals(Math.max(0, Math.min(255, blue)), converted.sample(x, y, 2), 0.51);
            }
        }
        assertEquals(Pictures.sha256(converted), Pictures.sha256(read(withoutJfif(file, adobe(1)))));
        assertEquals(Pictures.sha256(converted), Pictures.sha256(read(withoutJfif(file, new byte[0]))));
    }

    @Test
    void cmykGoesThroughItsProfileWhichIsThenDropped() throws Exception {
        byte[] plain = cmykFile(Optional.empty());
        byte[] profiled = cmykFile(Optional.of(Blocks.cmykProfile()));
        Picture formula = read(plain);
        Decoded decoded = codec().decode(ByteSource.of(profiled), DecodeOptions.DEFAULT);
        Picture converted = decoded.picture();
        assertEquals(Optional.empty(), converted.metadata().icc());
        assertEquals(List.of("CMYK converted to sRGB by its ICC profile, which is dropped"), decoded.notes());
        // No ink is white by both; pure cyan is a colour by the formula and a grey by this profile.
        assertEquals(255, converted.sample(0, 0, 0), 3);
        assertEquals(255, converted.sample(0, 0, 2), 3);
        assertEquals(0, formula.sample(12, 0, 0), 3);
        assertEquals(255, formula.sample(12, 0, 2), 3);
        assertEquals(converted.sample(12, 0, 0), converted.sample(12, 0, 2), 3);
        assertEquals(162, converted.sample(12, 0, 0), 6);
    }

    @Test
    void damagedMetadataFailsThePictureOnlyWhereWarningsAreFailures() throws Exception {
        byte[] file = small();
        byte[] exif = {(byte) 0xff, (byte) 0xe1, 0, 12, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42};
        ByteSource source = ByteSource.of(ByteBuffer.allocate(file.length + exif.length)
                .put(file, 0, JFIF_END)
                .put(exif)
                .put(file, JFIF_END, file.length - JFIF_END)
                .array());
        Decoded decoded = codec().decode(source, DecodeOptions.DEFAULT);
        assertEquals(List.of("EXIF left out: cut or damaged (4 bytes)"), decoded.notes());
        DecodeOptions strict =
                new DecodeOptions(1 << 30, 1 << 30, Strictness.WARNING, DecodeOptions.DEFAULT.deadline());
        PictureException e = assertThrows(PictureException.class, () -> codec().decode(source, strict));
        assertEquals(FailureKind.CORRUPT, e.kind());
    }

    @Test
    void fileCutBetweenTwoScansIsTruncated() throws Exception {
        Picture picture = Pictures.smooth(new Shape(40, 40, 3, 8), 3);
        byte[] file = progressive(picture);
        int refused = 0;
        for (int at = 2; at < file.length; at++) {
            if (file[at] == (byte) 0xff && file[at + 1] == (byte) 0xda) {
                byte[] cut = Arrays.copyOf(file, at + 2);
                cut[at + 1] = (byte) 0xd9;
                if (refused > 0) {
                    PictureException e = assertThrows(PictureException.class, () -> read(cut));
                    assertEquals(FailureKind.TRUNCATED, e.kind());
                }
                refused++;
            }
        }
        assertTrue(refused > 3, "scans: " + refused);
        assertTrue(Pictures.psnr(picture, read(file)) > 25);
    }

    @Test
    void thousandsOfScansAreRefused() throws Exception {
        byte[] file = progressive(Pictures.smooth(new Shape(16, 16, 3, 8), 4));
        int lastScan = 0;
        for (int at = 0; at + 1 < file.length; at++) {
            lastScan = file[at] == (byte) 0xff && file[at + 1] == (byte) 0xda ? at : lastScan;
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(file, 0, lastScan);
        for (int i = 0; i < 1000; i++) {
            bomb.write(file, lastScan, file.length - 2 - lastScan);
        }
        bomb.write(file, file.length - 2, 2);
        PictureException e = assertThrows(PictureException.class, () -> read(bomb.toByteArray()));
        assertEquals("more than 500 scans; a picture has about 10", e.getMessage());
    }

    @Test
    void hugePictureIsWrittenInLittleMemory() throws Exception {
        // 10.8 gigabytes of samples, of which the encoder may hold eight rows.
        Shape shape = new Shape(60_000, 60_000, 3, 8);
        byte[] row = new byte[shape.rowBytes()];
        long before = used();
        try (RowSink sink =
                codec().encode(OutputStream.nullOutputStream(), shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < 16; y++) {
                sink.write(row, 0);
            }
            assertTrue(used() - before < 20_000_000, "holds " + (used() - before));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private byte[] written(Picture picture, int quality) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = codec().encode(out, picture.shape(), Metadata.NONE, new EncodeOptions(quality))) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        }
        return out.toByteArray();
    }

    /** The JDK's encoder, which is libjpeg, without chroma subsampling. */
    private static byte[] writtenByJdk(Picture picture, int quality) throws Exception {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
        BufferedImage image = image(picture);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        var root = (IIOMetadataNode) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
        var first = (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
        first.setAttribute("HsamplingFactor", "1");
        first.setAttribute("VsamplingFactor", "1");
        metadata.setFromTree("javax_imageio_jpeg_image_1.0", root);
        return write(writer, new IIOImage(image, null, metadata), param);
    }

    private static byte[] progressive(Picture picture) throws Exception {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return write(writer, new IIOImage(image(picture), null, null), param);
    }

    /** 16 by 8 pixels: no ink on the left, cyan on the right; stored inverted as Adobe does. */
    private static byte[] cmykFile(Optional<byte[]> icc) throws Exception {
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 8, 4, null);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 16; x++) {
                raster.setPixel(x, y, new int[] {x < 8 ? 255 : 0, 255, 255, 255});
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        byte[] file = write(writer, new IIOImage(raster, null, null), null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, 2);
        out.writeBytes(adobe(0));
        if (icc.isPresent()) {
            int length = 2 + 14 + icc.get().length;
            out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe2, (byte) (length >> 8), (byte) length});
            out.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(icc.get());
        }
        out.write(file, 2, file.length - 2);
        return out.toByteArray();
    }

    private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam param) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, image, param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static BufferedImage image(Picture picture) {
        Shape shape = picture.shape();
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int red = picture.sample(x, y, 0) << 16;
                image.setRGB(x, y, red | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2));
            }
        }
        return image;
    }

    private static byte[] adobe(int transform) {
        return new byte[] {
            (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
    }

    private static byte[] withoutJfif(byte[] file, byte[] segment) {
        ByteBuffer out = ByteBuffer.allocate(2 + segment.length + file.length - JFIF_END);
        return out.put(file, 0, 2)
                .put(segment)
                .put(file, JFIF_END, file.length - JFIF_END)
                .array();
    }
}
