package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.png.PngChunks.Chunk;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What the IDAT chunks inflate to, with their checksums looked at on the way. For one thread. */
final class PngPixelStream implements AutoCloseable {
    private final SourceReader in;
    private final PngChunks chunks;
    private final Findings findings;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 15];
    private CRC32 crc;
    /** Bytes of the chunk not yet read. */
    private int left;

    private long next;
    private PictureException end;

    /** A stream whose reader stands at the first byte of the first IDAT chunk. */
    PngPixelStream(SourceReader in, PngChunks chunks, Chunk first, Findings findings) {
        this.in = in;
        this.chunks = chunks;
        this.findings = findings;
        enter(first);
    }

    /** Inflates {@code length} bytes; fewer only where the stream {@link #end}s early. */
    int read(byte[] target, int offset, int length) throws PictureException, IOException {
        int done = 0;
        while (done < length && end == null) {
            long before = inflater.getBytesWritten();
            try {
                int count = inflater.inflate(target, offset + done, length - done);
                done += count;
                if (count == 0) {
                    feed();
                }
            } catch (DataFormatException e) {
                done += (int) (inflater.getBytesWritten() - before);
                end = new PictureException(FailureKind.CORRUPT, "the pixel data is damaged: " + e.getMessage(), e);
            }
        }
        return done;
    }

    /** Why {@link #read} gave fewer bytes than asked. */
    PictureException end() {
        return end;
    }

    /**
     * After the last row: looks at what follows it in the stream.
     *
     * @throws PictureException if the strictness does not tolerate what was found
     */
    void finish() throws PictureException, IOException {
        if (read(new byte[1], 0, 1) > 0) {
            findings.report(
                    Strictness.ERROR, FailureKind.CORRUPT, "more pixel data than the picture has pixels; left out");
        } else if (inflater.finished()) {
            checkRest();
        } else if (end.kind() == FailureKind.CORRUPT) {
            findings.report(Strictness.TRUNCATED, FailureKind.CORRUPT, end.getMessage());
        } else {
            findings.report(Strictness.ERROR, FailureKind.TRUNCATED, end.getMessage() + ", behind the last pixel");
        }
    }

    /** Position of the chunk that follows those read. */
    long next() {
        return next;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void enter(Chunk chunk) {
        crc = PngChunks.checksum(chunk.type());
        left = chunk.length();
        next = chunk.next();
    }

    /** Gives the inflater more bytes, or sets {@link #end}. */
    private void feed() throws PictureException, IOException {
        if (inflater.finished()) {
            end = new PictureException(FailureKind.TRUNCATED, "the pixel data ends early");
        } else if (inflater.needsDictionary()) {
            end = new PictureException(FailureKind.CORRUPT, "the pixel data wants a preset dictionary");
        } else if (left > 0 || (checkChecksum() && enterNext())) {
            inflater.setInput(buffer, 0, fill());
        }
    }

    private int fill() throws PictureException, IOException {
        int count = in.read(buffer, 0, Math.min(left, buffer.length));
        if (count == 0 && left > 0) {
            end = fileEnds();
        }
        crc.update(buffer, 0, count);
        left -= count;
        return count;
    }

    /** At a chunk's last byte: false, and {@link #end} set, if the file ends there. */
    private boolean checkChecksum() throws PictureException, IOException {
        if (in.remaining() < 4) {
            end = fileEnds();
            return false;
        }
        if (in.s32() != (int) crc.getValue()) {
            findings.report(
                    Strictness.TRUNCATED,
                    FailureKind.CORRUPT,
                    "the checksum of the pixel data is wrong at byte %d".formatted(in.position() - 4));
        }
        return true;
    }

    private boolean enterNext() throws PictureException, IOException {
        if (in.remaining() < 8) {
            end = fileEnds();
            return false;
        }
        Chunk chunk = chunks.next();
        if (chunk.type() != PngChunks.IDAT) {
            end = new PictureException(FailureKind.TRUNCATED, "the pixel data ends early");
            return false;
        }
        enter(chunk);
        return true;
    }

    /** Reads the chunk, whose stream is complete, to its checksum. */
    private void checkRest() throws PictureException, IOException {
        while (left > 0 && fill() > 0) {
            // Only the checksum wants these bytes.
        }
        if (left > 0 || !checkChecksum()) {
            findings.report(
                    Strictness.ERROR, FailureKind.TRUNCATED, fileEnds().getMessage() + ", behind the last pixel");
        }
    }

    private PictureException fileEnds() {
        return new PictureException(
                FailureKind.TRUNCATED, "the file ends after %d bytes, inside its pixel data".formatted(in.size()));
    }
}
