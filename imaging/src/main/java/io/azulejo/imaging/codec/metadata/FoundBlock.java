package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.codec.reading.Findings;
import java.util.Arrays;
import java.util.Optional;

/** A block of which a file has one: the first counts, as in other readers, and one that differs is noted. For one thread. */
public final class FoundBlock {
    private final String name;
    private final Findings findings;
    private Optional<byte[]> first = Optional.empty();

    public FoundBlock(String name, Findings findings) {
        this.name = name;
        this.findings = findings;
    }

    public void take(byte[] block) {
        if (first.isEmpty()) {
            first = Optional.of(block);
        } else if (!Arrays.equals(first.get(), block)) {
            findings.note("a second %s left out (%d bytes)".formatted(name, block.length));
        }
    }

    /** Shared and not to be changed. */
    public Optional<byte[]> block() {
        return first;
    }
}
