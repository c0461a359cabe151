package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Measure;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manifest in place of a folder: what it promises of its pictures, and what it is among the settings of a run. */
class RestoreManifestTest extends SmallArchive {
    @BeforeEach
    void twoPictures() throws Exception {
        picture("a.png", 1);
        picture("b.png", 2);
    }

    private static Path list(Path folder, String... lines) throws Exception {
        return Files.write(folder.resolve("list"), List.of(lines));
    }

    private static String line(byte[] content, String name) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)) + "  " + name;
    }

    /** References of both pictures, and a manifest of them without an extension. */
    private Path originals() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("originals"));
        Files.write(folder.resolve("a.png"), TestPictures.png(48, 40, 3));
        Files.write(folder.resolve("b.png"), TestPictures.png(48, 40, 4));
        return list(folder, "a.png", "b.png");
    }

    private static void assertCounts(long restored, long skipped, Ran ran) {
        assertEquals(List.of(restored, skipped), List.of(ran.count("restored"), ran.count("skipped")));
    }

    @Test
    void damageOfAFileWithoutExtensionThatOnlyItsSumTellsHasItsRow() throws Exception {
        byte[] good = TestPictures.png(24, 20, 3);
        byte[] damaged = good.clone();
        damaged[0] ^= 1;
        byte[] text = "no picture, and never said to be one".getBytes(StandardCharsets.UTF_8);
        Files.write(input.resolve("0001"), damaged);
        Files.write(input.resolve("0002"), good);
        Files.write(input.resolve("notes"), text);
        Path list = list(input, line(good, "0001"), line(good, "0002"), line(text, "notes"));
        Ran ran = new Restore("@" + list, output.toString()).run();
        assertEquals(List.of("0001", "0002"), Tables.paths(output));
        Row row = Tables.row(output, "0001");
        assertEquals("FIXITY", row.getAs("error_kind"));
        String message = row.getAs("error_message");
        assertTrue(message.contains(line(damaged, "").strip()), message);
        assertTrue(message.contains(line(good, "").strip()), message);
        assertEquals("RESTORED", Tables.row(output, "0002").getAs("status"));
        assertEquals(1, ran.count("ignored"));
        assertEquals(3, ran.ending().exit());
    }

    @Test
    void whereThePicturesAreNamedIsNoSettingSoThatAManifestAndItsFolderShareAnOutput() throws Exception {
        Path list = list(input, "a.png");
        assertCounts(1, 0, new Restore("@" + list, output.toString()).run());
        Files.delete(list);
        assertCounts(1, 1, restore().run());
        assertCounts(0, 2, new Restore(input + "/*.png", output.toString()).run());
    }

    @Test
    void aManifestOfReferencesIsTheSameSettingHoweverItsPlaceIsWritten() throws Exception {
        Path list = originals();
        assertCounts(2, 0, restore().reference("@" + list).run());
        Path relative = Path.of("").toAbsolutePath().relativize(list);
        assertCounts(0, 2, restore().reference("@" + relative).run());
        assertCounts(0, 2, restore().reference("@file://" + list).run());
    }

    @Test
    void aManifestOfReferencesIsAnotherSettingThanItsFolder() throws Exception {
        Path list = originals();
        restore().reference("@" + list).run();
        Path folder = list.getParent();
        assertEquals(
                "--output file://%s holds a run of other settings (reference: @file://%s, now file://%s): name another folder, or ask as then"
                        .formatted(output, list, folder),
                restore().reference(folder).refused());
    }

    @Test
    void measuringKeepsTheSignOfAManifestAmongItsSettings() throws Exception {
        Path list = originals();
        Path folder = list.getParent();
        Ran first = new Measure("@" + list, "@" + list, output.toString()).run();
        assertEquals(2, first.count("measured"));
        assertEquals(
                2,
                new Measure("@file://" + list, "@" + list, output.toString())
                        .run()
                        .count("skipped"));
        assertEquals(
                "--output file://%s holds a run of other settings (input: @file://%s, now file://%s): name another folder, or ask as then"
                        .formatted(output, list, folder),
                new Measure(folder.toString(), "@" + list, output.toString()).refused());
    }
}
