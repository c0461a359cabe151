package io.azulejo.imaging.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Sources and streams that misbehave, or watch. */
final class Sources {
    private Sources() {}

    /** Counts the bytes handed out. */
    static final class Counting implements ByteSource {
        private final ByteSource bytes;
        private long bytesRead;

        Counting(byte[] bytes) {
            this.bytes = ByteSource.of(bytes);
        }

        long bytesRead() {
            return bytesRead;
        }

        @Override
        public long size() throws IOException {
            return bytes.size();
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            int count = bytes.read(position, buffer, offset, length);
            bytesRead += Math.max(0, count);
            return count;
        }
    }

    /** Fails where a position or a later one is read. */
    record Failing(ByteSource bytes, long from, IOException failure) implements ByteSource {
        Failing(byte[] bytes, long from, IOException failure) {
            this(ByteSource.of(bytes), from, failure);
        }

        @Override
        public long size() throws IOException {
            return bytes.size();
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            if (position + length > from) {
                throw failure;
            }
            return bytes.read(position, buffer, offset, length);
        }
    }

    /**
     * Reads that reach into the second half do not end before some time has passed since the source was first asked for
     * anything: so a deadline of that time, set before, has passed by then, however slow the machine.
     */
    static final class Stalling implements ByteSource {
        private final ByteSource bytes;
        private final Duration time;
        private long start;
        private boolean asked;

        Stalling(byte[] bytes, Duration time) {
            this.bytes = ByteSource.of(bytes);
            this.time = time;
        }

        @Override
        public long size() throws IOException {
            begin();
            return bytes.size();
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            begin();
            while (position + length > bytes.size() / 2 && System.nanoTime() - start < time.toNanos()) {
                Thread.onSpinWait();
            }
            return bytes.read(position, buffer, offset, length);
        }

        private void begin() {
            if (!asked) {
                start = System.nanoTime();
                asked = true;
            }
        }
    }

    /** Takes so many bytes and then fails. */
    static final class Full extends OutputStream {
        private final IOException failure;
        private long room;

        Full(long room, IOException failure) {
            this.room = room;
            this.failure = failure;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            room -= length;
            if (room < 0) {
                throw failure;
            }
        }
    }
}
