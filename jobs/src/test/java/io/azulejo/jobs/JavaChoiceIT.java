package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java {@code bin/azulejo} runs on, told by Javas that only say their version and what they were asked to run. */
class JavaChoiceIT {
    private static final String NEEDED = "17, 21 or 25 (25.0.3 or later) is needed";

    @TempDir
    Path folder;

    private Launcher launcher;

    @BeforeEach
    void aMachineWithoutJava() throws IOException {
        launcher = Launcher.in(folder).withoutJava();
    }

    /** A Java below the folder where Javas lie; one that does not run has a release file all the same. */
    private Path java(String version, boolean runs) throws IOException {
        Path home = folder.resolve("jdks/jdk-" + version);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        String script = """
                #!/bin/bash
                echo "$1" >>'%s/asked'
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; else echo 'ran on %s'; fi
                """.formatted(home, version, version);
        Files.writeString(java, runs ? script : "#!/bin/bash\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private void assertRunsOn(String version) throws Exception {
        assertEquals("ran on " + version, launcher.run("models", "list").out().strip());
    }

    @Test
    void theNewestInstalledOneIsTaken() throws Exception {
        java("17.0.15", true);
        java("25.0.3", true);
        java("21.0.10", true);
        java("21.0.9", true);
        assertRunsOn("25.0.3");
    }

    @Test
    void whatDoesNotRunIsPassedOver() throws Exception {
        java("17.0.15", true);
        java("21.0.10", false);
        assertRunsOn("17.0.15");
    }

    @Test
    void whatIsTooOldOrCompilesWronglyOrIsNoneOfTheThreeIsPassedOver() throws Exception {
        java("11.0.2", true);
        java("17.0.15", true);
        java("24.0.1", true);
        java("25", true);
        java("25.0.2", true);
        assertRunsOn("17.0.15");
    }

    @Test
    void javaHomeWinsOverNewerOnes() throws Exception {
        java("25.0.3", true);
        launcher = launcher.with("JAVA_HOME", java("17.0.15", true).toString());
        assertRunsOn("17.0.15");
    }

    @Test
    void aMachineWithoutJavaIsToldWhatToInstall() throws Exception {
        launcher.run("models", "list").assertRefused("no Java found", NEEDED, "install a JDK 17");
    }

    @Test
    void whereAllAreTooOldTheyAreNamed() throws Exception {
        java("11.0.2", true);
        java("25.0.2", true);
        launcher.run("models", "list").assertRefused("Java 25.0.2, 11.0.2 found", NEEDED, "install a JDK 17");
    }

    @Test
    void anOlderJavaHomeIsRefusedInOneLineBeforeAnythingIsLoaded() throws Exception {
        Path home = java("11.0.2", true);
        Answer answer = launcher.with("JAVA_HOME", home.toString()).run("restore", "--json");
        answer.assertRefused("Java 11.0.2 found (JAVA_HOME=" + home + ")", NEEDED);
        assertEquals(
                "azulejo: " + answer.json().get("error").asText(), answer.err().strip());
        assertEquals("-version", Files.readString(home.resolve("asked")).strip());
    }

    @Test
    void aJavaHomeWithoutJavaIsRefused() throws Exception {
        java("17.0.15", true);
        launcher.with("JAVA_HOME", folder.toString())
                .run("models", "list")
                .assertRefused("JAVA_HOME=" + folder, "holds no bin/java");
    }
}
