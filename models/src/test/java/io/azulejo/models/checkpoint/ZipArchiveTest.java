package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;
import static io.azulejo.models.checkpoint.Refusals.taken;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Zips, right and wrong. The rows Z1 to Z16 are those of the catalogue of hostile files. */
class ZipArchiveTest {
    private static final String DATA = "archive/data/0";
    private static final String PICKLE = "archive/data.pkl";
    private static final int MANY = 256 << 20;
    private static final Zipped.Item BOMB = new Zipped.Item("bomb", new byte[MANY]).deflated();

    private static Zipped right() {
        Tiny tiny = new Tiny();
        return tiny.zipped(tiny.pickle());
    }

    private static byte[] changed(Consumer<Zipped> change) {
        Zipped zipped = right();
        change.accept(zipped);
        return zipped.toBytes();
    }

    @TestFactory
    Stream<DynamicTest> whatIsOddButRightIsRead() {
        return Stream.of(
                taken("as it is", right().toBytes()),
                taken("a deflated storage", changed(zip -> zip.item(DATA).deflated())),
                taken("a deflated pickle", changed(zip -> zip.item(PICKLE).deflated())),
                taken("a comment", changed(zip -> zip.comment("PK\5\6 is how directories end"))),
                taken("a storage that no tensor uses", changed(zip -> zip.add("archive/data/1", "unused"))),
                taken(
                        "what newer versions add",
                        changed(zip -> zip.add("archive/byteorder", "little")
                                .add("archive/.format_version", "1")
                                .add("archive/.storage_alignment", "64")
                                .add("archive/.data/serialization_id", "123"))));
    }

