package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;

/** Decodes one file under its limits. For one thread and one use. */
public abstract class Decoder {
    protected final DecodeOptions options;
    /** From the making of the decoder on. */
    protected final Deadline deadline;

    protected final Findings findings;
    protected final SourceReader in;
    /** Told what the header says before any pixel is allocated. */
    protected final Codec.Header header;

    /**
     * Starts the clock, and reads nothing yet.
     *
     * @throws PictureException TOO_LARGE for a file of more bytes than {@code options} allow
     */
    protected Decoder(ByteSource source, DecodeOptions options, Codec.Header header)
            throws PictureException, IOException {
        this.options = options;
        this.header = header;
        this.deadline = Deadline.after(options.deadline());
        this.findings = new Findings(options.strictness());
        DecodeLimits.checkBytes(source.size(), options);
        this.in = new SourceReader(source, deadline);
    }

    /** The first picture of the file, as {@link io.azulejo.imaging.codec.Codec#decode} promises it. */
    public abstract Decoded decode() throws PictureException, IOException;
}
