package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Codec} keeps to when it reads. */
abstract class DecodingContract extends CodecFixture {
    /** A right file of some kilobytes, of one picture and without metadata. */
    abstract byte[] small() throws Exception;

    /** A right file of more than 100 kilobytes, stored from the top. */
    abstract byte[] large() throws Exception;

    /** A right file with as much metadata as the format holds. */
    abstract byte[] rich() throws Exception;

    /** How much of a large file probing may read. */
    long mostProbedBytes() throws Exception {
        return 1 << 15;
    }

    /** Whether a file that is cut still gives its first rows. */
    boolean decodesInOrder() {
        return true;
    }

    @Test
    void probeSaysWhatDecodeGives() throws Exception {
        for (byte[] file : List.of(small(), large(), rich())) {
            ByteSource source = ByteSource.of(file);
            Decoded decoded = codec().decode(source, DEFAULT);
            assertEquals(codec().format(), decoded.probe().format());
            assertEquals(codec().probe(source), decoded.probe());
            assertEquals(decoded.probe().shape(), decoded.picture().shape());
        }
    }

    @Test
    void decodingTellsOnceWhatTheHeaderSays() throws Exception {
        for (byte[] file : List.of(small(), large(), rich())) {
            List<Probe> told = new ArrayList<>();
            Decoded decoded = codec().decode(ByteSource.of(file), DEFAULT, told::add);
            assertEquals(List.of(decoded.probe()), told);
        }
    }

