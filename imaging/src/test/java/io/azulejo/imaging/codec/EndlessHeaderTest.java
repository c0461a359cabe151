package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import org.junit.jupiter.api.Test;

class EndlessHeaderTest {
    /** A file without end, all zeros. */
    private static final ByteSource ENDLESS = new ByteSource() {
        @Override
        public long size() {
            return Long.MAX_VALUE;
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int length) {
            return length;
        }
    };

    @Test
    void headerThatDoesNotEndIsGivenUp() throws Exception {
        SourceReader in = SourceReader.ofHeader(ENDLESS, Deadline.NONE);
        PictureException e = assertThrows(PictureException.class, () -> {
            while (in.read() >= 0) {
                in.seek(in.position() + 100_000);
            }
        });
        assertEquals(FailureKind.CORRUPT, e.kind());
        assertEquals("its header does not end within 268435456 bytes", e.getMessage());
    }
}
