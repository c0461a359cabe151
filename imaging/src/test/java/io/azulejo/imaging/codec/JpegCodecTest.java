package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.jpeg.JpegCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JpegCodecTest extends MetadataContract {
    /** Where the JFIF segment of a file of ours ends. */
    static final int JFIF_END = 2 + 18;

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
        byte[] segment = {(byte) 0xff, (byte) 0xeb, 0, 12, 'J', 'P', 0, 1, 0, 0, 'c', '2', 'p', 'a'};
        return inserted(small(), JFIF_END, segment);
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
            byte[] ours = written(picture, new EncodeOptions(quality));
            byte[] theirs = JdkFiles.jpeg(picture, quality);
            assertEquals(Pictures.sha256(read(theirs)), Pictures.sha256(read(ours)), "quality " + quality);
        }
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
        Decoded decoded = decode(profiled);
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
    void fileCutBetweenTwoScansIsTruncated() throws Exception {
        Picture picture = Pictures.smooth(new Shape(40, 40, 3, 8), 3);
        byte[] file = JdkFiles.progressiveJpeg(picture);
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
        byte[] file = JdkFiles.progressiveJpeg(Pictures.smooth(new Shape(16, 16, 3, 8), 4));
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
    void heightThatStandsBehindTheScanIsFound() throws Exception {
        byte[] file = written(Pictures.smooth(new Shape(40, 30, 3, 8), 5));
        byte[] without = file.clone();
        int frame = new String(file, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        without[frame + 5] = 0;
        without[frame + 6] = 0;
        byte[] lines = {(byte) 0xff, (byte) 0xdc, 0, 4, 0, 30};
        byte[] behind = inserted(without, file.length - 2, lines);
        assertEquals(decode(file).probe(), codec().probe(ByteSource.of(behind)));
        assertEquals(Pictures.sha256(read(file)), Pictures.sha256(read(behind)));
        assertEquals(List.of(), decode(behind).notes());

        assertEquals(
                "the frame header says no height, and marker FF D9 stands where it should",
                assertThrows(PictureException.class, () -> read(without)).getMessage());
        byte[] cut = Arrays.copyOf(without, without.length - 2);
        PictureException e = assertThrows(PictureException.class, () -> read(cut));
        assertEquals(FailureKind.TRUNCATED, e.kind());
    }

    @Test
    void jpegLsIsNamedWhereverItsFrameHeaderStands() throws Exception {
        byte[] file = written(Pictures.smooth(new Shape(16, 16, 3, 8), 6));
        file[new String(file, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0") + 1] = (byte) 0xf7;
        PictureException e = assertThrows(PictureException.class, () -> read(file));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
        assertTrue(e.getMessage().startsWith("JPEG-LS, which is not read"), e.getMessage());
    }

    /** 16 by 8 pixels: no ink on the left, cyan on the right; stored inverted as Adobe does. */
    private static byte[] cmykFile(Optional<byte[]> icc) throws Exception {
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 8, 4, null);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 16; x++) {
                raster.setPixel(x, y, new int[] {x < 8 ? 255 : 0, 255, 255, 255});
            }
        }
        byte[] file = JdkFiles.jpeg(raster);
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
