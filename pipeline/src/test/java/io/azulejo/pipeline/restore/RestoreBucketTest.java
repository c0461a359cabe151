package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Measure;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestBuckets;
import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything in buckets: pictures, references, network, tables. */
class RestoreBucketTest {
    private static final String ARCHIVE = TestBuckets.bucket("archive");
    private static final String RESULTS = TestBuckets.bucket("results");

    private final String id = UUID.randomUUID().toString();
    private final String input = ARCHIVE + "/" + id + "/scans";
    private final String output = RESULTS + "/" + id + "/out #1";

    @BeforeEach
    void archive() throws Exception {
        picture("a.png", 1);
        picture("deep/50%20 off #b+.png", 2);
        TestBuckets.reset();
    }

    private void picture(String path, long seed) throws Exception {
        TestBuckets.put(input + "/" + path, TestPictures.png(24, 20, seed));
    }

    private Restore restore() {
        return new Restore(input, output);
    }

    private static void assertCounts(long restored, long skipped, long changed, Ran ran) {
        assertEquals(
                List.of(restored, skipped, changed),
                List.of(ran.count("restored"), ran.count("skipped"), ran.count("changed")));
    }

    /** The objects of a table, with the random part of their names left out. */
    private static List<String> shapes(String table) throws IOException {
        return TestBuckets.objects(table).stream()
                .map(path -> path.replaceAll("part-[^/]*", "part").replaceAll("_runs/[^/]*", "_runs/ID"))
                .distinct()
                .toList();
    }

    private Store table() throws IOException {
        return Store.of(StorePaths.parse(output), TestCluster.cluster().configuration());
    }

    @Test
    void aRunFromBucketToBucketLeavesTheTableAndNothingElse() throws Exception {
        String model = ARCHIVE + "/" + id + "/network.onnx";
        TestBuckets.put(model, Files.readAllBytes(TestCluster.network()));
        String reference = ARCHIVE + "/" + id + "/originals";
        TestBuckets.put(reference + "/a.png", TestPictures.png(48, 40, 3));
        TestBuckets.put(reference + "/deep/50%20 off #b+.png", TestPictures.png(48, 40, 4));
        Ran ran = restore().model(model).reference(reference).run();
        assertCounts(2, 0, 0, ran);
        assertEquals(
                List.of(
                        "_azulejo.json",
                        "_commits/000001.json",
                        "_runs/ID/ended.json",
                        "_runs/ID/started.json",
                        "images/commit=000001/part",
                        "results/commit=000001/part"),
                shapes(output));
        List<Row> rows = Tables.rows(output, "images");
        assertEquals(md5(TestPictures.png(24, 20, 1)), rows.get(0).getAs("source_etag"));
        assertEquals(input + "/deep/50%20 off #b+.png", Tables.of(rows.get(1), "source", "uri"));
        assertEquals(48, TestPictures.decode(Tables.cell(rows.get(0))).shape().width());
        assertTrue(rows.get(0).getMap(rows.get(0).fieldIndex("metrics")).contains("psnr_y"));

        String quality = RESULTS + "/" + id + "/quality";
        assertEquals(2, new Measure(output, reference, quality).run().count("measured"));
        assertEquals(
                List.of("_azulejo.json", "_commits/000001.json", "_runs/ID/ended.json", "_runs/ID/started.json"),
                shapes(quality).stream().filter(path -> path.startsWith("_")).toList());
    }

    /** What S3 takes for the etag of an object that came in one piece. */
    private static String md5(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    }

    @Test
    void nothingIsCopiedAndNoUploadIsLeftPending() throws Exception {
        restore().run();
        assertEquals(List.of(), TestBuckets.copied());
        assertEquals(List.of(), TestBuckets.pending("results"));
    }

    @Test
    void aSecondRunRestoresNothingAndReadsNoPicture() throws Exception {
        restore().run();
        TestBuckets.reset();
        assertCounts(0, 2, 0, restore().run());
        assertEquals(List.of(), picturesFetched());
    }

    @Test
    void aPictureUploadedAgainUnchangedIsDoneByItsEtagAndNotRead() throws Exception {
        restore().run();
        picture("a.png", 1);
        TestBuckets.reset();
        assertCounts(0, 2, 0, restore().run());
        assertEquals(List.of(), picturesFetched());
    }

    @Test
    void verifyingReadsEveryPictureOnceWhateverItsEtagSays() throws Exception {
        restore().run();
        TestBuckets.reset();
        Ran verified = restore().verify().run();
        assertCounts(0, 2, 0, verified);
        assertEquals(2, verified.count("verified"));
        assertEquals(2, picturesFetched().size());
    }

    private static List<String> picturesFetched() {
        return TestBuckets.fetched().stream()
                .filter(key -> key.endsWith(".png"))
                .toList();
    }

    @Test
    void picturesOfAStoreThatGivesNoEtagWithThemAreRead() throws Exception {
        TestBuckets.withoutEtag(".png");
        assertCounts(2, 0, 0, restore().run());
    }

    @Test
    void aPictureOfTheSameLengthAndAnotherEtagHasChanged() throws Exception {
        TestBuckets.put(input + "/a.png", new byte[] {1, 2, 3});
        restore().maxFailed("1").run();
        TestBuckets.put(input + "/a.png", new byte[] {3, 2, 1});
        assertCounts(0, 1, 1, restore().run());
    }

