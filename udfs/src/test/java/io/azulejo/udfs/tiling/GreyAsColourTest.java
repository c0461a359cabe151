package io.azulejo.udfs.tiling;

import static io.azulejo.udfs.restore.Pictures.assertSamples;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.restore.BlurNetwork;
import io.azulejo.udfs.restore.Files;
import io.azulejo.udfs.restore.Pictures;
import io.azulejo.udfs.restore.Restoration;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grey that is stored as colour goes through a network as grey does, and comes out as grey that is stored as colour. */
public class GreyAsColourTest {
    /** ColourPath what was grey: 0.00, 0.03 and 0.06 are added to the three planes. */
    private static final Engine COLOURING = new Bent(3, (plane, value) -> value + 0.03f * plane);

    /** A picture of one colour, with alpha or without, stored as three. */
    private static Picture asColour(Picture grey) {
        Shape shape = grey.shape();
        Picture colour = Picture.blank(
                new Shape(shape.width(), shape.height(), shape.channels() + 2, shape.bits()), Metadata.NONE);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels() + 2; c++) {
                    Pictures.set(colour, x, y, c, grey.sample(x, y, c == 3 ? 1 : 0));
                }
            }
        }
        return colour;
    }

    @ParameterizedTest
    @CsvSource({"1,8", "1,16", "2,8", "2,16"})
    void isWhatTheSamePictureStoredAsGreyIs(int channels, int bits) throws Exception {
        Picture grey = Pictures.noisy(new Shape(61, 47, channels, bits), 7);
        Picture colour = asColour(grey);
        for (Engine engine : List.of(COLOURING, new BlurEngine(2, 1, 2))) {
            Picture expected = asColour(Passed.through(engine, grey, 30, 2, 1));
            assertSamples(expected, Passed.through(engine, colour, 30, 2, 1), engine.channels() + " channels");
        }
    }

    @Test
    void oneSampleThatIsNotGreyMakesAllOfItColour() throws Exception {
        Picture picture = asColour(Pictures.noisy(new Shape(40, 30, 1, 8), 7));
        Pictures.set(picture, 39, 29, 2, picture.sample(39, 29, 2) + 1);
        Picture out = Passed.through(COLOURING, picture, 100, 0, 1);
        assertEquals(picture.sample(3, 3, 0), out.sample(3, 3, 0));
        assertEquals(picture.sample(3, 3, 2) + 0.06 * 255, out.sample(3, 3, 2), 0.6);
    }

    @Test
    void colourThatNobodySeesDoesNotCount() throws Exception {
        Picture picture = asColour(Pictures.noisy(new Shape(40, 30, 2, 8), 7));
        Pictures.set(picture, 20, 15, 0, 255);
        Pictures.set(picture, 20, 15, 1, 0);
        Pictures.set(picture, 20, 15, 3, 0);
        assertGrey(Passed.through(COLOURING, picture, 100, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "JPEG", "TIFF", "WEBP"})
    void keepsItsFormatAndItsColourTypeAndTheRowSaysSo(Format format) throws Exception {
        byte[] file = Files.encode(asColour(Pictures.noisy(new Shape(64, 40, 1, 8), 3)), format);
        Files.Kept output = new Files.Kept();
        Restoration restoration = BlurNetwork.restore(BlurNetwork.settings(1, 4000), COLOURING, file, output);
        assertEquals(format, restoration.format());
        assertEquals(3, restoration.probe().orElseThrow().shape().channels());
        assertTrue(
                restoration.notes().toString().contains("grey stored as colour"),
                restoration.notes().toString());
        Picture written = Files.decode(output.file());
        assertEquals(3, written.shape().channels());
        assertGrey(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "gif", "jpg", "png"})
    void palettesOneBitAndSubsampledFilesOfOthersAreGreyToo(String format) throws Exception {
        List<Integer> types = new ArrayList<>(List.of(BufferedImage.TYPE_3BYTE_BGR));
        if (!format.equals("jpg")) {
            types.addAll(List.of(BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_INDEXED));
        }
        for (int type : types) {
            BufferedImage image = new BufferedImage(50, 40, type);
            for (int i = 0; i < 2000; i++) {
                int black = i / 7 % 2 == 0 ? 0xff000000 : 0xffffffff;
                image.setRGB(i % 50, i / 50, black);
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            assertTrue(ImageIO.write(image, format, file));
            Files.Kept output = new Files.Kept();
            BlurNetwork.restore(BlurNetwork.settings(1, 4000), COLOURING, file.toByteArray(), output);
            Picture written = Files.decode(output.file());
            if (written.shape().colours() == 3) {
                assertGrey(written);
            }
        }
    }

    @Test
    void aJpegOfItHasNoChromaAtAllSoThatEveryDecoderGivesGrey() throws Exception {
        byte[] file = Files.encode(asColour(Pictures.noisy(new Shape(80, 60, 1, 8), 3)), Format.JPEG);
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
        Raster coded = reader.readRaster(0, null);
        reader.dispose();
        assertEquals(3, coded.getNumBands());
        for (int band = 1; band < 3; band++) {
            for (int chroma : coded.getSamples(0, 0, 80, 60, band, (int[]) null)) {
                assertEquals(128, chroma);
            }
        }
    }

    public static void assertGrey(Picture picture) {
        assertEquals(0, distance(picture), "largest distance between channels");
    }

    /** The largest distance between two colour channels of a pixel. */
    static int distance(Picture picture) {
        int distance = 0;
        for (int y = 0; y < picture.shape().height(); y++) {
            for (int x = 0; x < picture.shape().width(); x++) {
                for (int c = 1; c < picture.shape().colours(); c++) {
                    distance = Math.max(distance, Math.abs(picture.sample(x, y, c) - picture.sample(x, y, 0)));
                }
            }
        }
        return distance;
    }
}
