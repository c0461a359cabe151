package io.azulejo.imaging.codec.bmp;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.MetadataKind;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.reading.DecodeLimits;
import io.azulejo.imaging.codec.reading.Decoder;
import io.azulejo.imaging.codec.reading.Palette;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.util.Optional;

/** Decodes one BMP. For one thread and one use. */
final class BmpDecoder extends Decoder {
    /** A run of two bytes gives at most 255 pixels. */
    private static final int MOST_PIXELS_A_BYTE = 128;

    BmpDecoder(ByteSource source, DecodeOptions options, Codec.Header header) throws PictureException, IOException {
        super(source, options, header);
    }

    @Override
    public Decoded decode() throws PictureException, IOException {
        BmpHeader found = BmpHeader.read(in);
        Shape shape = found.shape();
        header.read(found.probe());
        DecodeLimits.checkPixels(shape, options);
        DecodeLimits.checkArray(shape, found.rowBytes());
        Optional<byte[]> icc = profile(found);
        in.seek(found.pixelsAt());
        checkPlausible(found);
        Picture picture = DecodeLimits.blank(shape);
        BmpSamples samples = new BmpSamples(found);
        try {
            if (found.runLengths()) {
                readRuns(found, samples, picture);
            } else {
                readRows(found, samples, picture);
            }
        } catch (PictureException e) {
            if (e.kind() != FailureKind.TRUNCATED || options.strictness().failsOn(Strictness.TRUNCATED)) {
                throw e;
            }
            findings.note("the file ends before its pixels do; the rest is black");
        }
        Palette.report(samples.unknownIndices(), findings);
        if (found.hasAlpha() && !samples.visible()) {
            makeOpaque(picture);
        }
        if (found.profileElsewhere()) {
            findings.note(MetadataKind.LINKED_PROFILE.note());
        }
        Metadata metadata = new Metadata(icc, Optional.empty(), Optional.empty(), Optional.empty(), found.resolution())
                .withColour(found.colour());
        return new Decoded(picture.with(metadata), found.probe(), findings.notes());
    }

    /** A few bytes that declare a giant are refused before it is allocated. */
    private void checkPlausible(BmpHeader header) throws PictureException {
        long needed = header.runLengths()
                ? header.shape().pixels() / MOST_PIXELS_A_BYTE
                : Math.multiplyExact(header.rowBytes(), (long) header.height());
        if (in.remaining() < needed && options.strictness().failsOn(Strictness.TRUNCATED)) {
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "%dx%d pixels need %d bytes; the file has %d more"
                            .formatted(header.width(), header.height(), needed, in.remaining()));
        }
    }

    private void readRows(BmpHeader header, BmpSamples samples, Picture picture) throws PictureException, IOException {
        byte[] stored = new byte[(int) header.rowBytes()];
        for (int i = 0; i < header.height(); i++) {
            deadline.check();
            if (in.read(stored, 0, stored.length) < stored.length) {
                throw new PictureException(
                        FailureKind.TRUNCATED, "the file ends in row %d of %d".formatted(i, header.height()));
            }
            int y = header.topDown() ? i : header.height() - 1 - i;
            samples.expand(stored, picture.block(y), picture.offset(y));
        }
    }

    private void readRuns(BmpHeader header, BmpSamples samples, Picture picture) throws PictureException, IOException {
        BmpRuns runs = new BmpRuns(in, header);
        for (int i = 0; i < header.height(); i++) {
            deadline.check();
            int y = header.topDown() ? i : header.height() - 1 - i;
            samples.lookUp(runs.next(), picture.block(y), picture.offset(y));
        }
        if (runs.overrun()) {
            findings.report(Strictness.ERROR, FailureKind.CORRUPT, "runs go beyond the end of their row; cut there");
        }
    }

    /** Many programs leave alpha at 0 and mean nothing by it. */
    private void makeOpaque(Picture picture) {
        findings.note("alpha is 0 everywhere; taken as opaque");
        for (int y = 0; y < picture.shape().height(); y++) {
            byte[] row = picture.block(y);
            int end = picture.offset(y) + picture.shape().rowBytes();
            for (int at = picture.offset(y) + 3; at < end; at += 4) {
                row[at] = (byte) 0xff;
            }
        }
    }

    private Optional<byte[]> profile(BmpHeader header) throws PictureException, IOException {
        if (header.profileAt() == 0) {
            return Optional.empty();
        }
        in.seek(header.profileAt());
        if (header.profileBytes() > Math.min(IccProfile.MOST_BYTES, in.remaining())) {
            findings.report(
                    Strictness.WARNING,
                    FailureKind.CORRUPT,
                    "ICC profile left out: a profile beyond the file's end, or of too many bytes");
            return Optional.empty();
        }
        return IccProfile.fitting(Optional.of(in.bytes(header.profileBytes())), 3, findings);
    }
}
