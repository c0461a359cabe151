package io.azulejo.benchmarks;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.metric.Comparison;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.resample.Imresize;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import io.azulejo.udfs.engine.Device;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineCache;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.tiling.SeamComparison;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What it costs and gives to keep the chroma of a network's output near that of the picture: {@code chromaMargin} of the
 * card, none and some.
 *
 * <p>Arguments: a model of three channels, then folders of pictures, each a set. Inputs are made of the pictures: by
 * imresize at the model's scale, or at scale 1 by Gaussian noise of sigma 25 in 8 bits. Prints for each margin the mean
 * psnr_rgb of each set's colour files and what it is more than without, and for a page of text with one red word the
 * share of pixels of grey text whose channels lie more than 8 levels apart, and the CPU time that all but the network
 * takes for a megapixel of input.
 */
public final class ChromaBenchmark {
    private static final double SIGMA = 25;

    private static final int ROUNDS = 10;

    private static final List<OptionalInt> MARGINS = List.of(
            OptionalInt.empty(),
            OptionalInt.of(0),
            OptionalInt.of(2),
            OptionalInt.of(4),
            OptionalInt.of(8),
            OptionalInt.of(16));

    private ChromaBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: ChromaBenchmark MODEL FOLDER...");
            System.exit(2);
        }
        Model model = new ModelStore(Opener.LOCAL).load(arguments[0]);
        try (Engine engine = EngineCache.ofThisProcess().open(model, EngineOptions.DEFAULT)) {
            for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
                double[] psnr = ofSet(engine, Path.of(folder));
                for (int i = 0; i < psnr.length; i++) {
                    print(model.name(), i, "%s: psnr_rgb %.3f, %+.4f".formatted(folder, psnr[i], psnr[i] - psnr[0]));
                }
            }
            page(engine, model.name());
        }
    }

    private static void print(String model, int margin, String figures) {
        String text = MARGINS.get(margin).isPresent() ? "" + MARGINS.get(margin).getAsInt() : "none";
        System.out.printf(Locale.ROOT, "%-20s margin %-4s  %s%n", model, text, figures);
    }

    private static double[] ofSet(Engine engine, Path folder) throws Exception {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.sorted().toList();
        }
        double[] sums = new double[MARGINS.size()];
        int pictures = 0;
        for (Path file : files) {
            Picture original = Codecs.decode(ByteSource.of(Files.readAllBytes(file)), DecodeOptions.DEFAULT)
                    .picture();
            if (original.shape().colours() == 3) {
                Case one = new Case(engine, original, pictures++);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += one.psnr(one.restored(MARGINS.get(i)));
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= pictures;
        }
        return sums;
    }

    private static void page(Engine engine, String model) throws Exception {
        TextPage page = TextPage.drawn();
        Case one = new Case(engine, page.picture(), 0);
        for (int i = 0; i < MARGINS.size(); i++) {
            Picture output = one.restored(MARGINS.get(i));
            print(
                    model,
                    i,
                    "page: %.3f %% of the text pixels, psnr_rgb %.3f, %.1f ms"
                            .formatted(
                                    100 * page.coloured(output), one.psnr(output), one.milliseconds(MARGINS.get(i))));
        }
    }

    private static Picture noisy(Picture clean, int number) {
        Random random = new Random(1000 * (long) SIGMA + number);
        Picture noisy = Picture.blank(clean.shape(), Metadata.NONE);
        for (int y = 0; y < clean.shape().height(); y++) {
            for (int i = 0; i < clean.shape().rowBytes(); i++) {
                double value = (clean.block(y)[clean.offset(y) + i] & 0xff) + SIGMA * random.nextGaussian();
                noisy.block(y)[noisy.offset(y) + i] = (byte) Math.round(Math.max(0, Math.min(255, value)));
            }
        }
        return noisy;
    }

    /** One picture, and what the network makes of its input, which it is run for once. */
    private static final class Case {
        private final Picture original;
        private final Picture input;
        private final Once engine;

        Case(Engine engine, Picture picture, int number) {
            int scale = engine.scale();
            Shape shape = picture.shape();
            this.original =
                    SeamComparison.plain(picture, 0, 0, shape.width() / scale * scale, shape.height() / scale * scale);
            this.input = scale == 1 ? noisy(original, number) : Imresize.resize(original, 1, scale);
            this.engine = new Once(engine);
        }

        Picture restored(OptionalInt margin) throws Exception {
            engine.margin = margin;
            return SeamComparison.whole(engine, input);
        }

        /** The least of some rounds; the network's output is there already. */
        double milliseconds(OptionalInt margin) throws Exception {
            ThreadMXBean thread = ManagementFactory.getThreadMXBean();
            double least = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS; round++) {
                long begun = thread.getCurrentThreadCpuTime();
                restored(margin);
                least = Math.min(least, (thread.getCurrentThreadCpuTime() - begun) / 1e6);
            }
            return least * 1e6 / input.shape().pixels();
        }

        double psnr(Picture restored) {
            int crop = engine.scale() == 1 ? 0 : engine.scale();
            Comparison comparison = Metrics.compare(List.of("psnr_rgb"), restored.shape(), original, crop);
            for (int y = 0; y < restored.shape().height(); y++) {
                comparison.write(restored.block(y), restored.offset(y));
            }
            return comparison.values().get("psnr_rgb");
        }
    }

    /** A network that is run for the first of equal inputs only. */
    private static final class Once implements Engine {
        private final Engine engine;
        private OptionalInt margin = OptionalInt.empty();
        private float[] given;

        Once(Engine engine) {
            this.engine = engine;
        }

        @Override
        public Card card() {
            Card plain = Card.of("once", "denoise", engine.scale(), engine.channels())
                    .withSizes(engine.card().sizes());
            return margin.isPresent() ? plain.withChromaMargin(margin.getAsInt()) : plain;
        }

        @Override
        public Device device() {
            return engine.device();
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            if (given == null) {
                engine.run(input, output, batch, height, width);
                given = new float[batch * channels() * height * width * scale() * scale()];
                output.get(0, given);
            }
            output.put(0, given);
        }

        @Override
        public void close() {}
    }
}
