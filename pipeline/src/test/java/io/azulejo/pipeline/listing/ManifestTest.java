package io.azulejo.pipeline.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest may say, and what is refused of it. */
class ManifestTest {
    private static final String SUM = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);

    @TempDir
    Path folder;

    @BeforeEach
    void pictures() throws IOException {
        for (String name : List.of("a.png", "deep/b #1.png", "deep/50%20.png")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private String manifest(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, String.join("\n", lines));
        return file.toString();
    }

    private static Listed list(String asked, String... conf) throws RequestException {
        Map<String, String> settings = conf.length == 0 ? Map.of() : Map.of("azulejo.schemes", conf[0]);
        return new Listing("--input", Sessions.stores(settings)).list(asked, Optional.empty());
    }

    private static List<String> paths(Listed listed) {
        return listed.entries().stream().map(Entry::path).toList();
    }

    private static String refused(String asked) {
        return assertThrows(RequestException.class, () -> list(asked)).getMessage();
    }

    private Entry entry(String name, String sha256) throws IOException {
        Path file = folder.resolve(name);
        return new Entry(
                name,
                "file://" + file,
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                "",
                sha256);
    }

    @Test
    void textNamesAPictureALineFromItsOwnFolderLetterByLetter() throws Exception {
        Listed listed = list(manifest("list.txt", "a.png", "", "  deep/b #1.png\r", "deep/50%20.png"));
        assertEquals(
                List.of(entry("a.png", ""), entry("deep/50%20.png", ""), entry("deep/b #1.png", "")), listed.entries());
    }

    @Test
    void whatSha256sumPrintsNamesPicturesWithTheirSums() throws Exception {
        Listed listed = list(
                manifest("manifest-sha256.txt", SUM + "  a.png", OTHER.toUpperCase(Locale.ROOT) + " *deep/b #1.png"));
        assertEquals(List.of(entry("a.png", SUM), entry("deep/b #1.png", OTHER)), listed.entries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"uri,sha256|a.png,%s", "Path;SHA256|a.png;SHA-256:%s", "note\turi\tsha256|x\ta.png\t%s"})
    void aTableOfTextIsReadByTheNamesOfItsColumns(String text) throws Exception {
        String csv = manifest("list.csv", text.formatted(SUM).split("\\|"));
        assertEquals(List.of(entry("a.png", SUM)), list(csv).entries());
    }

    @Test
    void aPathBesideAUriIsTheIdentityAndTheUriThePlace() throws Exception {
        String csv = manifest("list.csv", "uri,path", "\"deep/b #1.png\",\"box 3/first, left.png\"");
        Entry entry = list(csv).entries().get(0);
        assertEquals("box 3/first, left.png", entry.path());
        assertEquals("file://" + folder + "/deep/b #1.png", entry.uri());
    }

    @Test
    void aWholeUriIsKnownWithoutItsScheme() throws Exception {
        String path = folder.toString().substring(1) + "/a.png";
        assertEquals(List.of(path), paths(list(manifest("list.txt", "file://" + folder + "/a.png"))));
        assertEquals(List.of(path), paths(list(manifest("list.txt", folder + "/a.png"))));
        assertEquals(List.of(path), paths(list(manifest("list.txt", "deep/../a.png"))));
    }

    @ParameterizedTest
    @CsvSource({"list.parquet, ''", "list.parquet, @", "list, @"})
    void parquetIsReadAsOneFileOrAsAFolderOfFiles(String name, String sign) throws Exception {
        var spark = TestCluster.cluster().spark();
        Path table = folder.resolve("table");
        spark.createDataset(List.of("a.png", "deep/b #1.png"), Encoders.STRING())
                .selectExpr("value as uri", "'%s' as sha256".formatted(SUM), "1 as other")
                .coalesce(1)
                .write()
                .parquet(table.toString());
        if (name.equals("list.parquet")) {
            try (var parts = Files.newDirectoryStream(table, "*.parquet")) {
                Files.copy(parts.iterator().next(), folder.resolve(name));
            }
        } else {
            Files.move(table, folder.resolve(name));
        }
        // In a folder of its own a manifest's names hold from where the folder lies.
        assertEquals(
                List.of(entry("a.png", SUM), entry("deep/b #1.png", SUM)),
                list(sign + folder.resolve(name)).entries());
    }

    @Test
    void anyOtherNameIsAManifestAfterTheSign() throws Exception {
        assertEquals(List.of("a.png"), paths(list("@" + manifest("list", "a.png"))));
    }

    @Test
    void whatIsNotThereIsListedSoThatItHasARow() throws Exception {
        Entry gone = list(manifest("list.txt", "gone.png")).entries().get(0);
        assertEquals(new Entry("gone.png", "file://" + folder + "/gone.png", 0, 0, ""), gone);
    }

    @Test
    void aLineSaidTwiceIsOnePictureAndThatIsSaid() throws Exception {
        String file = manifest("list.txt", "a.png", "a.png", "a.png");
        assertEquals(List.of("a.png"), paths(list(file)));
        assertEquals(
                List.of("--input %s: lines that say again what another says, left out: 2".formatted(file)),
                list(file).notes());
    }

    @Test
    void twoPicturesOfOnePathAreRefusedWithBothLines() throws Exception {
        String csv = manifest("list.csv", "uri,path", "a.png,x.png", "deep/b #1.png,x.png");
        assertEquals(
                "--input %s line 3: the path x.png is that of line 2 too: give each picture a path of its own"
                        .formatted(csv),
                refused(csv));
    }

    @Test
    void onlyTheManifestsOwnSchemeIsFollowed() throws Exception {
        String file = manifest("list.txt", "a.png", "http://example.org/x.png");
        assertEquals(
                ("--input %s line 2: http://example.org/x.png has the scheme http, and this manifest may name file: allow it"
                                + " by --conf azulejo.schemes=http if you trust the manifest")
                        .formatted(file),
                refused(file));
    }

    @Test
    void otherSchemesAreFollowedWhereThePersonAllowsThem() throws Exception {
        String file = manifest("list.txt", "viewfs-none://x/y.png");
        String message = assertThrows(RequestException.class, () -> list(file, "viewfs-none"))
                .getMessage();
        assertTrue(message.contains("No FileSystem for scheme"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uri,path;a.png,../x.png | line 2: ../x.png is no path of a picture",
                "uri,path;a.png,/x.png | line 2: /x.png is no path of a picture",
                "uri,path;, | line 2: it names no picture",
                "uri,sha256;a.png,abc | line 2: abc is no SHA-256",
                "name,size;a.png,3 | it has no column uri or path, but name, size",
            })
    void aTableThatCannotBeFollowedIsRefusedByItsLine(String text, String told) throws Exception {
        String csv = manifest("list.csv", text.split(";"));
        String message = refused(csv);
        assertTrue(message.startsWith("--input " + csv) && message.contains(told), message);
    }

    @Test
    void anEmptyManifestIsAnEmptyInput() throws Exception {
        assertEquals(List.of(), list(manifest("list.txt")).entries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list.txt", "list.csv"})
    void textOfAnotherEncodingIsRefused(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, "path\nä.png\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "--input %s: it is neither UTF-8 nor UTF-16 with a byte order mark: save it as UTF-8".formatted(file),
                refused(file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void aSpreadsheetsUtf16IsReadByItsMark(String charset) throws Exception {
        Path file = folder.resolve("list.csv");
        Files.write(file, "\uFEFFpath\ndeep/b #1.png\n".getBytes(Charset.forName(charset)));
        assertEquals(List.of("deep/b #1.png"), paths(list(file.toString())));
    }

    @Test
    void parquetThatIsNoneIsRefused() throws Exception {
        String file = manifest("list.parquet", "a.png");
        assertTrue(refused(file).startsWith("--input %s: list.parquet cannot be read as Parquet".formatted(file)));
    }

    @Test
    void theManifestsPicturesAreKnownByOneOfEveryFolder() throws Exception {
        Listed listed = list(manifest("list.txt", "a.png", "deep/b #1.png", "deep/50%20.png"));
        assertEquals(2, listed.places().size());
    }

    @Test
    void aPlaceThatLeadsOutOfEveryFolderIsNoIdentity() throws Exception {
        String up = manifest("list.txt", "file:///../../.." + folder + "/a.png");
        assertEquals(List.of(folder.toString().substring(1) + "/a.png"), paths(list(up)));
        String out = manifest("list.csv", "uri,path", "a.png,deep/../../../x.png");
        assertTrue(refused(out).contains("line 2: deep/../../../x.png is no path of a picture"), refused(out));
    }

    @Test
    void aNameThatBeginsWithTheSignOfACommentIsAName() throws Exception {
        Files.writeString(folder.resolve("#1.png"), "first");
        assertEquals(List.of("#1.png", "a.png"), paths(list(manifest("list.csv", "path,sha256", "#1.png,", "a.png,"))));
    }

    @Test
    void namesThatBagItOrSha256sumEscapedAreReadBack() throws Exception {
        Files.writeString(folder.resolve("50%.png"), "half");
        Files.writeString(folder.resolve("back\\slash.png"), "odd");
        assertEquals(List.of("50%.png"), paths(list(manifest("manifest-sha256.txt", SUM + " 50%25.png"))));
        assertEquals(List.of("back\\slash.png"), paths(list(manifest("sums.txt", "\\" + SUM + "  back\\\\slash.png"))));
    }

    @Test
    void parquetIsReadThroughItsPartitionsAndAFolderWithoutAnyIsRefused() throws Exception {
        var spark = TestCluster.cluster().spark();
        spark.createDataset(List.of("a.png"), Encoders.STRING())
                .selectExpr("value as path", "'x' as box")
                .write()
                .partitionBy("box")
                .parquet(folder.resolve("list").toString());
        assertEquals(List.of("a.png"), paths(list("@" + folder.resolve("list"))));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertEquals("--input @%s: it is a folder without Parquet files".formatted(empty), refused("@" + empty));
    }
}
