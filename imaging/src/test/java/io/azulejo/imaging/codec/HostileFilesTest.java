package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of hostile and unusual files: each is read right or refused with one plain line. */
class HostileFilesTest {
    /** The table counts pictures of 400 megapixels among the bombs: so does this limit. */
    private static final DecodeOptions OPTIONS =
            new DecodeOptions(128_000_000, 1 << 30, Strictness.TRUNCATED, Duration.ofSeconds(30));

    @TestFactory
    Stream<DynamicTest> everyFileIsReadRightOrRefused() {
        Path folder = SharedFiles.folder("data/hostile");
        return SharedFiles.expectations().stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> check(folder, row)));
    }

    private static void check(Path folder, String[] row) throws Exception {
        String verdict = row[1];
        ByteSource source = ByteSource.of(Files.readAllBytes(folder.resolve(row[0])));
        Decoded decoded;
        try {
            decoded = Codecs.decode(source, OPTIONS);
        } catch (PictureException e) {
            assertNotEquals("OK", verdict, () -> row[0] + " must be read: " + e.getMessage());
            checkMessage(e);
            return;
        }
        assertNotEquals("FAILED", verdict, () -> row[0] + " must be refused: " + row[11]);
        assertEquals(Codecs.probe(source).shape(), decoded.probe().shape());
        assertEquals(decoded.probe().shape(), decoded.picture().shape());
        if (row[2].equals("-")) {
            return;
        }
        Shape expected = new Shape(number(row[2]), number(row[3]), number(row[4]), number(row[5]));
        assertEquals(expected, decoded.picture().shape());
        switch (row[7]) {
            case "exact" -> assertEquals(row[8], Pictures.sha256(decoded.picture()));
            case "near" -> checkNear(folder, row, decoded.picture());
            case "lossy" -> checkLossy(folder, row[0], decoded.picture());
            default -> fail("comparison " + row[7]);
        }
    }

    /** Each sample within 2 of another file's with the same pixels; where none has them, each channel's mean. */
    private static void checkNear(Path folder, String[] row, Picture picture) throws Exception {
        for (String[] other : SharedFiles.expectations()) {
            if (other[7].equals("exact") && other[8].equals(row[8])) {
                Picture expected = Codecs.decode(ByteSource.of(Files.readAllBytes(folder.resolve(other[0]))), OPTIONS)
                        .picture();
                assertTrue(Pictures.largestDifference(expected, picture) <= 2);
                return;
            }
        }
        String[] means = row[9].split(" ");
        for (int c = 0; c < means.length; c++) {
            assertEquals(Double.parseDouble(means[c]), Pictures.mean(picture, c), 2, row[0]);
        }
    }

    private static void checkLossy(Path folder, String file, Picture picture) throws Exception {
        String name = file.substring(file.indexOf('/') + 1);
        Path reference = folder.resolve("reference").resolve(name + ".png");
        Picture expected = Codecs.decode(ByteSource.of(Files.readAllBytes(reference)), OPTIONS)
                .picture();
        double least = name.contains("420") || name.endsWith(".webp") ? 30 : 35;
        double psnr = Pictures.psnr(expected, picture);
        assertTrue(psnr >= least, () -> "%s: %.1f dB, expected %.0f".formatted(file, psnr, least));
    }

    private static void checkMessage(PictureException e) {
        String message = e.getMessage();
        assertTrue(message.length() > 10 && message.lines().count() == 1, message);
        assertTrue(!message.contains("Exception") && !message.contains("java."), message);
        assertNotEquals(FailureKind.DEFECT, e.kind());
        assertNotEquals(FailureKind.TIMEOUT, e.kind());
    }

    private static int number(String cell) {
        return Integer.parseInt(cell);
    }
}
