package io.azulejo.udfs.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.ModelException;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import io.azulejo.udfs.restore.Pictures;
import io.azulejo.udfs.restore.RestoreSettings;
import io.azulejo.udfs.restore.Restorer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of every form that others make restore pictures as if they were ours. */
class AdoptionTest {
    private static final Asked DENOISE = with("denoise", "", "");
    private static final Asked FULL_LUMA = new Asked(
            Optional.of("denoise"),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.of("full"),
            Optional.empty(),
            Optional.empty());

    /** A task, and a layout and a range that may be empty. */
    private static Asked with(String task, String layout, String range) {
        return new Asked(
                Optional.of(task),
                Optional.of(layout).filter(word -> !word.isEmpty()),
                Range.of(range),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

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
            Foreign foreign = made(change);
            Model model = Adoption.adopt(foreign.toBytes(), "f.onnx", "adopted", DENOISE);
            for (Shape shape :
                    new Shape[] {new Shape(101, 75, 3, 8), new Shape(20, 13, 3, 8), new Shape(70, 31, 1, 8)}) {
                assertGives(foreign, model, Pictures.noisy(shape, 7));
            }
        });
    }

    /** Every sample as the network computes it; where it averages, inside the picture's rim. */
    private static void assertGives(Foreign foreign, Model model, Picture picture) throws Exception {
        Picture out = restored(model, picture);
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

    @Test
    void whatWasFoundOutAndHowIsInTheCard() throws Exception {
        Model model = adopt(network -> {
            network.grain = 4;
            network.scale = 2;
            network.extra = true;
        });
        Card card = model.card();
        assertEquals(2, card.scale());
        assertEquals(new Sizes(0, 0, 0, 4), card.sizes());
        for (String field : new String[] {"input", "output", "layout", "scale", "size", "range", "ignored"}) {
            assertTrue(card.adopted().containsKey(field), field + " is not in " + card.adopted());
        }
        assertTrue(
                card.adopted().get("size").toString().contains("multiples of 4"),
                card.adopted().toString());
        assertEquals(Card.ALGORITHMICALLY_ENHANCED, card.mark());
    }

    @Test
    void theRadiusIsThatOfTheGraph() throws Exception {
        Model model = adopt(network -> {
            network.blur = 7;
            network.channelsLast = true;
        });
        assertEquals(OptionalInt.of(3), model.card().radius());
    }

    @Test
    void aHaloThatLeavesNoCoreInTheWindowIsCutToWhatDoes() throws Exception {
        byte[] network = made(foreign -> {
                    foreign.blur = 41;
                    foreign.height = 48;
                    foreign.width = 64;
                })
                .toBytes();
        Model model = Adoption.adopt(network, "f.onnx", "adopted", with("denoise", "", "0..1"));
        assertEquals(16, model.card().halo().orElseThrow().value());
        assertTrue(model.card().adopted().get("halo").toString().contains("radius is 20"));
    }

    @Test
    void windowsOfAFixedSizeGiveWhatTheWholePictureGives() throws Exception {
        Consumer<Foreign> blurred = network -> network.blur = 9;
        Picture picture = Pictures.noisy(new Shape(150, 110, 3, 8), 3);
        Picture whole = restored(adopt(blurred), picture);
        Picture tiled = restored(
                adopt(blurred.andThen(network -> {
                    network.height = 40;
                    network.width = 56;
                    network.batch = 2;
                })),
                picture);
        for (int y = 0; y < 110; y++) {
            for (int x = 0; x < 150; x++) {
                assertEquals(whole.sample(x, y, 1), tiled.sample(x, y, 1), "at %d, %d".formatted(x, y));
            }
        }
    }

    @Test
    void aPictureSmallerThanTheWindowIsPaddedByItsEdge() throws Exception {
        Model model = adopt(network -> {
            network.blur = 9;
            network.height = 32;
            network.width = 32;
        });
        Picture flat = Picture.blank(new Shape(12, 20, 3, 8), Metadata.NONE);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 12; x++) {
                Pictures.set(flat, x, y, 0, 100 + x);
            }
        }
        Picture out = restored(model, flat);
        // Replicated columns on the right; rows and columns of the network's own zeros only on the left and above.
        double mean = (107 + 108 + 109 + 110 + 5 * 111) / 9.0;
        assertEquals(Foreign.GAIN * mean + Foreign.LIFT * 255, out.sample(11, 10, 0), 0.51);
    }

    @Test
    void colourThroughOneChannelKeepsItsChroma() throws Exception {
        byte[] network = made(foreign -> foreign.channels = 1).toBytes();
        Model model = Adoption.adopt(network, "f.onnx", "adopted", FULL_LUMA);
        assertEquals(1, model.card().channels());
        Picture picture = Pictures.noisy(new Shape(40, 30, 3, 8), 2);
        Picture out = restored(model, picture);
        for (int x = 0; x < 40; x++) {
            double moved = Foreign.GAIN * luma(picture, x) + Foreign.LIFT * 255 - luma(picture, x);
            for (int c = 0; c < 3; c++) {
                double expected = Math.min(255, Math.max(0, picture.sample(x, 9, c) + moved));
                assertEquals(expected, out.sample(x, 9, c), 0.51);
            }
        }
    }

    private static double luma(Picture picture, int x) {
        return 0.299 * picture.sample(x, 9, 0) + 0.587 * picture.sample(x, 9, 1) + 0.114 * picture.sample(x, 9, 2);
    }

    @Test
    void lumaThatKeepsToStudioRangeIsFoundAndMapped() throws Exception {
        byte[] network = made(foreign -> foreign.channels = 1).toBytes();
        Model found = Adoption.adopt(network, "f.onnx", "adopted", DENOISE);
        // Black gives 0.125 and white 0.875: as a network of studio range does, if less.
        assertTrue(
                found.card().adopted().get("luma").toString().startsWith("studio"),
                found.card().toString());
        Picture grey = Pictures.noisy(new Shape(30, 20, 1, 8), 6);
        Picture asFull = restored(Adoption.adopt(network, "f.onnx", "adopted", FULL_LUMA), grey);
        Picture asStudio = restored(found, grey);
        for (int x = 0; x < 30; x++) {
            double sample = grey.sample(x, 4, 0);
            double studio = (Foreign.GAIN * (16 + 219 * sample / 255) + Foreign.LIFT * 255 - 16) * 255 / 219;
            assertEquals(studio, asStudio.sample(x, 4, 0), 0.51);
            assertEquals(Foreign.GAIN * sample + Foreign.LIFT * 255, asFull.sample(x, 4, 0), 0.51);
        }
    }

    @Test
    void aNetworkThatSeesAllAndTakesOneSizeRefusesALargerPicture() throws Exception {
        Model model = adopt(network -> {
            network.global = true;
            network.height = 48;
            network.width = 48;
        });
        Picture large = Pictures.noisy(new Shape(60, 40, 3, 8), 1);
        PictureException e = assertThrows(PictureException.class, () -> restored(model, large));
        assertTrue(e.getMessage().contains("48x48") && e.getMessage().contains("60x40"), e.getMessage());
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeFoundOutIsAskedForByItsFlag() {
        return Stream.of(
                refused("the task", Asked.NOTHING, network -> {}, "--task"),
                refused(
                        "the layout",
                        DENOISE,
                        network -> {
                            network.channelsStated = false;
                            network.stretching = true;
                        },
                        "--layout"),
                refused("the picture of two", DENOISE, network -> network.second = true, "--tensor"),
                refused(
                        "the range",
                        DENOISE,
                        network -> {
                            network.white = 1000;
                        },
                        "--range"));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoPictureNetworkIsRefused() {
        return Stream.of(
                refused("two channels", DENOISE, network -> network.channels = 2, "2x?x?", "1, 3 or 4 channels"),
                refused("an integer input", DENOISE, network -> network.type = ElementType.INT32, "int32"),
                refused("another domain", DENOISE, network -> network.domain = "com.evil", "com.evil"),
                refused("a wrong layout", with("denoise", "NHWC", ""), network -> {}, "cannot be adopted"),
                refused("an unknown layout", with("denoise", "CHWN", ""), network -> {}, "--layout"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plksr-light-x2", "bbcu-light-x2", "bbcu-denoise-color", "bbcu-deblock-gray"})
    void whatIsFoundOutOfATrainedNetworkIsWhatItsCardSaid(String name) throws Exception {
        Model ours = new ModelStore(Opener.LOCAL).load(name);
        OnnxModel read = OnnxReader.read(ByteBuffer.wrap(ours.onnx()), name);
        byte[] bare = OnnxWriter.write(
                new OnnxModel(read.irVersion(), read.producer(), read.opsets(), read.graph(), Map.of()));
        Model model = Adoption.adopt(bare, name, "adopted", with(ours.card().task(), "", ""));
        assertEquals(ours.card().scale(), model.card().scale());
        assertEquals(ours.card().channels(), model.card().channels());
        assertEquals(ours.card().radius(), model.card().radius());
        assertEquals(Sizes.ANY, model.card().sizes());
        String found = model.card().adopted().toString();
        assertTrue(found.contains("0..1 in, 0..1 out"), found);
        assertFalse(found.contains("luma=studio"), found);
    }

    @Test
    void whatIsAskedIsTakenAndSaid() throws Exception {
        byte[] network = made(foreign -> foreign.channelsStated = false).toBytes();
        Model model = Adoption.adopt(network, "f.onnx", "adopted", with("deblock", "NCHW", "0..1"));
        assertEquals("deblock", model.card().task());
        assertTrue(
                model.card().adopted().get("range").toString().contains("--range"),
                model.card().toString());
    }

    @Test
    void aNetworkThatHasACardIsNotAdoptedAgain() throws Exception {
        Model model = adopt(network -> {});
        ModelException e =
                assertThrows(ModelException.class, () -> Adoption.adopt(model.onnx(), "f.onnx", "again", DENOISE));
        assertTrue(e.getMessage().contains("card"), e.getMessage());
    }

    @Test
    void theSameFileGivesTheSameBytes() throws Exception {
        assertTrue(Arrays.equals(
                adopt(network -> network.scale = 2).onnx(),
                adopt(network -> network.scale = 2).onnx()));
    }

    private static DynamicTest refused(String name, Asked asked, Consumer<Foreign> change, String... words) {
        return DynamicTest.dynamicTest(name, () -> {
            byte[] network = made(change).toBytes();
            String message = assertThrows(
                            ModelException.class, () -> Adoption.adopt(network, "f.onnx", "adopted", asked))
                    .getMessage();
            assertTrue(message.contains("f.onnx") || message.startsWith("--"), message);
            assertFalse(message.contains("\n"), message);
            for (String word : words) {
                assertTrue(message.contains(word), "'%s' is not in: %s".formatted(word, message));
            }
        });
    }

    private static Foreign made(Consumer<Foreign> change) {
        Foreign foreign = new Foreign();
        change.accept(foreign);
        return foreign;
    }

    private static Model adopt(Consumer<Foreign> change) throws ModelException {
        return Adoption.adopt(made(change).toBytes(), "f.onnx", "adopted", DENOISE);
    }

    private static Picture restored(Model model, Picture picture) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RowSink sink =
                Codecs.of(Format.PNG).encode(file, picture.shape(), picture.metadata(), EncodeOptions.DEFAULT)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        }
        ByteArrayOutputStream restored = new ByteArrayOutputStream();
        try (Restorer restorer = Restorer.open(RestoreSettings.of(model))) {
            restorer.restore(ByteSource.of(file.toByteArray()), Optional.empty(), () -> restored);
        }
        return Codecs.decode(ByteSource.of(restored.toByteArray()), DecodeOptions.DEFAULT)
                .picture();
    }
}
