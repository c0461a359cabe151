package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate in zlib's wrapping (TIFF Technical Note 2 of 2002). For one thread. */
final class TiffInflater implements TiffUnpacker {
    private final TiffInput in;
    private final Inflater inflater = new Inflater();
    private final byte[] deflated = new byte[1 << 13];

    TiffInflater(TiffInput in) {
        this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws PictureException, IOException {
        int done = 0;
        try {
            while (done < length && !inflater.finished()) {
                int count = inflater.inflate(target, offset + done, length - done);
                done += count;
                if (count == 0 && inflater.needsDictionary()) {
                    throw TiffUnpacker.corrupt("the deflate data wants a dictionary");
                }
                if (count == 0 && inflater.needsInput() && !fill()) {
                    break;
                }
            }
        } catch (DataFormatException e) {
            throw new PictureException(FailureKind.CORRUPT, "the deflate data is damaged: " + e.getMessage(), e);
        }
        return done;
    }

    @Override
    public void finish() throws PictureException, IOException {
        read(new byte[1], 0, 1);
    }

    @Override
    public void close() {
        inflater.end();
    }

    private boolean fill() throws PictureException, IOException {
        int count = in.read(deflated, 0, deflated.length);
        if (count > 0) {
            inflater.setInput(deflated, 0, count);
        }
        return count > 0;
    }
}
