package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.imaging.codec.gif.GifCodec;
import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GifCodecTest extends DecodingContract {
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    @Override
    Codec codec() {
        return new GifCodec();
    }

    @Override
    byte[] small() {
        return GifFile.noise(40, 30, 1);
    }

    @Override
    byte[] large() {
        return GifFile.noise(400, 300, 2);
    }

    @Override
    byte[] rich() {
        return new GifFile(10, 10)
                .xmp(Blocks.XMP)
                .application("ICCRGBG1012", SRGB)
                .application("MGKIPTC0000", Blocks.IPTC)
                .comment("a\u00e7ores")
                .transparent(7)
                .frame(0, 0, 10, 10, new byte[100])
                .end();
    }

    /** Frames are counted by walking over all of them. */
    @Override
    long mostProbedBytes() {
        return large().length;
    }

    @Test
    void codesOfAllLengthsGiveTheJdksPixels() throws Exception {
        for (int seed = 0; seed < 4; seed++) {
            BufferedImage image = new BufferedImage(211, 97, BufferedImage.TYPE_BYTE_INDEXED);
            Random random = new Random(seed);
            for (int i = 0; i < 211 * 97; i++) {
                // From long runs to noise: strings of every length, and a full table.
                image.getRaster().setSample(i % 211, i / 211, 0, random.nextInt(1 + (i >> (4 * seed))) % 256);
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(image, "gif", file);
            Picture picture = read(file.toByteArray());
            for (int i = 0; i < 211 * 97; i++) {
                int rgb = picture.sample(i % 211, i / 211, 0) << 16
                        | picture.sample(i % 211, i / 211, 1) << 8
                        | picture.sample(i % 211, i / 211, 2);
                assertEquals(image.getRGB(i % 211, i / 211) & 0xffffff, rgb, "seed " + seed + ", pixel " + i);
            }
        }
    }

    @Test
    void clearColourKeepsItsColourUnderAlpha() throws Exception {
        byte[] file = new GifFile(2, 1)
                .transparent(9)
                .frame(0, 0, 2, 1, new byte[] {9, 10})
                .end();
        byte[] row = new byte[8];
        read(file).copyRow(0, row);
        assertArrayEquals(new byte[] {9, 9, 9, 0, 10, 10, 10, -1}, row);
    }

    @Test
    void frameSmallerThanItsCanvasLiesWhereItBelongs() throws Exception {
        byte[] file = new GifFile(3, 2).frame(1, 1, 1, 1, new byte[] {9}).end();
        Decoded decoded = decode(file);
        assertEquals(new Shape(3, 2, 4, 8), decoded.picture().shape());
        assertEquals(255, decoded.picture().sample(1, 1, 3));
        assertEquals(0, decoded.picture().sample(0, 1, 3));
        assertEquals(List.of("the first frame is 1x1 at 1,1 of 3x2; the rest is clear"), decoded.notes());
    }

    @Test
    void screenSmallerThanItsFrameGrowsToHoldItWhole() throws Exception {
        byte[] file = new GifFile(2, 2)
                .frame(1, 0, 3, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})
                .end();
        Decoded decoded = decode(file);
        Picture picture = decoded.picture();
        assertEquals(new Shape(4, 3, 4, 8), picture.shape());
        assertEquals(4, picture.sample(1, 1, 0));
        assertEquals(9, picture.sample(3, 2, 0));
        assertEquals(0, picture.sample(0, 1, 3));
        assertEquals(
                List.of(
                        "the first frame is 3x3 at 1,0 of a screen of 2x2: the picture holds both whole",
                        "the first frame is 3x3 at 1,0 of 4x3; the rest is clear"),
                decoded.notes());
    }

    @Test
    void frameThatCoversMoreThanItsScreenNeedsNoAlpha() throws Exception {
        byte[] file = new GifFile(1, 1).frame(0, 0, 2, 1, new byte[] {1, 2}).end();
        assertEquals(new Shape(2, 1, 3, 8), read(file).shape());
        assertEquals(codec().probe(ByteSource.of(file)), decode(file).probe());
    }

    @Test
    void animationGivesItsFirstFrameAndCountsAll() throws Exception {
        byte[] file = new GifFile(1, 1)
                .frame(0, 0, 1, 1, new byte[] {1})
                .transparent(2)
                .frame(0, 0, 1, 1, new byte[] {2})
                .frame(0, 0, 1, 1, new byte[] {3})
                .end();
        Decoded decoded = decode(file);
        assertEquals(new Shape(1, 1, 3, 8), decoded.picture().shape());
        assertEquals(3, decoded.probe().pages());
        assertEquals(1, codec().probe(ByteSource.of(file)).pages(), "a probe does not walk over frames");
        assertEquals(List.of("the first of 3 frames is taken"), decoded.notes());
    }

    @Test
    void profileAndXmpAreKept() throws Exception {
        Metadata metadata = read(rich()).metadata();
        assertArrayEquals(Blocks.XMP, metadata.xmp().orElseThrow());
        assertArrayEquals(SRGB, metadata.icc().orElseThrow());
    }

    @Test
    void commentsAreKeptAlsoBehindTheFrame() throws Exception {
        byte[] file = new GifFile(1, 1)
                .comment("hello".repeat(100))
                .frame(0, 0, 1, 1, new byte[] {1})
                .comment("world")
                .end();
        assertEquals(
                List.of("hello".repeat(100), "world"),
                read(file).metadata().texts().stream().map(Text::text).toList());
    }

    @Test
    void iptcIsReadAsImageMagickWritesIt() throws Exception {
        byte[] resources = ImageResources.of(Optional.of(Blocks.IPTC), Optional.of(Blocks.resolutionResource(300, 150)))
                .orElseThrow();
        for (byte[] block : List.of(Blocks.IPTC, resources)) {
            byte[] file = new GifFile(1, 1)
                    .application("MGKIPTC0000", block)
                    .frame(0, 0, 1, 1, new byte[] {1})
                    .end();
            assertArrayEquals(Blocks.IPTC, read(file).metadata().iptc().orElseThrow());
        }
    }

    @Test
    void codeThatCannotBeIsCorrupt() {
        byte[] file = small();
        // The first code behind the clear one: made one that no table has yet.
        file[13 + 768 + 10 + 1 + 1 + 1] |= (byte) 0xfe;
        file[13 + 768 + 10 + 1 + 1 + 2] |= 3;
        PictureException e = assertThrows(PictureException.class, () -> read(file));
        assertEquals(FailureKind.CORRUPT, e.kind());
    }
}
