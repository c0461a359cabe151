package io.azulejo.pipeline.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.listing.Listing;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small pictures that were once got wrong, each with its right answer, restored by the shipped networks. Prints a line a
 * case.
 */
class CasesTest {
    private static final String DEFAULT = "plksr-light-x2";
    private static final List<String> NETWORKS =
            List.of(DEFAULT, "plksr-light-x4", "bbcu-light-x2", "bbcu-denoise-color", "bbcu-deblock-gray");
    private static final String[] BY_EVERY_NETWORK = {
        "grey-bilevel-rgb.png", "grey-noisy-rgb.png", "grey-1bit.bmp", "tiny-1x1.png"
    };
    private static final String SOURCE_TYPE = "XMP-iptcExt:DigitalSourceType";

    private static final Map<String, RestoredCases> BY_NETWORK = new LinkedHashMap<>();
    private static RestoredCases whole;
    private static RestoredCases stripped;

    @BeforeAll
    static void restore(@TempDir Path place) throws Exception {
        whole = RestoredCases.by(DEFAULT, RestoredCases.folder(place.resolve("all")), place.resolve("whole"));
        stripped = RestoredCases.by(
                DEFAULT, RestoredCases.folder(place.resolve("owned"), "iptc-exiftool.png"), place, "--strip");
        Path some = RestoredCases.folder(place.resolve("some"), BY_EVERY_NETWORK);
        for (String network : NETWORKS) {
            BY_NETWORK.put(network, RestoredCases.by(network, some, place.resolve("each")));
        }
    }

    @TestFactory
    Stream<DynamicTest> theRightAnswerIsGiven() {
        return Stream.of(decoded(), grey(), described(), whichPicture(), other())
                .flatMap(List::stream)
                .map(one -> DynamicTest.dynamicTest(one.file(), () -> look(one)));
    }

    private static void look(Case one) throws Exception {
        try {
            String found = one.check().found();
            System.out.printf("case %s: right (%s): %s%n", one.file(), one.answer(), found);
        } catch (AssertionError e) {
            System.out.printf("case %s: WRONG (%s): %s%n", one.file(), one.answer(), e.getMessage());
            throw e;
        }
    }

    private static List<Case> decoded() {
        return Stream.of("webp-q50m0.webp", "webp-q75m1.webp", "webp-long-q75.webp")
                .map(name -> new Case(name, "luma at least 45 dB from libwebp's", () -> {
                    Path folder = RestoredCases.shared();
                    double decibel =
                            RestoredCases.lumaDecibel(folder.resolve(name), folder.resolve(name + ".libwebp.png"));
                    assertTrue(decibel >= 45, "%.2f dB".formatted(decibel));
                    return "%.2f dB".formatted(decibel);
                }))
                .toList();
    }

    private static List<Case> grey() {
        List<Case> cases = new ArrayList<>();
        for (String name : List.of("grey-bilevel-rgb.png", "grey-noisy-rgb.png", "grey-1bit.bmp")) {
            cases.add(new Case(name, "R = G = B by every network", () -> {
                Map<String, Integer> distances = new LinkedHashMap<>();
                for (String network : NETWORKS) {
                    distances.put(network, BY_NETWORK.get(network).farthestFromGrey(name));
                }
                assertTrue(distances.values().stream().allMatch(distance -> distance == 0), distances.toString());
                return "distance 0 by " + distances.keySet();
            }));
        }
        cases.add(new Case("tiny-1x1.png", "within 2 levels of 201, 202, 207 by every network", () -> {
            StringBuilder found = new StringBuilder();
            int worst = 0;
            for (String network : NETWORKS) {
                int rgb = BY_NETWORK.get(network).image("tiny-1x1.png").getRGB(0, 0);
                int[] pixel = {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff};
                found.append("%s %d %d %d; ".formatted(network, pixel[0], pixel[1], pixel[2]));
                worst = Math.max(worst, Math.abs(pixel[0] - 201));
                worst = Math.max(worst, Math.max(Math.abs(pixel[1] - 202), Math.abs(pixel[2] - 207)));
            }
            assertTrue(worst <= 2, found.toString());
            return found.toString();
        }));
        return cases;
    }

