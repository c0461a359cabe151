package io.azulejo.udfs.adopt;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.ModelException;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.Files;
import io.azulejo.udfs.restore.Pictures;
import io.azulejo.udfs.restore.RestoreOptions;
import io.azulejo.udfs.restore.Restorer;
import io.azulejo.udfs.tiling.HaloChoice;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A foreign network that was adopted from a file f.onnx. */
record Adopted(Model model) {
    static final AdoptRequest DENOISE = asked("denoise", "", "");
    static final AdoptRequest FULL_LUMA = new AdoptRequest(
            Optional.of("denoise"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.of("full"),
            Optional.empty(),
            Optional.empty());

    /** A task, and a layout and a range that may be empty. */
    static AdoptRequest asked(String task, String layout, String range) {
        return asked(task, layout, range, Optional.empty());
    }

    /** A network for denoising with its order of colours. */
    static AdoptRequest coloured(String channels) {
        return asked("denoise", "", "", Optional.of(channels));
    }

    private static AdoptRequest asked(String task, String layout, String range, Optional<String> channels) {
        return new AdoptRequest(
                Optional.of(task),
                Optional.of(layout).filter(word -> !word.isEmpty()),
                channels,
                ValueRange.of(range),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Adopted of(Consumer<Foreign> change) throws ModelException {
        return of(DENOISE, change);
    }

    static Adopted of(AdoptRequest asked, Consumer<Foreign> change) throws ModelException {
        return of(asked, Foreign.made(change));
    }

    static Adopted of(AdoptRequest asked, Foreign foreign) throws ModelException {
        return new Adopted(Adoption.adopt(foreign.toBytes(), "f.onnx", "adopted", asked));
    }

    Card card() {
        return model.card();
    }

    /** What the card says was found out of something, and how. */
    String found(String what) {
        return card().adopted().get(what).toString();
    }

    Picture restored(Picture picture) throws Exception {
        return restored(picture, settings -> settings);
    }

    Picture restored(Picture picture, UnaryOperator<Options> change) throws Exception {
        Files.Kept output = new Files.Kept();
        try (Restorer restorer = Restorer.open(model, change.apply(Options.NONE))) {
            restorer.restore(ByteSource.of(Files.encode(picture, Format.PNG)), Optional.empty(), output);
        }
        return Files.decode(output.file());
    }

    /** How near two pictures of three channels of 8 bits are, in dB. */
    static double psnr(Picture one, Picture other) {
        double squares = 0;
        Shape shape = one.shape();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    squares += Math.pow(one.sample(x, y, c) - other.sample(x, y, c), 2);
                }
            }
        }
        return 10 * Math.log10(255 * 255 * 3.0 * shape.width() * shape.height() / squares);
    }

    /** Fails where a picture in windows, with the radius as their halo, is not the whole one; says of what. */
    void assertSameInWindows(String what, int side, Shape shape, long seed) throws Exception {
        Picture picture = Pictures.noisy(shape, seed);
        Picture whole = restored(picture);
        Picture tiled = restored(
                picture,
                options -> options.with(RestoreOptions.TILE, side).with(RestoreOptions.HALO, HaloChoice.EXACT));
        String told = "%s: radius %s, seed %d: ".formatted(what, found("radius"), seed);
        long samples = 0;
        long different = 0;
        for (int y = 0; y < whole.shape().height(); y++) {
            for (int x = 0; x < whole.shape().width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int step = Math.abs(whole.sample(x, y, channel) - tiled.sample(x, y, channel));
                    if (step > 1) {
                        fail(told + step + " at %d, %d".formatted(x, y));
                    }
                    samples++;
                    different += step;
                }
            }
        }
        // An enlargement computes its places in float32, counted from the window's edge: a sample may round otherwise.
        assertTrue(different <= samples / 10_000, told + different + " of " + samples + " samples differ");
    }
}
