package io.azulejo.pipeline.cases;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.Tables;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;

/** The cases restored by one network, and what other programs see of them. */
final class RestoredCases {
    private final Path output;
    private final Path files;

    private RestoredCases(Path output, Path files) {
        this.output = output;
        this.files = files;
    }

    /** Restores what is in a folder below {@code place}. */
    static RestoredCases by(String model, Path input, Path place, String... flags) throws Exception {
        RestoredCases cases = new RestoredCases(place.resolve(model + "-out"), place.resolve(model + "-files"));
        Restore restore =
                new Restore(input, cases.output).model(model).halo("card").files(cases.files);
        if (List.of(flags).contains("--strip")) {
            restore.strip();
        }
        restore.run();
        return cases;
    }

    /** A folder with the pictures of the shared cases, or some of them; the test is skipped where they are not here. */
    static Path folder(Path place, String... names) throws IOException {
        Path shared = shared();
        Path folder = Files.createDirectories(place);
        try (Stream<Path> all = Files.list(shared)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                boolean wanted = names.length == 0
                        ? !name.matches("README\\.md|.*\\.csv|.*\\.libwebp\\.png|webp-.*")
                        : List.of(names).contains(name);
                if (wanted) {
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
        return folder;
    }

    /** Where the cases lie; the test is skipped where they do not. */
    static Path shared() {
        Path shared = Path.of(System.getProperty("azulejo.shared", "shared"), "fixtures", "cases");
        assumeTrue(Files.isDirectory(shared), "the shared cases are not here");
        return shared;
    }

    Row row(String name) {
        return Tables.row(output, name);
    }

    List<String> notes(String name) {
        return row(name).getList(row(name).fieldIndex("notes"));
    }

    /** Status, size and notes, or what failed, in one line. */
    String outcome(String name) {
        Row row = row(name);
        return row.getAs("status").equals("FAILED")
                ? "FAILED %s: %s".formatted(row.<Object>getAs("error_kind"), row.<Object>getAs("error_message"))
                : "RESTORED %sx%s %s"
                        .formatted(row.<Object>getAs("out_width"), row.<Object>getAs("out_height"), notes(name));
    }

    /** The restored file. */
    Path file(String name) {
        String uri = (String) Tables.of(row(name), "restored", "uri");
        return Path.of(uri.replaceFirst("^file:(//)?", ""));
    }

    /** The restored file as the JDK decodes it. */
    BufferedImage image(String name) throws IOException {
        return ImageIO.read(file(name).toFile());
    }

    /** What exiftool reads in the restored file; the test is skipped where it is not installed. */
    Map<String, String> tags(String name) throws Exception {
        return tags(file(name));
    }

    static Map<String, String> tags(Path file) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder("exiftool", "-G1", "-a", "-s", "-n", "-charset", "UTF8", file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "exiftool is not on the path (Debian: libimage-exiftool-perl)");
            throw e;
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Map<String, String> tags = new TreeMap<>();
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(':', line.indexOf(']'));
            String name = line.substring(line.indexOf(']') + 1, colon).strip();
            tags.merge(
                    line.substring(1, line.indexOf(']')) + ":" + name,
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        return tags;
    }

    /** Peak signal to noise ratio of the luma of ITU-R BT.601 between a file as we decode it and one as the JDK does. */
    static double lumaDecibel(Path ours, Path theirs) throws Exception {
        Picture picture = Codecs.decode(ByteSource.of(Files.readAllBytes(ours)), DecodeOptions.DEFAULT)
                .picture();
        BufferedImage image = ImageIO.read(theirs.toFile());
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                double difference = luma(picture.sample(x, y, 0), picture.sample(x, y, 1), picture.sample(x, y, 2))
                        - luma(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
                sum += difference * difference;
            }
        }
        return 10 * Math.log10(255.0 * 255 * image.getWidth() * image.getHeight() / sum);
    }

    private static double luma(int red, int green, int blue) {
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }

    /** The largest distance between two channels of a pixel. */
    int farthestFromGrey(String name) throws IOException {
        BufferedImage image = image(name);
        int farthest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int red = rgb >> 16 & 0xff;
                int green = rgb >> 8 & 0xff;
                int blue = rgb & 0xff;
                farthest = Math.max(
                        farthest,
                        Math.max(Math.abs(red - green), Math.max(Math.abs(red - blue), Math.abs(green - blue))));
            }
        }
        return farthest;
    }
}