    private static List<Case> described() {
        return List.of(
                new Case("iptc-exiftool.png", "creator, credit and notice survive, the owner under --strip too", () -> {
                    Map<String, String> tags = whole.tags("iptc-exiftool.png");
                    assertEquals("A. B.", tags.get("IPTC:By-line"));
                    assertEquals("Credit X", tags.get("IPTC:Credit"));
                    assertEquals("(c) Z", tags.get("IPTC:CopyrightNotice"));
                    Map<String, String> kept = stripped.tags("iptc-exiftool.png");
                    assertEquals("A. B.", kept.get("XMP-dc:Creator"));
                    assertEquals("(c) Z", kept.get("XMP-dc:Rights"));
                    return "all there";
                }),
                new Case("dst-slash.jpg", "the stronger word stays, or a note quotes it", () -> {
                    String word = whole.tags("dst-slash.jpg").get(SOURCE_TYPE);
                    assertTrue(
                            word.contains("/trainedAlgorithmicMedia")
                                    || noted(whole, "dst-slash.jpg", "trainedAlgorithmicMedia"),
                            word);
                    return word;
                }),
                new Case(
                        "orient-xmponly.jpg",
                        "turned and reset, or standing with a note",
                        () -> turnedOrStanding("orient-xmponly.jpg", 320, "XMP-tiff:Orientation")),
                new Case(
                        "orient-exif-late.png",
                        "turned and reset, or standing with a note",
                        () -> turnedOrStanding("orient-exif-late.png", 194, "IFD0:Orientation")),
                new Case("mpf-ultrahdr.jpg", "first of 2 pages, a note, nothing claimed that is gone", () -> {
                    assertEquals(2, (int) whole.row("mpf-ultrahdr.jpg").<Integer>getAs("pages"));
                    return nothingClaimed("mpf-ultrahdr.jpg", "gain map");
                }),
                new Case(
                        "mpf-motion.jpg",
                        "the picture, a note, nothing claimed that is gone",
                        () -> nothingClaimed("mpf-motion.jpg", "video")),
                new Case("text-chunks.png", "carried over", () -> {
                    Map<String, String> tags = whole.tags("text-chunks.png");
                    assertEquals("José", tags.get("PNG:Author"));
                    assertEquals("Plåt 12", tags.get("PNG:Description"));
                    assertEquals("(c) Archive", tags.get("PNG:Copyright"));
                    return "Author, Description, Copyright";
                }),
                new Case("text-com.jpg", "carried over", () -> {
                    assertEquals(
                            "Scanned 1998, Müller coll.",
                            whole.tags("text-com.jpg").get("File:Comment"));
                    return "the comment";
                }),
                new Case("text-comment.gif", "carried over, or a note", () -> {
                    String comment = whole.tags("text-comment.gif").get("PNG:Comment");
                    assertTrue("hello world".equals(comment) || noted(whole, "text-comment.gif", "comment"), comment);
                    return "PNG Comment: " + comment;
                }),
                new Case("colour-cicp.png", "kept in PNG", () -> {
                    Map<String, String> tags = whole.tags("colour-cicp.png");
                    assertEquals("9", tags.get("PNG-cICP:ColorPrimaries"));
                    assertEquals("16", tags.get("PNG-cICP:TransferCharacteristics"));
                    return "primaries 9, transfer 16";
                }),
                new Case("colour-gama1.png", "kept in PNG", () -> {
                    assertEquals("1", whole.tags("colour-gama1.png").get("PNG:Gamma"));
                    return "gamma 1";
                }));
    }