    @Test
    void whoIsToldOfTheHeaderMayEndTheDecodingBeforeAnyPixelIsRead() throws Exception {
        byte[] file = large();
        Sources.Counting source = new Sources.Counting(file);
        PictureException unwanted = new PictureException(FailureKind.TOO_LARGE, "not wanted");
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(source, DEFAULT, probe -> {
                    throw unwanted;
                }));
        assertSame(unwanted, e);
        assertTrue(source.bytesRead() < file.length / 2, "read " + source.bytesRead() + " of " + file.length);
    }

    @Test
    void probeEndsAtItsDeadline() {
        PictureException e =
                assertThrows(PictureException.class, () -> codec().probe(ByteSource.of(small()), Duration.ZERO));
        assertEquals(FailureKind.TIMEOUT, e.kind());
    }

    @Test
    void plainFileNeedsNoNoteAndHasNoMetadata() throws Exception {
        Decoded decoded = decode(small());
        assertEquals(List.of(), decoded.notes());
        assertEquals(Metadata.NONE, decoded.picture().metadata());
        assertEquals(1, decoded.probe().pages());
        assertEquals(1, decoded.probe().orientation());
    }

    @Test
    void manyThreadsDecodeByOneCodec() throws Exception {
        byte[] file = small();
        String pixels = Pictures.sha256(read(file));
        runByMany(() -> pixels.equals(Pictures.sha256(read(file))));
    }

    @Test
    void tooManyPixelsAreRefusedByTheHeaderAlone() throws Exception {
        byte[] file = large();
        long pixels = read(file).shape().pixels();
        Sources.Counting source = new Sources.Counting(file);
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(
                                source, new DecodeOptions(pixels - 1, 1 << 30, Strictness.NONE, DEFAULT.deadline())));
        assertEquals(FailureKind.TOO_LARGE, e.kind());
        assertTrue(e.getMessage().contains(" " + (pixels - 1)), e.getMessage());
        assertTrue(source.bytesRead() < file.length / 2, "read " + source.bytesRead() + " of " + file.length);
    }

    @Test
    void tooManyBytesAreRefusedUnread() throws Exception {
        Sources.Counting source = new Sources.Counting(small());
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(
                                source,
                                new DecodeOptions(1 << 30, source.size() - 1, Strictness.NONE, DEFAULT.deadline())));
        assertEquals(FailureKind.TOO_LARGE, e.kind());
        assertEquals(0, source.bytesRead());
    }

    @Test
    void probeReadsNoMoreThanTheHeader() throws Exception {
        Sources.Counting source = new Sources.Counting(large());
        codec().probe(source);
        assertTrue(source.bytesRead() <= mostProbedBytes(), "read " + source.bytesRead() + " of " + source.size());
    }

    @Test
    void everyTruncationIsRefusedOrRight() throws Exception {
        byte[] file = small();
        String whole = Pictures.sha256(read(file));
        for (int length = 0; length < file.length; length++) {
            int cut = length;
            byte[] part = Arrays.copyOf(file, length);
            try {
                assertEquals(whole, Pictures.sha256(read(part)), () -> "cut at " + cut + " of " + file.length);
            } catch (PictureException e) {
                assertTrue(
                        e.kind() == FailureKind.TRUNCATED || e.kind() == FailureKind.CORRUPT,
                        () -> "cut at " + cut + ": " + e.kind() + " " + e.getMessage());
            }
        }
    }

    @Test
    void atNoStrictnessAtAllATruncatedPictureGivesTheRowsThatAreThere() throws Exception {
        assumeTrue(decodesInOrder(), "this format has no row before its last byte");
        byte[] file = large();
        Decoded decoded = codec().decode(
                        ByteSource.of(Arrays.copyOf(file, file.length / 2)),
                        new DecodeOptions(1 << 30, 1 << 30, Strictness.NONE, DEFAULT.deadline()));
        Picture whole = read(file);
        byte[] expected = new byte[whole.shape().rowBytes()];
        byte[] actual = new byte[whole.shape().rowBytes()];
        whole.copyRow(whole.shape().height() / 4, expected);
        decoded.picture().copyRow(whole.shape().height() / 4, actual);
        assertArrayEquals(expected, actual);
        assertEquals(1, decoded.notes().size(), decoded.notes().toString());
    }

    @Test
    void flippedBitsNeverDoMoreThanFailThePicture() throws Exception {
        long seed = 20261125;
        Random random = new Random(seed);
        byte[] file = rich();
        for (int i = 0; i < 400; i++) {
            byte[] damaged = file.clone();
            int flips = 1 + random.nextInt(3);
            for (int j = 0; j < flips; j++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Strictness strictness = i % 2 == 0 ? Strictness.NONE : Strictness.TRUNCATED;
            // A flipped size may ask for many pixels: what is allowed is small here, so that memory stays small.
            DecodeOptions options = new DecodeOptions(1 << 22, 1 << 24, strictness, DEFAULT.deadline());
            String which = "seed " + seed + ", round " + i;
            try {
                Decoded decoded = codec().decode(ByteSource.of(damaged), options);
                assertEquals(
                        codec().probe(ByteSource.of(damaged)).shape(),
                        decoded.picture().shape(),
                        which);
            } catch (PictureException e) {
                assertEquals(1, e.getMessage().lines().count(), which);
            } catch (RuntimeException e) {
                throw new AssertionError(which, e);
            }
        }
    }

    @Test
    void deadlineThatHasPassedGivesThePictureUp() throws Exception {
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(
                                ByteSource.of(small()),
                                new DecodeOptions(1 << 30, 1 << 30, Strictness.NONE, Duration.ZERO)));
        assertEquals(FailureKind.TIMEOUT, e.kind());
    }

    @Test
    void deadlineThatPassesWhileTheSourceIsSlowGivesThePictureUp() throws Exception {
        Duration allowed = Duration.ofMillis(20);
        ByteSource source = new Sources.Stalling(large(), allowed);
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(source, new DecodeOptions(1 << 30, 1 << 30, Strictness.NONE, allowed)));
        assertEquals(FailureKind.TIMEOUT, e.kind());
    }

    @Test
    void failureOfTheSourceIsPassedThrough() throws Exception {
        IOException gone = new IOException("the store is gone");
        byte[] file = large();
        IOException e = assertThrows(
                IOException.class, () -> codec().decode(new Sources.Failing(file, file.length / 2, gone), DEFAULT));
        assertSame(gone, e);
        assertSame(gone, assertThrows(IOException.class, () -> codec().probe(new Sources.Failing(file, 0, gone))));
    }

    static void runByMany(Callable<Boolean> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(40, work))) {
                assertTrue(result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