    @TestFactory
    Stream<DynamicTest> namesThatLeadElsewhereAreRefused() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : List.of(
                "../../PWNED", "/tmp/PWNED", "archive/../../PWNED", "C:\\PWNED", "archive\\..\\..\\PWNED", "a\nb")) {
            tests.add(refused(
                    "Z1 " + name.replace('\n', ' '),
                    changed(zip -> zip.add(name, "x")),
                    "entry \"",
                    "leads elsewhere"));
        }
        Zipped.Item link = new Zipped.Item("archive/data/99", new byte[11]);
        link.attributes = 0120777 << 16;
        tests.add(refused("Z1 a link", changed(zip -> zip.add(link)), "archive/data/99", "link"));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> bombsAreRefusedByTheSizesThatTheyState() {
        return Stream.of(
                refused("Z2 a storage", bomb(DATA, MANY), "\"w\"", Integer.toString(MANY)),
                refused("Z2 the pickle", bomb(PICKLE, MANY), PICKLE, Integer.toString(MANY)),
                refused("Z3 a storage that lies", bomb(DATA, 16), DATA, "larger"),
                refused("Z3 a pickle that lies", bomb(PICKLE, 1000), PICKLE, "larger"),
                refused(
                        "more than deflate can hold",
                        changed(zip -> {
                            Zipped.Item liar = new Zipped.Item(PICKLE, new byte[100]).deflated();
                            zip.replace(PICKLE, liar.data).method = liar.method;
                            zip.item(PICKLE).size = 10_000_000;
                        }),
                        PICKLE,
                        "cannot hold"));
    }

    /** An entry of many deflated zeros that states a size. */
    private static byte[] bomb(String name, int stated) {
        return changed(zip -> {
            Zipped.Item item = zip.replace(name, BOMB.data);
            item.method = BOMB.method;
            item.crc = BOMB.crc;
            item.size = stated;
        });
    }

    @TestFactory
    Stream<DynamicTest> entriesMustNotOverlap() {
        return Stream.of(
                refused("Z4 one header for all", changed(zip -> {
                    for (int i = 0; i < 5000; i++) {
                        Zipped.Item again = new Zipped.Item("archive/data/" + (i + 1), new byte[16]);
                        again.localHeader = 0;
                        zip.add(again);
                    }
                })),
                refused(
                        "Z4 by a byte",
                        changed(zip -> {
                            Zipped.Item inner = new Zipped.Item("x", new byte[8]);
                            inner.localHeader = 38 + PICKLE.length();
                            Zipped.Item hidden = new Zipped.Item("x", new byte[8]);
                            byte[] header = new Zipped().add(hidden).toBytes();
                            zip.replace(PICKLE, Arrays.copyOf(new byte[8], 8));
                            byte[] covered = new byte[200];
                            System.arraycopy(header, 0, covered, 8, 39);
                            zip.replace(PICKLE, covered);
                            zip.add(inner);
                        }),
                        "overlaps"));
    }

    @TestFactory
    Stream<DynamicTest> aCutFileIsRefused() {
        byte[] file = right().toBytes();
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(refused("Z5 4 bytes", Arrays.copyOf(file, 4), "truncated"));
        tests.add(refused("Z5 an empty zip", new Zipped().toBytes(), "data.pkl"));
        for (int length = 2; length < file.length; length += 37) {
            tests.add(refused("Z5 cut to " + length, Arrays.copyOf(file, length), "truncated"));
        }
        tests.add(refused("Z5 without its end", Arrays.copyOf(file, file.length - 22), "truncated"));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> thePickleIsTheOneInTheOneFolder() {
        byte[] pickle = new Tiny().pickle();
        return Stream.of(
                refused("Z6 none", changed(zip -> zip.without(PICKLE)), "data.pkl"),
                refused(
                        "Z6 without a folder",
                        changed(zip -> zip.without(PICKLE).add("data.pkl", pickle)),
                        "data.pkl"),
                refused(
                        "Z6 in capitals",
                        changed(zip -> zip.without(PICKLE).add("archive/DATA.PKL", pickle)),
                        "data.pkl"),
                refused("Z7 twice", changed(zip -> zip.add(PICKLE, "x")), PICKLE, "twice"),
                refused("Z7 in two folders", changed(zip -> zip.add("b/data.pkl", pickle)), "b/data.pkl"),
                refused("Z7 a storage twice", changed(zip -> zip.add(DATA, "x")), DATA, "twice"),
                refused("Z8 no storage", changed(zip -> zip.without(DATA)), "data/0"),
                refused("Z8 a folder", changed(zip -> zip.without(DATA).add(DATA + "/", "")), "data/0"),
                refused("Z15 TorchScript", changed(zip -> zip.add("archive/constants.pkl", "x")), "TorchScript"),
                refused(
                        "Z15 TorchScript's code",
                        changed(zip -> zip.add("archive/code/__torch__.py", "x")),
                        "TorchScript"),
                refused(
                        "Z16 a document",
                        new Zipped().add("word/document.xml", "x").toBytes(),
                        "is a zip archive and not a PyTorch file"));
    }

    @TestFactory
    Stream<DynamicTest> contentAndHeadersMustAgree() {
        return Stream.of(
                refused("Z9 a flipped bit", changed(zip -> zip.item(DATA).data[3] ^= 1), DATA, "checksum"),
                refused("Z9 another sum", changed(zip -> zip.item(DATA).crc++), DATA, "checksum"),
                refused("Z9 another sum of the pickle", changed(zip -> zip.item(PICKLE).crc++), PICKLE, "checksum"),
                refused("Z10 encrypted", changed(zip -> zip.item(DATA).flags = 1), DATA, "encrypted"),
                refused("Z10 method 12", changed(zip -> zip.item(DATA).method = 12), DATA, "method 12"),
                refused("Z10 method 99", changed(zip -> zip.item(DATA).method = 99), DATA, "method 99"),
                refused("Z11 name", changed(zip -> zip.item(DATA).localName = "archive/data/1"), DATA, "name"),
                refused("Z11 size", changed(zip -> zip.item(DATA).localSize = 12L), DATA, "size"),
                refused("Z11 method", changed(zip -> zip.item(DATA).localMethod = 8), DATA, "method"));
    }

    @TestFactory
    Stream<DynamicTest> theDirectoryIsBelievedOnlyAsFarAsItHolds() {
        return Stream.of(
                refused(
                        "Z12 200,000 entries",
                        changed(zip -> {
                            for (int i = 0; i < 20_000; i++) {
                                zip.add("archive/x%06d".formatted(i), "");
                            }
                        }),
                        "20003 entries"),
                refused("Z12 65,535 stated", changed(zip -> zip.stating(65_535)), "65535 entries"),
                refused("Z12 4 stated", changed(zip -> zip.stating(4)), "3 entries where 4"),
                refused("Z12 comment beyond the file", changed(zip -> zip.commentLength(9)), "truncated"),
                refused("Z12 directory beyond the file", changed(zip -> zip.directoryAt(1 << 30)), "directory"),
                refused("Z13 big", changed(zip -> zip.add("archive/byteorder", "big")), "byte order"),
                refused("Z13 middle", changed(zip -> zip.add("archive/byteorder", "middle")), "byte order"),
                refused("Z13 long", changed(zip -> zip.add("archive/byteorder", new byte[1 << 20])), "byte order"),
                version("99\n"),
                version("-1\n"),
                version("x"),
                version(""));
    }

    private static DynamicTest version(String version) {
        return refused(
                "Z14 " + version.strip(),
                changed(zip -> zip.without("archive/version").add("archive/version", version)),
                "version");
    }
}
