package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** The chunks of a PNG in order (PNG, section 5.3). For one thread. */
final class PngChunks {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    static final int IHDR = type("IHDR");
    static final int PLTE = type("PLTE");
    static final int TRNS = type("tRNS");
    static final int IDAT = type("IDAT");
    static final int IEND = type("IEND");

    private final SourceReader in;
    private final Findings findings;
    private boolean damaged;

    PngChunks(SourceReader in, Findings findings) {
        this.in = in;
        this.findings = findings;
    }

    /** A chunk's length and type; the reader stands at its first byte. */
    record Chunk(int length, int type, long start) {
        /** Position of the chunk that follows. */
        long next() {
            return start + length + 4;
        }

        /** Whether a reader that does not know it must give up. */
        boolean critical() {
            return (type & 0x20000000) == 0;
        }

        String name() {
            return PngChunks.name(type);
        }
    }

    static int type(String name) {
        byte[] b = name.getBytes(StandardCharsets.US_ASCII);
        return b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
    }

    static String name(int type) {
        byte[] b = {(byte) (type >> 24), (byte) (type >> 16), (byte) (type >> 8), (byte) type};
        return new String(b, StandardCharsets.US_ASCII);
    }

    void readSignature() throws PictureException, IOException {
        byte[] head = new byte[SIGNATURE.length];
        int count = in.read(head, 0, head.length);
        if (!Arrays.equals(head, 0, count, SIGNATURE, 0, count)) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "the PNG signature is damaged, as by a transfer in text mode: fetch the file again as binary");
        }
        if (count < head.length) {
            throw new PictureException(
                    FailureKind.TRUNCATED, "the file ends after %d bytes, inside its signature".formatted(count));
        }
    }

    /**
     * The next chunk.
     *
     * @throws PictureException TRUNCATED if the file ends before it or inside it, CORRUPT if it is none
     */
    Chunk next() throws PictureException, IOException {
        int length = in.s32();
        int type = in.s32();
        for (int shift = 0; shift < 32; shift += 8) {
            int letter = (type >> shift) & 0xdf;
            if (letter < 'A' || letter > 'Z') {
                throw new PictureException(
                        FailureKind.CORRUPT,
                        "no chunk at byte %d: found type 0x%08x".formatted(in.position() - 8, type));
            }
        }
        Chunk chunk = new Chunk(length, type, in.position());
        if (length < 0) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "chunk %s says it has %d bytes; at most 2^31-1 are allowed"
                            .formatted(chunk.name(), length & 0xffffffffL));
        }
        return chunk;
    }

    /** The chunk's bytes, whatever its checksum says of them. */
    byte[] bytes(Chunk chunk) throws PictureException, IOException {
        byte[] bytes = in.bytes(chunk.length());
        CRC32 crc = checksum(chunk.type());
        crc.update(bytes);
        damaged = in.s32() != (int) crc.getValue();
        if (damaged) {
            // Sizes, palettes and clear colours make pixels: a wrong one gives a wrong picture.
            Strictness level = chunk.critical() || chunk.type() == TRNS ? Strictness.TRUNCATED : Strictness.ERROR;
            findings.report(level, FailureKind.CORRUPT, "the checksum of chunk %s is wrong".formatted(chunk.name()));
        }
        return bytes;
    }

    /** The bytes of a chunk that a picture can do without: empty if it is damaged or longer than {@code most}. */
    Optional<byte[]> optional(Chunk chunk, int most) throws PictureException, IOException {
        if (chunk.length() > most) {
            findings.note(
                    "chunk %s left out: %,d bytes; at most %,d are read".formatted(chunk.name(), chunk.length(), most));
            skip(chunk);
            return Optional.empty();
        }
        byte[] bytes = bytes(chunk);
        return damaged ? Optional.empty() : Optional.of(bytes);
    }

    /** Goes on behind a chunk without reading it. */
    void skip(Chunk chunk) throws PictureException, IOException {
        if (chunk.next() > in.size()) {
            in.seek(in.size());
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "the file ends after %d bytes, inside chunk %s of %d bytes"
                            .formatted(in.size(), chunk.name(), chunk.length()));
        }
        in.seek(chunk.next());
    }

    static CRC32 checksum(int type) {
        CRC32 crc = new CRC32();
        crc.update(type >>> 24);
        crc.update(type >>> 16);
        crc.update(type >>> 8);
        crc.update(type);
        return crc;
    }
}
