package io.azulejo.benchmarks;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineCache;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.tiling.HaloChoice;
import io.azulejo.udfs.tiling.SeamComparison;
import io.azulejo.udfs.tiling.SeamDifference;
import io.azulejo.udfs.tiling.Tiling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What tiling changes in photographs: whole against tiled output, for some halos.
 *
 * <p>Arguments: the model (a shipped name or a file), the halos by comma ({@code card}, {@code exact} or pixels),
 * megapixels of the part in the middle of each picture that is taken (0 for all of it), then picture files. Each
 * picture is cut into at least 12 windows. Prints a line for each picture and halo, and one for all pictures together.
 */
public final class SeamBenchmark {
    private static final int COLUMNS = 4;
    private static final int ROWS = 3;

    private SeamBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 4) {
            System.err.println("usage: SeamBenchmark MODEL HALO,HALO,... MEGAPIXELS PICTURE...");
            System.exit(2);
        }
        Model model = new ModelStore(Opener.LOCAL).load(arguments[0]);
        List<Integer> halos = new ArrayList<>();
        for (String halo : arguments[1].split(",")) {
            halos.add(HaloChoice.parse(halo)
                    .pixels(model.card())
                    .orElseThrow(() -> new IllegalArgumentException(model.name() + " cannot be tiled")));
        }
        long pixels = (long) (Double.parseDouble(arguments[2]) * 1e6);
        List<String> files = Arrays.asList(arguments).subList(3, arguments.length);
        try (Engine engine = EngineCache.ofThisProcess().open(model, EngineOptions.DEFAULT)) {
            System.out.println(
                    "picture                            size  halo  windows  redundancy  max step     share");
            SeamDifference[] all = new SeamDifference[halos.size()];
            Arrays.fill(all, SeamDifference.NONE);
            for (String file : files) {
                Picture picture = read(Path.of(file), pixels);
                Picture whole = SeamComparison.whole(engine, picture);
                for (int i = 0; i < all.length; i++) {
                    SeamDifference seen = compare(engine, picture, whole, halos.get(i));
                    print(Path.of(file).getFileName().toString(), size(picture.shape()), halos.get(i), seen);
                    all[i] = all[i].plus(seen);
                }
            }
            for (int i = 0; i < all.length; i++) {
                print("all", files.size() + " pictures", halos.get(i), all[i]);
            }
        }
    }

    private static Picture read(Path file, long pixels) throws Exception {
        Picture picture = Codecs.decode(ByteSource.of(Files.readAllBytes(file)), DecodeOptions.DEFAULT)
                .picture();
        return pixels == 0 ? SeamComparison.plain(picture) : middle(picture, pixels);
    }

    private static SeamDifference compare(Engine engine, Picture picture, Picture whole, int halo) throws Exception {
        Shape shape = picture.shape();
        WindowPlan plan = WindowPlan.tiled(shape.width(), shape.height(), halo, tile(shape, halo));
        return SeamComparison.compare(engine, picture, plan, whole::copyRow, differing -> true);
    }

    private static String size(Shape shape) {
        return shape.width() + "x" + shape.height();
    }

    /** The largest tile that gives at least 4 windows along the longer side and 3 along the other. */
    private static int tile(Shape shape, int halo) {
        int longer = Math.max(shape.width(), shape.height());
        int shorter = Math.min(shape.width(), shape.height());
        int tile = Math.min(share(longer, COLUMNS, halo), share(shorter, ROWS, halo));
        return Math.max(Tiling.leastTile(halo), tile);
    }

    private static int share(int side, int windows, int halo) {
        return (side + 2 * halo * (windows - 1) + windows - 1) / windows;
    }

    private static Picture middle(Picture picture, long pixels) {
        Shape shape = picture.shape();
        double share = Math.min(1, Math.sqrt((double) pixels / shape.pixels()));
        int width = (int) (shape.width() * share);
        int height = (int) (shape.height() * share);
        return SeamComparison.plain(picture, (shape.width() - width) / 2, (shape.height() - height) / 2, width, height);
    }

    private static void print(String name, String size, int halo, SeamDifference seen) {
        System.out.printf(
                Locale.ROOT,
                "%-28s %11s  %4d  %7d  %10.3f  %8d  %8.1e%n",
                name,
                size,
                halo,
                seen.windows(),
                seen.redundancy(),
                seen.maxStep(),
                seen.share());
    }
}
