package io.azulejo.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module law: each room knows those above it in this list, and no other. */
class ModuleLawTest {
    private static final List<String> ROOMS = List.of("imaging", "models", "udfs", "pipeline", "jobs");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.azulejo");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aRoomKnowsNoneBelowIt(int room) {
        String[] below = ROOMS.subList(room + 1, ROOMS.size()).stream()
                .map(name -> "io.azulejo." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.azulejo." + ROOMS.get(room) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(below)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaging", "models"})
    void picturesAndNetworksKnowNoSpark(String room) {
        noClasses()
                .that()
                .resideInAPackage("io.azulejo." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
                .check(CLASSES);
    }

    @Test
    void onlyTheEngineRoomKnowsTheRuntimeOfNetworks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.azulejo.udfs..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(CLASSES);
    }

    @Test
    void restoringOnePictureNeedsNoSpark() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.azulejo.udfs.engine..", "io.azulejo.udfs.restore..", "io.azulejo.udfs.calibrate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaging", "models", "udfs", "pipeline"})
    void thePartsOfARoomFormNoCircle(String room) {
        slices().matching("io.azulejo." + room + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Path root = Path.of(System.getProperty("azulejo.root"));
        for (String room : ROOMS) {
            try (Stream<Path> files = Files.walk(root.resolve(room).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::getParent)
                        .distinct()
                        .forEach(folder -> assertTrue(
                                Files.exists(folder.resolve("package-info.java")),
                                folder + " has no package-info.java"));
            }
        }
    }
}
