package io.azulejo.imaging.scratch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchTest {
    private static final int BOUND = 1000;

    @TempDir
    private Path folder;

    /** A process with a folder of its own for scratch files, of which all together may take {@value #BOUND} bytes. */
    private final class Child implements AutoCloseable {
        private final Process process;
        private final BufferedReader said;

        Child() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + folder,
                            "-D%s=%d".formatted(Scratch.BOUND, BOUND),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ScratchTest.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        String line() throws IOException {
            return said.readLine();
        }

        @Override
        public void close() throws Exception {
            // Signal 9.
            process.destroyForcibly().waitFor();
        }
    }

    /** What the child does: says how two scratch files of 600 bytes fare, then waits to be killed. */
    public static void main(String[] arguments) throws IOException {
        Scratch first = new Scratch(0);
        first.write(new byte[600]);
        System.out.println("the first holds " + first.size());
        Scratch second = new Scratch(0);
        try {
            second.write(new byte[600]);
        } catch (ScratchException e) {
            System.out.println(e.getMessage());
        }
        first.close();
        second.write(new byte[600]);
        System.out.println("the second holds " + second.size());
        System.in.read();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void beyondTheBoundOfAllTogetherOneIsRefusedInALineThatNamesFolderAndPropertyUntilAnotherIsClosed()
            throws Exception {
        try (Child child = new Child()) {
            assertEquals("the first holds 600", child.line());
            assertEquals(
                    ("the scratch folder %s (java.io.tmpdir) holds the 1,000 bytes that all scratch files of this process"
                                    + " may take: allow more with -Dazulejo.scratch.bytes, or run fewer tasks at once")
                            .formatted(folder),
                    child.line());
            assertEquals("the second holds 600", child.line());
        }
    }

    @Test
    void aKilledProcessLeavesNoFile() throws Exception {
        try (Child child = new Child()) {
            child.line();
            child.line();
            assertEquals("the second holds 600", child.line());
            assertTrue(child.process.isAlive());
        }
        assertEquals(List.of(), left());
    }

    /** From memory; from a file that was begun in memory; from a file alone. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 1000, 0})
    void whatWasWrittenIsReadAtAnyPlaceAndInOrder(int inMemory) throws Exception {
        byte[] written = new byte[70_001];
        new Random(4).nextBytes(written);
        try (Scratch scratch = new Scratch(inMemory)) {
            scratch.write(written[0]);
            scratch.write(written, 1, 900);
            scratch.write(written, 901, written.length - 901);
            assertEquals(written.length, scratch.size());
            assertEquals(inMemory > written.length, scratch.inMemory().isPresent());

            byte[] part = new byte[502];
            assertEquals(500, scratch.read(69_000, part, 1, 500));
            assertArrayEquals(Arrays.copyOfRange(written, 69_000, 69_500), Arrays.copyOfRange(part, 1, 501));
            assertEquals(0, part[0] | part[501], "nothing beside what was asked for");
            assertEquals(1, scratch.read(70_000, part, 0, 500), "what is left");
            assertEquals(-1, scratch.read(70_001, part, 0, 1), "the end");
            assertArrayEquals(written, scratch.stream().readAllBytes());
            assertArrayEquals(written, scratch.stream().readAllBytes(), "a second time");
            ByteArrayOutputStream copied = new ByteArrayOutputStream();
            scratch.copyTo(copied);
            assertArrayEquals(written, copied.toByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 0})
    void closingFreesEverythingAndIsDoneOnce(int inMemory) throws Exception {
        Scratch scratch = new Scratch(inMemory);
        scratch.write(new byte[50]);
        scratch.close();
        scratch.close();
        assertEquals(0, scratch.size());
        assertEquals(-1, scratch.read(0, new byte[1], 0, 1));
    }
}
