package io.azulejo.imaging.codec.tiff;

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

/**
 * TIFF and BigTIFF: strips and tiles, chunky and planar, 1 to 16 bits, grey, palette, RGB and CMYK with or without
 * alpha; without compression, with LZW, Deflate, PackBits, fax codes and JPEG. Of several pages the first.
 */
public final class TiffCodec extends ReadOnlyCodec {
    @Override
    public Format format() {
        return Format.TIFF;
    }

    @Override
    public Probe probe(ByteSource source) throws PictureException, IOException {
        return TiffDecoder.probe(new SourceReader(source, Deadline.NONE));
    }

    @Override
    public Decoded decode(ByteSource source, DecodeOptions options) throws PictureException, IOException {
        return new TiffDecoder(source, options).decode();
    }
}
