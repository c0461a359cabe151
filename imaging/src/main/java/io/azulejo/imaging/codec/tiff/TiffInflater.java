package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate in zlib's wrapping (TIFF Technical Note 2 of 2002). For one thread. */
final class TiffInflater implements TiffUnpacker {
    private static final int MOST_SURPLUS_READS = 1 << 13;

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
                    throw TiffUnpacker.corrupt("deflate data that wants a dictionary");
                }
                if (count == 0 && inflater.needsInput() && !fill()) {
                    break;
                }
            }
        } catch (DataFormatException e) {
            throw new PictureException(FailureKind.CORRUPT, "damaged deflate data: " + e.getMessage(), e);
        }
        return done;
    }

    @Override
    public void finish() throws PictureException, IOException {
        byte[] surplus = new byte[1 << 13];
        int rounds = 0;
        while (!inflater.finished() && rounds++ < MOST_SURPLUS_READS && read(surplus, 0, surplus.length) > 0) {
            // Some writers pad the last strip to its full height: only behind that stands the checksum.
        }
        if (!inflater.finished()) {
            throw TiffUnpacker.corrupt("deflate data that does not end with its checksum");
        }
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
