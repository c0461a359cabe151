package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Valid files with bits flipped, parts cut out, moved and doubled: each is read or refused with one plain line, in
 * little time and memory. The seed and the number of tries are the properties {@code azulejo.mutations.seed} and
 * {@code azulejo.mutations}.
 */
class MutatedFilesTest {
    private static final int TRIES = Integer.getInteger("azulejo.mutations", 600);
    private static final long SEED = Long.getLong("azulejo.mutations.seed", 20_261_125L);
    /** Small, so that what is allocated beyond the limits shows as a failure for want of memory. */
    private static final long MOST_PIXELS = 1 << 21;

    private static final List<Strictness> LEVELS = List.of(Strictness.values());
    private static final long MOST_ALLOCATED = 200L << 20;

    @ParameterizedTest
    @EnumSource(names = {"PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"})
    void mutatedFileIsReadOrRefused(Format format) throws Exception {
        List<byte[]> files = validFiles(format);
        Random random = new Random(SEED);
        Map<FailureKind, Integer> refused = new EnumMap<>(FailureKind.class);
        int read = 0;
        long longest = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] file = files.get(random.nextInt(files.size())).clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                file = mutated(file, random);
            }
            String which = "%s, seed %d, try %d".formatted(format, SEED, i);
            Strictness strictness = LEVELS.get(random.nextInt(LEVELS.size()));
            DecodeOptions options = new DecodeOptions(MOST_PIXELS, 1 << 24, strictness, Duration.ofSeconds(20));
            long before = System.nanoTime();
            long allocated = allocated();
            try {
                ByteSource source = ByteSource.of(file);
                Decoded decoded = Codecs.decode(source, options);
                assertEquals(decoded.probe().shape(), decoded.picture().shape(), which);
                assertEquals(Codecs.probe(source).shape(), decoded.probe().shape(), which);
                assertTrue(
                        decoded.notes().stream().allMatch(note -> note.lines().count() == 1), which);
                read++;
            } catch (PictureException e) {
                assertEquals(1, e.getMessage().lines().count(), which);
                assertNotEquals(FailureKind.TIMEOUT, e.kind(), which);
                refused.merge(e.kind(), 1, Integer::sum);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                throw new AssertionError(which, e);
            }
            long spent = allocated() - allocated;
            assertTrue(spent < MOST_ALLOCATED, () -> which + " allocates " + spent);
            longest = Math.max(longest, System.nanoTime() - before);
        }
        System.out.printf(
                "%s: seed %d, %d tries, %d read, refused %s, longest %d ms%n",
                format, SEED, TRIES, read, refused, longest / 1_000_000);
    }

    private static List<byte[]> validFiles(Format format) throws Exception {
        Path folder = SharedFiles.folder("data/hostile");
        List<byte[]> files = new ArrayList<>();
        for (String[] row : SharedFiles.expectations()) {
            if (row[0].startsWith("valid/") && !row[0].contains("long-comment")) {
                byte[] file = Files.readAllBytes(folder.resolve(row[0]));
                byte[] head = Arrays.copyOf(file, Math.min(file.length, Codecs.SNIFF_BYTES));
                if (Codecs.sniff(head).filter(format::equals).isPresent()) {
                    files.add(file);
                }
            }
        }
        assertTrue(files.size() > 3, "valid files of " + format);
        return files;
    }

    private static byte[] mutated(byte[] file, Random random) {
        // Most that matters stands at the beginning.
        int reach = random.nextBoolean() ? Math.min(file.length, 300) : file.length;
        if (reach == 0) {
            return file;
        }
        int at = random.nextInt(reach);
        int length = random.nextInt(1 + Math.min(64, file.length - at));
        switch (random.nextInt(6)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) random.nextInt();
            case 2 -> Arrays.fill(file, at, at + length, (byte) (random.nextBoolean() ? 0xff : 0));
            case 3 -> {
                return Arrays.copyOf(file, at);
            }
            case 4 -> {
                // Two pieces change places.
                int other = random.nextInt(file.length - length + 1);
                byte[] piece = Arrays.copyOfRange(file, at, at + length);
                System.arraycopy(file, other, file, at, length);
                System.arraycopy(piece, 0, file, other, length);
            }
            default -> {
                // A piece is there twice, or not at all.
                boolean twice = random.nextBoolean();
                byte[] result = new byte[file.length + (twice ? length : -length)];
                int kept = twice ? at + length : at;
                System.arraycopy(file, 0, result, 0, kept);
                System.arraycopy(file, at + (twice ? 0 : length), result, kept, result.length - kept);
                return result;
            }
        }
        return file;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
