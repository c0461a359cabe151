package io.azulejo.imaging.codec.gif;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.ReadOnlyCodec;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.time.Duration;

/**
 * GIF: the first frame, interlaced or not; read and not written. Frames can only be counted by walking over their data,
 * so that a probe tells of one page and only decoding counts them.
 */
public final class GifCodec extends ReadOnlyCodec {
    @Override
    public Format format() {
        return Format.GIF;
    }

    @Override
    public Probe probe(ByteSource source, Duration deadline) throws PictureException, IOException {
        GifBlocks blocks =
                new GifBlocks(SourceReader.ofHeader(source, Deadline.after(deadline)), new Findings(Strictness.NONE));
        return blocks.readToFirstFrame().probe(1);
    }

    @Override
    public Decoded decode(ByteSource source, DecodeOptions options, Header header)
            throws PictureException, IOException {
        return new GifDecoder(source, options, header).decode();
    }
}
