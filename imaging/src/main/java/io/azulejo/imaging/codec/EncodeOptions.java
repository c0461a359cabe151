package io.azulejo.imaging.codec;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;

/**
 * How to encode.
 *
 * @param quality 1..100 of lossy formats, as libjpeg counts it
 * @param lossless whether a format that can be both, lossy and lossless, is to lose nothing
 * @param memory where an encoder takes memory beside the heap
 */
public record EncodeOptions(int quality, boolean lossless, NativeMemory memory) {
    /** JPEG quality 95; WebP without loss. */
    public static final EncodeOptions DEFAULT = new EncodeOptions(95, true, bytes -> () -> {});

    /** Memory of the process that is not the heap's. */
    @FunctionalInterface
    public interface NativeMemory {
        /**
         * Waits until so many bytes may be taken; closing what is given gives them back.
         *
         * @throws IOException an InterruptedIOException if the thread is interrupted while it waits
         */
        Closeable take(long bytes) throws IOException;
    }

    /** Throws {@link IllegalArgumentException} for a quality out of range. */
    public EncodeOptions {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality %d; expected 1 to 100".formatted(quality));
        }
        Objects.requireNonNull(memory, "memory");
    }

    /** A quality that was asked for, also of a format that could do without loss. */
    public EncodeOptions(int quality) {
        this(quality, false, DEFAULT.memory);
    }

    /** The same with a memory to take from. */
    public EncodeOptions withMemory(NativeMemory other) {
        return new EncodeOptions(quality, lossless, other);
    }
}
