package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.Adopted.DENOISE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.udfs.restore.Pictures;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Networks of every form that others make restore pictures as if they were ours. */
class AdoptedPicturesTest {
    /** One property after the other; each must give exactly what the network computes. */
    @TestFactory
    Stream<DynamicTest> aPictureComesOutAsTheNetworkGivesIt() {
        return Stream.of(
                restores("float32 NCHW of any size", network -> {}),
                restores("twice the size", network -> network.scale = 2),
                restores("three times the size", network -> network.scale = 3),
                restores("NHWC", network -> network.channelsLast = true),
                restores("NHWC of a fixed size", network -> {
                    network.channelsLast = true;
                    network.height = 48;
                    network.width = 32;
                }),
                restores("NHWC in and NCHW out", network -> {
                    network.channelsLast = true;
                    network.turned = true;
                    network.scale = 2;
                    network.blur = 3;
                }),
                restores("NCHW in and NHWC out", network -> network.turned = true),
                restores("NHWC in, and NCHW of unstated shape out", network -> {
                    network.channelsLast = true;
                    network.turned = true;
                    network.unstated = true;
                }),
                restores("uint8 NHWC in and NCHW out, in even sizes", network -> {
                    network.type = ElementType.UINT8;
                    network.white = 255;
                    network.channelsLast = true;
                    network.turned = true;
                    network.grain = 2;
                }),
                restores("red and blue exchanged", network -> network.exchanging = true),
                restores("red and blue exchanged, of four channels", network -> {
                    network.exchanging = true;
                    network.channels = 4;
                }),
                restores("red and blue exchanged, 0..255", network -> {
                    network.exchanging = true;
                    network.white = 255;
                }),
                restores("channels unstated", network -> {
                    network.channelsStated = false;
                    network.blur = 3;
                }),
                restores("samples 0..255", network -> network.white = 255),
                restores("samples -1..1", network -> {
                    network.black = -1;
                    network.white = 2;
                }),
                restores("0..1 in and 0..255 out", network -> network.outWhite = 255),
                restores("any range", network -> network.stretching = true),
                restores("float16", network -> network.type = ElementType.FLOAT16),
                restores("uint8", network -> {
                    network.type = ElementType.UINT8;
                    network.white = 255;
                }),
                restores("uint8 in and float32 0..1 out", network -> {
                    network.type = ElementType.UINT8;
                    network.outputType = ElementType.FLOAT;
                    network.white = 255;
                    network.outWhite = 1;
                }),
                restores("uint8 NHWC, as phones have it", network -> {
                    network.type = ElementType.UINT8;
                    network.white = 255;
                    network.channelsLast = true;
                    network.batch = 1;
                }),
                restores("four channels", network -> network.channels = 4),
                restores("one more output", network -> network.extra = true),
                restores("quantised inside", network -> network.quantised = true),
                restores("batch of one", network -> network.batch = 1),
                restores("batch of three", network -> {
                    network.batch = 3;
                    network.height = 40;
                    network.width = 40;
                }),
                restores("a square window", network -> {
                    network.height = 64;
                    network.width = 64;
                }),
                restores("a wide window", network -> {
                    network.height = 24;
                    network.width = 80;
                }),
                restores("a window larger than the picture", network -> {
                    network.height = 256;
                    network.width = 192;
                    network.scale = 2;
                }),
                restores("even sizes", network -> network.grain = 2),
                restores("multiples of 8", network -> {
                    network.grain = 8;
                    network.scale = 2;
                }),
                restores("multiples of 3, NHWC, twice the size", network -> {
                    network.grain = 3;
                    network.scale = 2;
                    network.channelsLast = true;
                }),
                restores("with a global operator", network -> network.global = true),
                restores("with an operator that is not known", network -> network.unknown = true));
    }

    private static DynamicTest restores(String name, Consumer<Foreign> change) {
        return DynamicTest.dynamicTest(name, () -> {
            Foreign foreign = Foreign.made(change);
            Adopted adopted = Adopted.of(DENOISE, foreign);
            for (Shape shape :
                    new Shape[] {new Shape(101, 75, 3, 8), new Shape(20, 13, 3, 8), new Shape(70, 31, 1, 8)}) {
                assertGives(foreign, adopted, Pictures.noisy(shape, 7));
            }
        });
    }

    /** Every sample as the network computes it; where it averages, inside the picture's rim. */
    private static void assertGives(Foreign foreign, Adopted adopted, Picture picture) throws Exception {
        Picture out = adopted.restored(picture);
        assertEquals(picture.shape().scaled(foreign.scale), out.shape());
        int rim = foreign.blur / 2;
        for (int y = rim; y < picture.shape().height() - rim; y++) {
            for (int x = rim; x < picture.shape().width() - rim; x++) {
                for (int c = 0; c < picture.shape().channels(); c++) {
                    double mean = 0;
                    for (int i = 0; i < foreign.blur * foreign.blur; i++) {
                        mean += picture.sample(x - rim + i % foreign.blur, y - rim + i / foreign.blur, c);
                    }
                    mean /= foreign.blur * foreign.blur;
                    double expected = Foreign.GAIN * mean + Foreign.LIFT * 255;
                    int given = out.sample(x * foreign.scale, y * foreign.scale, c);
                    assertEquals(expected, given, 0.51, "%s at %d, %d".formatted(picture.shape(), x, y));
                    assertEquals(given, out.sample((x + 1) * foreign.scale - 1, y * foreign.scale, c));
                }
            }
        }
    }
}