    @Test
    void whatAKilledRunLeftIsSweptWithItsUploadsAndTheFirstCommitStays() throws Exception {
        restore().run();
        Path marker = StorePaths.parse(output + "/_commits/000001.json");
        byte[] committed = table().read(marker).orElseThrow();
        List<String> first = new ArrayList<>(TestBuckets.objects(output + "/images"));
        String torn = output + "/images/commit=000002";
        TestBuckets.put(torn + "/__magic_job-killed/part.pending", new byte[] {1});
        Path part = StorePaths.parse(torn + "/part.parquet");
        FileSystem files = part.getFileSystem(TestCluster.cluster().configuration());
        try (var uploads = files.createMultipartUploader(part).build()) {
            uploads.startUpload(part).get();
        }
        assertEquals(1, TestBuckets.pending("results").size());
        picture("c.png", 3);

        Ran second = restore().run();
        assertCounts(1, 2, 0, second);
        assertTrue(
                second.said().contains("what an earlier run left without a marker, removed: 1"),
                second.said().toString());
        assertEquals(List.of(), TestBuckets.pending("results"));
        assertArrayEquals(committed, table().read(marker).orElseThrow());
        first.add("commit=000002/part");
        assertEquals(
                first.stream().map(path -> path.replaceAll("part-.*", "part")).toList(), shapes(output + "/images"));
        assertEquals(3, Tables.rows(output, "results").size());
    }

    @Test
    void filesAreObjectsThatTheRowsNameAndMissingOnesComeBackFromTheirCells() throws Exception {
        String files = RESULTS + "/" + id + "/files";
        assertCounts(2, 0, 0, restore().files(files).run());
        List<String> names = List.of("_azulejo-files.json", "a.png", "deep/50%20 off #b+.png");
        assertEquals(names, TestBuckets.objects(files));
        Row row = Tables.rows(output, "images").get(1);
        assertEquals(files + "/deep/50%20 off #b+.png", Tables.of(row, "restored", "uri"));
        byte[] file = table().read(StorePaths.parse(files + "/deep/50%20 off #b+.png"))
                .orElseThrow();
        assertArrayEquals(Tables.cell(row), file);

        table().delete(StorePaths.parse(files + "/a.png"));
        assertCounts(0, 2, 0, restore().files(files).run());
        assertEquals(names, TestBuckets.objects(files));
        assertEquals(List.of(), TestBuckets.copied());
    }

    @Test
    void whatAManifestNamesInVainHasARowAlsoWithoutAnExtension() throws Exception {
        String manifest = ARCHIVE + "/" + id + "/list.txt";
        TestBuckets.put(manifest, "scans/a.png\nscans/0001\n".getBytes(StandardCharsets.UTF_8));
        new Restore(manifest, output).maxFailed("1").run();
        List<Row> rows = Tables.rows(output, "results");
        assertEquals("scans/0001", rows.get(0).getAs("path"));
        assertEquals("UNREADABLE", rows.get(0).getAs("error_kind"));
    }

    @Test
    void aBusyStoreIsAskedAgainAndAPictureThatItNeverGivesHasItsRow() throws Exception {
        String scans = TestBuckets.bucket("busy") + "/" + id;
        TestBuckets.put(scans + "/a.png", TestPictures.png(24, 20, 1));
        TestBuckets.put(scans + "/b.png", TestPictures.png(24, 20, 2));
        TestBuckets.busy("/a.png", 2);
        TestBuckets.busy("/b.png", Integer.MAX_VALUE);
        Ran ran = new Restore(scans, output).run();
        assertEquals(3, ran.ending().exit());
        List<Row> rows = Tables.rows(output, "results");
        assertEquals("RESTORED", rows.get(0).getAs("status"));
        assertEquals("UNREADABLE", rows.get(1).getAs("error_kind"));
        String message = rows.get(1).getAs("error_message");
        assertTrue(message.startsWith("the file cannot be read: ") && message.contains("503"), message);
    }

    @Test
    void filesAmongTheOriginalsAreRefused() {
        String files = input + "/restored";
        assertEquals(
                "--files %s and --input %s share a folder: originals are never written over".formatted(files, input),
                restore().files(files).refused());
    }

    @Test
    void aManifestInABucketNamesPicturesOfOtherBucketsAndPromisesTheirSums() throws Exception {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(TestPictures.png(24, 20, 1)));
        String manifest = RESULTS + "/" + id + "/list.csv";
        String csv = "uri,path,sha256%n%s/a.png,first.png,%s%n%s/deep/50%%20 off #b+.png,second.png,%s%n"
                .formatted(input, sum, input, sum);
        TestBuckets.put(manifest, csv.getBytes(StandardCharsets.UTF_8));
        Ran ran = new Restore(manifest, output).run();
        assertEquals(3, ran.ending().exit());
        List<Row> rows = Tables.rows(output, "results");
        assertEquals("RESTORED", rows.get(0).getAs("status"));
        assertEquals("FIXITY", rows.get(1).getAs("error_kind"));
        Ran again = new Restore(manifest, output).run();
        assertEquals(3, again.ending().exit(), again.ending().summary());
        assertEquals(1, again.count("failed_earlier"));
    }

    @Test
    void aBucketThatIsNotThereIsRefusedByTheFlagThatNamedIt() throws Exception {
        String none = "there is no bucket none at %s: check the name, and spark.hadoop.fs.s3a.endpoint"
                .formatted(TestBuckets.endpoint());
        assertEquals(
                "--input s3a://none/scans cannot be listed: " + none,
                new Restore("s3a://none/scans", output).refused());
        assertEquals(
                "--output s3a://none/out cannot be reached: " + none, new Restore(input, "s3a://none/out").refused());
        assertEquals(
                "--output s3a://none/out cannot be reached: " + none,
                new Measure(input, input, "s3a://none/out").refused());
        assertEquals(
                "--model s3a://none/m.onnx cannot be read: " + none,
                restore().model("s3a://none/m.onnx").refused());
        assertFalse(table().exists(StorePaths.parse(output)));
    }
}
