package io.azulejo.imaging.codec.gif;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.DecodeLimits;
import io.azulejo.imaging.codec.reading.Decoder;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.Palette;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;

/** Decodes one GIF. For one thread and one use. */
final class GifDecoder extends Decoder {
    /** A code of 12 bits stands for at most some 4,000 pixels. */
    private static final int MOST_PIXELS_A_BYTE = 4096;

    private long unknownIndices;

    GifDecoder(ByteSource source, DecodeOptions options, Codec.Header header) throws PictureException, IOException {
        super(source, options, header);
    }

    @Override
    public Decoded decode() throws PictureException, IOException {
        GifBlocks blocks = new GifBlocks(in, findings);
        GifFrame frame = blocks.readToFirstFrame();
        header.read(frame.probe(1));
        DecodeLimits.checkPixels(frame.shape(), options);
        checkPlausible(frame);
        Picture picture = DecodeLimits.blank(frame.shape());
        Probe probe = readPixels(frame, picture) ? blocks.readToEnd(frame) : countAgain(frame);
        if (!frame.coversCanvas()) {
            findings.note("the first frame is %dx%d at %d,%d of %dx%d; the rest is clear"
                    .formatted(
                            frame.width(),
                            frame.height(),
                            frame.left(),
                            frame.top(),
                            frame.canvasWidth(),
                            frame.canvasHeight()));
        }
        if (probe.pages() > 1) {
            findings.note("the first of %d frames is taken".formatted(probe.pages()));
        }
        return new Decoded(picture.with(blocks.metadata()), probe, findings.notes());
    }

    /** A few bytes that declare a giant are refused before it is allocated. */
    private void checkPlausible(GifFrame frame) throws PictureException {
        long needed = (long) frame.width() * frame.height() / MOST_PIXELS_A_BYTE;
        if (in.remaining() < needed && options.strictness().failsOn(Strictness.TRUNCATED)) {
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "%dx%d pixels need at least %d bytes; the file has %d more"
                            .formatted(frame.width(), frame.height(), needed, in.remaining()));
        }
    }

    /** Whether all pixels were there; the reader then stands behind them. */
    private boolean readPixels(GifFrame frame, Picture picture) throws PictureException, IOException {
        GifCodes codes = new GifCodes(in);
        byte[] indices = new byte[frame.width()];
        for (int i = 0; i < frame.height(); i++) {
            deadline.check();
            if (!readRow(codes, indices, i, frame.height())) {
                return false;
            }
            lookUp(frame, indices, picture, frame.top() + frame.row(i));
        }
        codes.finish();
        Palette.report(unknownIndices, findings);
        return true;
    }

    private boolean readRow(GifCodes codes, byte[] indices, int i, int height) throws PictureException, IOException {
        try {
            if (codes.read(indices, indices.length) == indices.length) {
                return true;
            }
            findings.report(
                    Strictness.TRUNCATED,
                    FailureKind.TRUNCATED,
                    "the first frame ends in row %d of %d".formatted(i, height));
        } catch (PictureException e) {
            if (e.kind() != FailureKind.CORRUPT) {
                throw e;
            }
            findings.report(
                    Strictness.TRUNCATED,
                    FailureKind.CORRUPT,
                    "%s, in row %d of %d".formatted(e.getMessage(), i, height));
        }
        return false;
    }

    private void lookUp(GifFrame frame, byte[] indices, Picture picture, int y) {
        byte[] row = picture.block(y);
        int channels = picture.shape().channels();
        int at = picture.offset(y) + frame.left() * channels;
        for (int x = 0; x < frame.width(); x++, at += channels) {
            int index = indices[x] & 0xff;
            if (!frame.palette().put(index, row, at) && index != frame.transparent()) {
                unknownIndices++;
            }
            if (channels == 4) {
                row[at + 3] = (byte) (index == frame.transparent() ? 0 : 0xff);
            }
        }
    }

    /** Where the pixels broke off the sub-blocks are walked again from their beginning, as probing does. */
    private Probe countAgain(GifFrame frame) throws PictureException, IOException {
        in.seek(0);
        GifBlocks again = new GifBlocks(in, new Findings(Strictness.NONE));
        again.readToFirstFrame();
        again.skipPixels();
        return again.readToEnd(frame);
    }
}