    private static List<Case> whichPicture() {
        return List.of(
                new Case("raw-nef1.nef", "UNSUPPORTED", () -> failed("raw-nef1.nef", "UNSUPPORTED")),
                new Case("other.jxl", "UNSUPPORTED", () -> failed("other.jxl", "UNSUPPORTED")),
                new Case("tiff-cmyk-alpha.tif", "alpha kept", () -> {
                    assertEquals(
                            4,
                            (int) whole.row("tiff-cmyk-alpha.tif").<Integer>getAs("channels"),
                            whole.outcome("tiff-cmyk-alpha.tif"));
                    return whole.outcome("tiff-cmyk-alpha.tif");
                }),
                new Case(
                        "tiff-subfile255.tif",
                        "the full picture of 96x64",
                        () -> sized("tiff-subfile255.tif", 192, 128)),
                new Case("apng.png", "the first of 3 pages, with a note", () -> {
                    assertEquals(3, (int) whole.row("apng.png").<Integer>getAs("pages"));
                    assertTrue(noted(whole, "apng.png", "3"), whole.outcome("apng.png"));
                    return whole.outcome("apng.png");
                }),
                new Case("gif-outside.gif", "the whole frame, or a note", () -> {
                    Integer width = whole.row("gif-outside.gif").getAs("in_width");
                    assertTrue(width > 77 || !whole.notes("gif-outside.gif").isEmpty(), "width " + width);
                    return whole.outcome("gif-outside.gif");
                }),
                new Case(
                        "jpeg-dnl.jpg",
                        "UNSUPPORTED, or decoded",
                        () -> whole.row("jpeg-dnl.jpg").getAs("status").equals("FAILED")
                                ? failed("jpeg-dnl.jpg", "UNSUPPORTED")
                                : sized("jpeg-dnl.jpg", 194, 134)));
    }

    private static List<Case> other() {
        return List.of(
                new Case("csv-latin1.csv", "refused in one line that names the encoding", () -> {
                    String list =
                            RestoredCases.shared().resolve("csv-latin1.csv").toString();
                    String message = assertThrows(
                                    RequestException.class,
                                    () -> new Listing("--input", Sessions.stores(Map.of()))
                                            .list(list, Optional.empty()))
                            .getMessage();
                    assertTrue(message.contains("UTF-8") && message.lines().count() == 1, message);
                    return message.replaceFirst(".*(?=csv-latin1)", "");
                }),
                new Case("tiff-bytecount0.tif", "read with a note, or refused in words that fit", () -> {
                    String outcome = whole.outcome("tiff-bytecount0.tif");
                    boolean read = outcome.startsWith("RESTORED 192x128");
                    boolean told = read
                            ? noted(whole, "tiff-bytecount0.tif", "length is stated as 0")
                            : outcome.startsWith("FAILED CORRUPT") && outcome.contains("StripByteCounts");
                    assertTrue(told, outcome);
                    return outcome;
                }));
    }

    private static boolean noted(RestoredCases cases, String name, String word) {
        return cases.notes(name).stream().anyMatch(note -> note.contains(word));
    }

    private static String failed(String name, String kind) {
        assertEquals(kind, whole.row(name).getAs("error_kind"), whole.outcome(name));
        return whole.outcome(name);
    }

    private static String sized(String name, int width, int height) {
        assertEquals(width, (int) whole.row(name).<Integer>getAs("out_width"), whole.outcome(name));
        assertEquals(height, (int) whole.row(name).<Integer>getAs("out_height"), whole.outcome(name));
        return whole.outcome(name);
    }

    /** Turned pictures are as high as they were wide, and say so nowhere; others say what they said, with a note. */
    private static String turnedOrStanding(String name, int width, String tag) throws Exception {
        String stated = whole.tags(name).getOrDefault(tag, "1");
        boolean turned = whole.row(name).<Integer>getAs("out_height") == width;
        assertTrue(
                turned ? stated.equals("1") : stated.equals("6") && noted(whole, name, "rientation"),
                "orientation %s, %s".formatted(stated, whole.outcome(name)));
        return "%s, orientation %s".formatted(turned ? "turned" : "standing", stated);
    }

    private static String nothingClaimed(String name, String word) throws Exception {
        sized(name, 194, 134);
        assertTrue(noted(whole, name, word), whole.outcome(name));
        List<String> claims = whole.tags(name).keySet().stream()
                .filter(tag -> tag.matches("(XMP-(hdrgm|GContainer|Container|GCamera)|MPF0|MPImage.*):.*"))
                .toList();
        assertEquals(List.of(), claims);
        return whole.outcome(name);
    }
}
