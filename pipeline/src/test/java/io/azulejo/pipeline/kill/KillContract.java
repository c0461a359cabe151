package io.azulejo.pipeline.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;

/** What is promised of a run that was killed with signal 9, whatever holds its table: the same command ends it. */
abstract class KillContract {
    /** By hand {@code -Dazulejo.kills=20}; the seed is printed with every failure. */
    private static final int KILLS = Integer.getInteger("azulejo.kills", 2);

    private static final long SEED = Long.getLong("azulejo.kills.seed", System.nanoTime());

    /** An empty place in the store. */
    abstract String place() throws IOException;

    abstract void put(String place, byte[] content) throws IOException;

    /** Settings under which a driver can be halted. */
    abstract Map<String, String> halting();

    /** Through Hadoop's file system. */
    abstract int writesACommit();

    /** Uploads that were begun and not ended. */
    abstract List<String> pending();

    private String root;
    private List<String> pictures;

    private void archive(int count) throws Exception {
        root = place();
        pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "%02d #.png".formatted(i);
            pictures.add(name);
            // A little over a megapixel when restored: each is a commit of its own.
            put(root + "/scans/" + name, TestPictures.png(512, 500, i));
        }
    }

    private Driver driver(Map<String, String> settings) throws IOException {
        return Driver.start(root + "/scans", output(), files(), TestCluster.network(), settings);
    }

    private String output() {
        return root + "/out";
    }

    private String files() {
        return root + "/restored";
    }

    private Restore again() {
        return new Restore(root + "/scans", output()).files(files()).commitMegapixels(1);
    }

    private FileSystem store() throws IOException {
        return StorePaths.parse(root).getFileSystem(TestCluster.cluster().configuration());
    }

    /** Every file of some commit with its length and the time it was written. */
    private Map<String, String> files(int commit) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String folder : List.of("images/commit=%06d".formatted(commit), "results/commit=%06d".formatted(commit))) {
            for (FileStatus file : store().listStatus(StorePaths.parse(output() + "/" + folder))) {
                files.put(file.getPath().toString(), file.getLen() + " " + file.getModificationTime());
            }
        }
        FileStatus marker = store().getFileStatus(StorePaths.parse(output() + "/_commits/%06d.json".formatted(commit)));
        files.put(marker.getPath().toString(), marker.getLen() + " " + marker.getModificationTime());
        return files;
    }

    /** Rows are pictures, once each; and nothing lies in the table or beside the files that no row or marker names. */
    private void assertWhole() throws IOException {
        String seed = "seed " + SEED;
        for (String data : List.of("images", "results")) {
            assertEquals(
                    pictures,
                    Tables.rows(output(), data).stream()
                            .map(row -> row.<String>getAs("path"))
                            .toList(),
                    seed);
        }
        Store store = Store.of(StorePaths.parse(root), TestCluster.cluster().configuration());
        List<String> expected = new ArrayList<>(pictures);
        expected.add("_azulejo-files.json");
        List<String> found = new ArrayList<>();
        for (String object : store.objects(StorePaths.parse(files()))) {
            found.add(StorePaths.relative(StorePaths.parse(files()), StorePaths.parse(object)));
        }
        expected.sort(null);
        found.sort(null);
        assertEquals(expected, found, seed);
        for (String object : store.objects(StorePaths.parse(output()))) {
            assertTrue(
                    object.matches(".*/(_azulejo\\.json|_commits/\\d{6}\\.json|_runs/[^/]+/(started|ended)\\.json"
                            + "|(images|results)/commit=\\d{6}/part-[^/]*\\.parquet)"),
                    seed + ", left over: " + object);
        }
        assertEquals(List.of(), pending(), seed);
    }

    private void killedAt(String halt) throws Exception {
        archive(4);
        Map<String, String> settings = new HashMap<>(halting());
        settings.put("spark.hadoop." + Halt.AT, halt);
        try (Driver driver = driver(settings)) {
            driver.await(Halt.SAID);
            driver.kill();
        }
        Map<String, String> first = files(1);
        Ran ran = again().run();
        assertEquals(List.of(3L, 1L), List.of(ran.count("restored"), ran.count("skipped")));
        assertEquals(first, files(1));
        assertWhole();
    }

    @Test
    void killedInTheSecondOfFourCommitsTheSameCommandDoesTheOtherThree() throws Exception {
        killedAt("images/commit=000002");
    }

    @Test
    void killedBetweenPicturesAndResultsTheCommitIsDoneAnew() throws Exception {
        killedAt("results/commit=000002");
    }

    @Test
    void killedAgainAndAgainAtRandomWritesNoPictureIsLostOrDoubled() throws Exception {
        Random random = new Random(SEED);
        // More pictures than all drivers together can finish, so that each of them is killed at work.
        archive(2 + 2 * KILLS);
        for (int i = 0; i < KILLS; i++) {
            Map<String, String> settings = new HashMap<>(halting());
            settings.put("spark.hadoop." + Halt.AFTER, Integer.toString(random.nextInt(2 * writesACommit())));
            try (Driver driver = driver(settings)) {
                driver.await(Halt.SAID);
                driver.kill();
            }
        }
        Ran ran = again().run();
        assertEquals(0, ran.ending().exit(), "seed " + SEED);
        System.out.printf(
                "killed %d drivers, seed %d; the last run restored %d of %d pictures%n",
                KILLS, SEED, ran.count("restored"), pictures.size());
        assertWhole();
    }
}
