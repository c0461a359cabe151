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
import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.engine.Sessions;
import io.azulejo.udfs.restore.Seams;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
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
 * share of pixels of grey text whose channels lie more than 8 levels apart.
 */
public final class ChromaBenchmark {
    private static final double SIGMA = 25;
    private static final int VISIBLE = 8;

    /** No pixel this near to colour counts as one of grey text. */
    private static final int APART = 8;

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
        try (Engine engine = Sessions.ofThisProcess().open(model, EngineOptions.DEFAULT)) {
            for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
                double[] psnr = ofSet(engine, Path.of(folder));
                for (int i = 0; i < psnr.length; i++) {
                    print(model.name(), i, "%s: psnr_rgb %.3f, %+.4f", folder, psnr[i], psnr[i] - psnr[0]);
                }
            }
            page(engine, model.name());
        }
    }

    private static void print(String model, int margin, String format, Object... values) {
        String text = MARGINS.get(margin).isPresent() ? "" + MARGINS.get(margin).getAsInt() : "none";
        System.out.printf(Locale.ROOT, "%-20s margin %-4s  %s%n", model, text, format.formatted(values));
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
        Picture page = page();
        Case one = new Case(engine, page, 0);
        for (int i = 0; i < MARGINS.size(); i++) {
            Picture output = one.restored(MARGINS.get(i));
            long text = 0;
            long coloured = 0;
            for (int y = APART; y < page.shape().height() - APART; y++) {
                for (int x = APART; x < page.shape().width() - APART; x++) {
                    if (page.sample(x, y, 1) < 250 && grey(page, x, y)) {
                        text++;
                        coloured += span(output, x, y) > VISIBLE ? 1 : 0;
                    }
                }
            }
            double share = 100.0 * coloured / text;
            print(model, i, "page: %.3f %% of %d text pixels, psnr_rgb %.3f", share, text, one.psnr(output));
        }
    }

    /** Whether all pixels around one are grey. */
    private static boolean grey(Picture page, int x, int y) {
        for (int v = y - APART; v <= y + APART; v++) {
            for (int u = x - APART; u <= x + APART; u++) {
                if (span(page, u, v) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int span(Picture picture, int x, int y) {
        int red = picture.sample(x, y, 0);
        int green = picture.sample(x, y, 1);
        int blue = picture.sample(x, y, 2);
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }

    /** A page of black text on white with one red word. */
    private static Picture page() {
        BufferedImage image = new BufferedImage(1200, 800, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D drawing = image.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, 1200, 800);
        drawing.setFont(new Font(Font.SERIF, Font.PLAIN, 28));
        for (int line = 0; line < 20; line++) {
            drawing.setColor(Color.BLACK);
            String text = "The quick brown fox jumps over the lazy dog, and %d more of them".formatted(line);
            drawing.drawString(text, 60, 60 + 36 * line);
            if (line == 9) {
                int at = 60 + drawing.getFontMetrics().stringWidth(text + " ");
                drawing.setColor(Color.RED);
                drawing.drawString("quickly", at, 60 + 36 * line);
            }
        }
        drawing.dispose();
        Picture page = Picture.blank(new Shape(1200, 800, 3, 8), Metadata.NONE);
        for (int y = 0; y < 800; y++) {
            for (int x = 0; x < 1200; x++) {
                int rgb = image.getRGB(x, y);
                int at = page.offset(y) + 3 * x;
                page.block(y)[at] = (byte) (rgb >> 16);
                page.block(y)[at + 1] = (byte) (rgb >> 8);
                page.block(y)[at + 2] = (byte) rgb;
            }
        }
        return page;
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
            this.original = Seams.plain(picture, 0, 0, shape.width() / scale * scale, shape.height() / scale * scale);
            this.input = scale == 1 ? noisy(original, number) : Imresize.resize(original, 1, scale);
            this.engine = new Once(engine);
        }

        Picture restored(OptionalInt margin) throws Exception {
            engine.margin = margin;
            return Seams.whole(engine, input);
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
        public int scale() {
            return engine.scale();
        }

        @Override
        public int inputChannels() {
            return engine.inputChannels();
        }

        @Override
        public int outputChannels() {
            return engine.outputChannels();
        }

        @Override
        public Sizes sizes() {
            return engine.sizes();
        }

        @Override
        public OptionalInt chromaMargin() {
            return margin;
        }

        @Override
        public String device() {
            return engine.device();
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            if (given == null) {
                engine.run(input, output, batch, height, width);
                given = new float[batch * outputChannels() * height * width * scale() * scale()];
                output.get(0, given);
            }
            output.put(0, given);
        }

        @Override
        public void close() {}
    }
}
