package io.azulejo.imaging.codec.bmp;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.ReadOnlyCodec;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.time.Duration;

/** BMP: palettes, 16, 24 and 32 bits with any masks, run lengths; read and not written. */
public final class BmpCodec extends ReadOnlyCodec {
    @Override
    public Format format() {
        return Format.BMP;
    }

    @Override
    public Probe probe(ByteSource source, Duration deadline) throws PictureException, IOException {
        return BmpHeader.read(SourceReader.ofHeader(source, Deadline.after(deadline)))
                .probe();
    }

    @Override
    public Decoded decode(ByteSource source, DecodeOptions options, Header header)
            throws PictureException, IOException {
        return new BmpDecoder(source, options, header).decode();
    }
}
