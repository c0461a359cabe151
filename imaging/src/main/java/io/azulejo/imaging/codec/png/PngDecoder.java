package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.png.PngChunks.Chunk;
import io.azulejo.imaging.codec.png.PngHeader.Pass;
import io.azulejo.imaging.codec.reading.DecodeLimits;
import io.azulejo.imaging.codec.reading.Decoder;
import io.azulejo.imaging.codec.reading.Palette;
import io.azulejo.imaging.codec.reading.Upright;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;

/** Decodes one PNG. For one thread and one use. */
final class PngDecoder extends Decoder {
    /** Deflate cannot do better than 258 bytes in two bits (RFC 1951, section 3.2.5), which is 1032 to 1. */
    private static final long MOST_INFLATION = 1032;

    private final PngChunks chunks;
    private final PngMetadata metadata;

    PngDecoder(ByteSource source, DecodeOptions options, Codec.Header header) throws PictureException, IOException {
        super(source, options, header);
        this.chunks = new PngChunks(in, findings);
        this.metadata = new PngMetadata(findings, false);
    }

    @Override
    public Decoded decode() throws PictureException, IOException {
        PngPrelude prelude = PngPrelude.read(chunks, metadata, findings);
        Shape shape = prelude.header().shape(prelude.transparency().isPresent());
        header.read(prelude.probe());
        DecodeLimits.checkPixels(shape, options);
        checkPlausible(prelude.header());
        Picture stored = DecodeLimits.blank(shape);
        try (PngPixelStream pixels = new PngPixelStream(in, chunks, prelude.pixels(), findings)) {
            if (readPixels(pixels, prelude, stored)) {
                pixels.finish();
                in.seek(pixels.next());
                readTail();
            }
        }
        noteFrames(prelude);
        Picture upright = Upright.of(stored, prelude.orientation(), deadline);
        return new Decoded(
                upright.with(metadata.metadata(prelude.header(), shape, prelude.orientation())),
                prelude.probe(),
                findings.notes());
    }

    private void noteFrames(PngPrelude prelude) {
        if (prelude.still()) {
            findings.note("the still picture is taken, which is no part of the animation of %d frame%s behind it"
                    .formatted(prelude.pictures() - 1, prelude.pictures() == 2 ? "" : "s"));
        } else if (prelude.pictures() > 1) {
            findings.note("the first of %d frames is taken".formatted(prelude.pictures()));
        }
    }

    /** A few bytes that declare a giant are refused before it is allocated. */
    private void checkPlausible(PngHeader header) throws PictureException {
        long needed = header.inflatedBytes() / MOST_INFLATION;
        if (in.remaining() < needed) {
            findings.report(
                    Strictness.TRUNCATED,
                    FailureKind.TRUNCATED,
                    "%dx%d pixels need at least %d bytes; the file has %d more"
                            .formatted(header.width(), header.height(), needed, in.remaining()));
        }
    }

    /** Whether all pixels were there. */
    private boolean readPixels(PngPixelStream pixels, PngPrelude prelude, Picture picture)
            throws PictureException, IOException {
        PngSamples samples = new PngSamples(prelude);
        boolean whole = true;
        for (Pass pass : prelude.header().interlaced() ? Pass.ADAM7 : Pass.WHOLE) {
            whole = whole && readPass(pixels, prelude.header(), samples, pass, picture);
        }
        Palette.report(samples.unknownIndices(), findings);
        return whole;
    }

    private boolean readPass(PngPixelStream pixels, PngHeader header, PngSamples samples, Pass pass, Picture picture)
            throws PictureException, IOException {
        int columns = pass.columns(header.width());
        int rows = columns == 0 ? 0 : pass.rows(header.height());
        int length = (int) header.rowBytes(columns);
        int distance = Math.max(1, header.samples() * header.depth() / 8);
        int pixelBytes = picture.shape().channels() * (picture.shape().bits() / 8);
        boolean direct = samples.asStored() && pass.stepX() == 1 && pass.stepY() == 1;
        byte[] filtered = new byte[length + 1];
        byte[] above = new byte[length];
        byte[] row = direct ? above : new byte[length];
        int aboveFrom = 0;
        for (int i = 0; i < rows; i++) {
            int y = pass.top() + i * pass.stepY();
            deadline.check();
            if (!readRow(pixels, filtered, y, header.height())) {
                return false;
            }
            if (direct) {
                byte[] target = picture.block(y);
                int to = picture.offset(y);
                PngFilters.undo(filtered[0], filtered, 1, above, aboveFrom, target, to, length, distance);
                above = target;
                aboveFrom = to;
            } else {
                PngFilters.undo(filtered[0], filtered, 1, above, 0, row, 0, length, distance);
                int to = picture.offset(y) + pass.left() * pixelBytes;
                samples.expand(row, columns, picture.block(y), to, pass.stepX() * pixelBytes);
                byte[] swap = above;
                above = row;
                row = swap;
            }
        }
        return true;
    }

    /** Whether the row is there and has a filter that PNG knows. */
    private boolean readRow(PngPixelStream pixels, byte[] filtered, int y, int height)
            throws PictureException, IOException {
        if (pixels.read(filtered, 0, filtered.length) < filtered.length) {
            PictureException end = pixels.end();
            findings.report(
                    Strictness.TRUNCATED, end.kind(), "%s, at row %d of %d".formatted(end.getMessage(), y, height));
            return false;
        }
        if (filtered[0] < 0 || filtered[0] > 4) {
            findings.report(
                    Strictness.TRUNCATED,
                    FailureKind.CORRUPT,
                    "row %d of %d has filter %d; PNG has 0 to 4".formatted(y, height, filtered[0] & 0xff));
            return false;
        }
        return true;
    }

    /** Metadata may follow the pixels; what is wrong there does not hurt them. */
    private void readTail() throws PictureException, IOException {
        try {
            for (Chunk chunk = chunks.next(); chunk.type() != PngChunks.IEND; chunk = chunks.next()) {
                if (chunk.critical()) {
                    chunks.skip(chunk);
                } else {
                    metadata.take(chunks, chunk, true);
                }
            }
        } catch (PictureException e) {
            if (e.kind() == FailureKind.TIMEOUT) {
                throw e;
            }
            findings.report(Strictness.ERROR, e.kind(), "behind the pixels: " + e.getMessage());
        }
    }
}
