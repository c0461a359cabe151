package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.metadata.ExtendedXmp;
import io.azulejo.imaging.codec.metadata.FoundBlock;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.reading.Findings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the XMP of a JPEG together: one segment of the main packet, and those of its extended part (XMP specification,
 * part 3, section 1.1.3.1). For one thread.
 */
final class JpegXmp {
    private static final int SUM_BYTES = 32;
    private static final int HEAD_BYTES = SUM_BYTES + 8;
    private static final int MOST_BYTES = IccProfile.MOST_BYTES;

    private final Findings findings;
    private final List<Part> parts = new ArrayList<>();
    private final FoundBlock main;
    private long partBytes;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Part(String sum, long whole, long offset, byte[] bytes) {}

    JpegXmp(Findings findings) {
        this.findings = findings;
        this.main = new FoundBlock("XMP packet", findings);
    }

    void takeMain(byte[] packet) {
        main.take(packet);
    }

    /** Whether a text stands in the main packet. */
    boolean says(String text) {
        return main.block().isPresent() && new String(main.block().get(), StandardCharsets.UTF_8).contains(text);
    }

    /** Takes a segment behind its name: the sum, the length of the whole, the offset, and bytes. */
    void takeExtended(byte[] segment) {
        if (segment.length < HEAD_BYTES || partBytes + segment.length > 2L * MOST_BYTES) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(segment);
        byte[] sum = new byte[SUM_BYTES];
        buffer.get(sum);
        long whole = buffer.getInt() & 0xffffffffL;
        long offset = buffer.getInt() & 0xffffffffL;
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        parts.add(new Part(new String(sum, StandardCharsets.US_ASCII), whole, offset, bytes));
        partBytes += segment.length;
    }

    /** The packet with its extended part; what cannot be joined is left out with a note. */
    Optional<byte[]> packet() {
        if (main.block().isEmpty() || parts.isEmpty()) {
            return main.block();
        }
        Optional<byte[]> joined = ExtendedXmp.named(main.block().get())
                .flatMap(this::extension)
                .flatMap(extension -> ExtendedXmp.join(main.block().get(), extension));
        if (joined.isEmpty()) {
            findings.note("XMP beyond the first 64 KB (extended XMP) left out: cut, damaged, or of more than %d bytes"
                    .formatted(MOST_BYTES));
        }
        return joined.or(main::block);
    }

    /** The bytes that have this sum; empty where some are missing. */
    private Optional<byte[]> extension(String sum) {
        List<Part> own = parts.stream().filter(part -> part.sum().equals(sum)).toList();
        if (own.isEmpty() || own.get(0).whole() > MOST_BYTES) {
            return Optional.empty();
        }
        byte[] whole = new byte[(int) own.get(0).whole()];
        for (Part part : own) {
            if (part.offset() + part.bytes().length > whole.length) {
                return Optional.empty();
            }
            System.arraycopy(part.bytes(), 0, whole, (int) part.offset(), part.bytes().length);
        }
        // Where bytes are missing the sum is another one.
        return Optional.of(whole);
    }
}
