package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.png.PngCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class PngCodecTest extends MetadataContract {
    private static final int HEADER_END = 8 + 25;

    @Override
    Codec codec() {
        return new PngCodec();
    }

    @Override
    List<Shape> shapes() {
        return List.of(
                new Shape(40, 30, 3, 8),
                new Shape(37, 29, 1, 8),
                new Shape(33, 5, 2, 8),
                new Shape(1, 50, 4, 8),
                new Shape(50, 3, 1, 16),
                new Shape(21, 22, 2, 16),
                new Shape(23, 24, 3, 16),
                new Shape(25, 26, 4, 16));
    }

    @Override
    double fidelity() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    Metadata held(Metadata metadata) {
        return super.held(metadata).withColour(metadata.colour());
    }

    @Override
    byte[] withCredentials() throws Exception {
        return inserted(small(), HEADER_END, chunk("caBX", new byte[8]));
    }

    @Override
    Optional<Shape> impossible() {
        return Optional.empty();
    }

    @Test
    void damagedPixelsNeverPassTheirChecksum() throws Exception {
        long seed = 7;
        Random random = new Random(seed);
        byte[] file = small();
        String whole = Pictures.sha256(read(file));
        for (int i = 0; i < 300; i++) {
            byte[] damaged = file.clone();
            int at = random.nextInt(damaged.length);
            int bit = random.nextInt(8);
            damaged[at] ^= (byte) (1 << bit);
            String which = "seed %d, round %d: bit %d of byte %d of %d".formatted(seed, i, bit, at, file.length);
            try {
                assertEquals(whole, Pictures.sha256(read(damaged)), which);
            } catch (PictureException e) {
                assertTrue(e.kind() != FailureKind.DEFECT, which);
            }
        }
    }

    @Test
    void pictureLargerThanAnyFileOfItsLengthIsRefusedUnallocated() {
        ByteBuffer header =
                ByteBuffer.allocate(13).putInt(20_000).putInt(20_000).put((byte) 8);
        byte[] file = png(chunk("IHDR", header.array()), chunk("IDAT", new byte[100]), chunk("IEND", new byte[0]));
        PictureException e = assertThrows(PictureException.class, () -> read(file));
        assertEquals(FailureKind.TRUNCATED, e.kind());
    }

    @Test
    void aTransparentLevelOfGreyBelowEightBitsBecomesAlpha() throws Exception {
        byte[] file = oneRow(4, 2, 0, chunk("tRNS", new byte[] {0, 1}), 0b00_01_10_11);
        byte[] row = new byte[8];
        read(file).copyRow(0, row);
        assertArrayEquals(new byte[] {0, -1, 85, 0, (byte) 170, -1, -1, -1}, row);
    }

    @Test
    void aColourBeyondThePaletteIsBlackAndOpaqueWithANote() throws Exception {
        byte[] palette = chunk("PLTE", new byte[] {9, 8, 7});
        byte[] clear = chunk("tRNS", new byte[] {0});
        Decoded decoded = decode(oneRow(2, 1, 3, inserted(clear, 0, palette), 0b01000000));
        byte[] row = new byte[8];
        decoded.picture().copyRow(0, row);
        assertArrayEquals(new byte[] {9, 8, 7, 0, 0, 0, 0, -1}, row);
        assertEquals(List.of("1 pixels have a colour beyond the palette; made black"), decoded.notes());
    }

    @Test
    void exifBehindThePixelsDoesNotTurnAndStays() throws Exception {
        byte[] file = small();
        byte[] late = inserted(file, file.length - 12, chunk("eXIf", Blocks.exif(6, true)));
        Decoded decoded = decode(late);
        assertEquals(1, decoded.probe().orientation());
        assertEquals(shapes().get(0), decoded.picture().shape());
        assertArrayEquals(
                Blocks.exif(6, false), decoded.picture().metadata().exif().orElseThrow());
        assertEquals(
                List.of("orientation 6 in EXIF was not applied and stays: viewers do not look there"), decoded.notes());
    }

    @Test
    void exifInARawProfileTurnsThePictureUnlessAChunkSaysOtherwise() throws Exception {
        byte[] profile = rawProfile("exif", Blocks.exif(6, false));
        byte[] file = inserted(small(), HEADER_END, profile);
        Decoded decoded = decode(file);
        assertEquals(6, decoded.probe().orientation());
        assertEquals(decoded.probe(), codec().probe(ByteSource.of(file)));
        assertArrayEquals(
                Blocks.exif(1, false), decoded.picture().metadata().exif().orElseThrow());
        byte[] both = inserted(file, HEADER_END + profile.length, chunk("eXIf", Blocks.exif(3, false)));
        Decoded chunk = decode(both);
        assertEquals(3, chunk.probe().orientation());
        assertEquals(List.of("a second EXIF block left out (46 bytes, orientation 6)"), chunk.notes());
    }

    @Test
    void rawProfilesOfImageMagickAreRead() throws Exception {
        String text = "Raw profile type iptc\0\niptc\n      20\n" + "3842494d0404000000000008\n1c02500003416e61";
        byte[] file = inserted(small(), HEADER_END, chunk("tEXt", text.getBytes(StandardCharsets.ISO_8859_1)));
        assertArrayEquals(Blocks.IPTC, read(file).metadata().iptc().orElseThrow());
    }

    @Test
    void rawProfilesOfEveryNameAreRead() throws Exception {
        byte[] exif = Blocks.exif(1, false);
        byte[] prefixed = inserted(exif, 0, "Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        byte[] icc = Blocks.metadata(shapes().get(0)).icc().orElseThrow();
        assertArrayEquals(exif, raw("exif", exif).exif().orElseThrow());
        assertArrayEquals(exif, raw("APP1", prefixed).exif().orElseThrow());
        assertArrayEquals(icc, raw("icm", icc).icc().orElseThrow());
        assertArrayEquals(Blocks.XMP, raw("xmp", Blocks.XMP).xmp().orElseThrow());
        assertArrayEquals(Blocks.IPTC, raw("iptc", Blocks.IPTC).iptc().orElseThrow());
    }

    private Metadata raw(String name, byte[] block) throws Exception {
        return read(inserted(small(), HEADER_END, rawProfile(name, block))).metadata();
    }

    private static byte[] rawProfile(String name, byte[] block) {
        String text = "Raw profile type %s\0\n%s\n%8d\n%s\n"
                .formatted(name, name, block.length, HexFormat.of().formatHex(block));
        return chunk("tEXt", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void noteNeverRepeatsWhatAFileSays() throws Exception {
        String text = "Raw profile type iptc\n\nERROR forged line\0\niptc\n 20\nnone";
        byte[] file = inserted(small(), HEADER_END, chunk("tEXt", text.getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(
                List.of("raw profile left out: damaged, or of more than 4194304 bytes"),
                decode(file).notes());
    }

    @Test
    void profileOfAnotherColourModelIsDroppedWithANote() throws Exception {
        Metadata grey = Blocks.metadata(new Shape(1, 1, 1, 8));
        byte[] file = written(Pictures.smooth(shapes().get(0), 1).with(grey));
        Decoded decoded = decode(file);
        assertEquals(Optional.empty(), decoded.picture().metadata().icc());
        assertEquals(List.of("ICC profile left out: a profile for GRAY on a picture of RGB"), decoded.notes());
    }

    @Test
    void damagedMetadataIsDroppedUnlessErrorsAreFailures() throws Exception {
        byte[] chunk = chunk("eXIf", Blocks.exif(1, false));
        chunk[chunk.length - 1] ^= 1;
        ByteSource source = ByteSource.of(inserted(small(), HEADER_END, chunk));
        Decoded decoded = codec().decode(source, DEFAULT);
        assertEquals(Optional.empty(), decoded.picture().metadata().exif());
        assertEquals(List.of("the checksum of chunk eXIf is wrong"), decoded.notes());
        DecodeOptions strict = new DecodeOptions(1 << 30, 1 << 30, Strictness.ERROR, DEFAULT.deadline());
        PictureException e = assertThrows(PictureException.class, () -> codec().decode(source, strict));
        assertEquals(FailureKind.CORRUPT, e.kind());
    }

    @Test
    void animationThatBeginsWithTheStillPictureCountsItsFrames() throws Exception {
        byte[] file = inserted(small(), HEADER_END, chunk("fcTL", new byte[26]));
        byte[] animated = inserted(file, HEADER_END, animation(5));
        assertEquals(5, codec().probe(ByteSource.of(animated)).pages());
        assertEquals(List.of("the first of 5 frames is taken"), decode(animated).notes());
        byte[] single = inserted(file, HEADER_END, animation(1));
        assertEquals(1, codec().probe(ByteSource.of(single)).pages());
        assertEquals(List.of(), decode(single).notes());
    }

    @Test
    void stillPictureThatIsNoFrameIsTakenWithANoteAndCounted() throws Exception {
        byte[] file = inserted(small(), HEADER_END, animation(5));
        assertEquals(6, codec().probe(ByteSource.of(file)).pages());
        assertEquals(
                List.of("the still picture is taken, which is no part of the animation of 5 frames behind it"),
                decode(file).notes());
        assertEquals(Pictures.sha256(read(small())), Pictures.sha256(read(file)));
    }

    @Test
    void animationOfNoFramesIsNone() throws Exception {
        byte[] file = inserted(small(), HEADER_END, animation(0));
        assertEquals(1, codec().probe(ByteSource.of(file)).pages());
    }

    private static byte[] animation(int frames) {
        return chunk("acTL", ByteBuffer.allocate(8).putInt(frames).array());
    }

    private static byte[] png(byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        return out.toByteArray();
    }

    /** A picture of one row that takes one byte. */
    private static byte[] oneRow(int width, int depth, int colour, byte[] chunks, int pixels) throws Exception {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(1);
        header.put((byte) depth).put((byte) colour);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            deflater.write(new byte[] {0, (byte) pixels});
        }
        return png(
                chunk("IHDR", header.array()), chunks, chunk("IDAT", data.toByteArray()), chunk("IEND", new byte[0]));
    }

    static byte[] chunk(String name, byte[] body) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + body.length);
        chunk.putInt(body.length).put(name.getBytes(StandardCharsets.US_ASCII)).put(body);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + body.length);
        return chunk.putInt((int) crc.getValue()).array();
    }
}
