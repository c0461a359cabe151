package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.reading.Cmyk;
import io.azulejo.imaging.codec.reading.DecodeLimits;
import io.azulejo.imaging.codec.reading.Decoder;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.Palette;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.codec.reading.Upright;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decodes the first page of one TIFF. For one thread and one use. */
final class TiffDecoder extends Decoder {
    private final TiffFile file;

    TiffDecoder(ByteSource source, DecodeOptions options, Codec.Header header) throws PictureException, IOException {
        super(source, options, header);
        this.file = new TiffFile(in);
    }

    static Probe probe(SourceReader in) throws PictureException, IOException {
        TiffPages pages = TiffPages.read(new TiffFile(in), new Findings(Strictness.NONE));
        return probe(pages, TiffLayout.read(pages.first()));
    }

    @Override
    public Decoded decode() throws PictureException, IOException {
        TiffPages pages = TiffPages.read(file, findings);
        TiffDirectory directory = pages.first();
        TiffLayout layout = TiffLayout.read(directory);
        Shape shape = layout.shape();
        header.read(probe(pages, layout));
        DecodeLimits.checkPixels(shape, options);
        DecodeLimits.checkArray(shape, Math.max(layout.rowBytes(), (long) layout.width() * layout.kept() * 2));
        TiffSegments segments = TiffSegments.read(file, directory, layout, findings);
        checkPlausible(layout, segments);
        TiffMetadata metadata = new TiffMetadata(file, directory, findings);
        Optional<byte[]> icc = metadata.icc(layout.palette() ? 3 : layout.colours());
        Picture coloured =
                layout.cmyk() ? fromInks(directory, layout, segments, icc) : fromColours(directory, layout, segments);
        noteExtras(directory, layout, pages);
        int orientation = TiffMetadata.orientation(directory);
        Picture upright = Upright.of(coloured, orientation, deadline);
        return new Decoded(
                upright.with(metadata.metadata(layout.cmyk() ? Optional.empty() : icc)),
                probe(pages, layout),
                findings.notes());
    }

    private static Probe probe(TiffPages pages, TiffLayout layout) throws PictureException, IOException {
        int orientation = TiffMetadata.orientation(pages.first());
        return new Probe(Format.TIFF, Upright.shape(layout.shape(), orientation), orientation, pages.count());
    }

    /** A few bytes that declare a giant are refused before it is allocated. */
    private void checkPlausible(TiffLayout layout, TiffSegments segments) throws PictureException {
        long stored = layout.shape().pixels() * layout.samples() * layout.bits() / 8;
        // The most that a byte can become: runs of PackBits, strings of 12 bits, Deflate's 258 bytes in two bits; JPEG
        // has a bit for 64 samples, fax a bit for a row.
        long factor = switch (layout.compression()) {
            case TiffTags.NONE -> 1;
            case TiffTags.PACK_BITS -> 64;
            case TiffTags.LZW -> 2731;
            case TiffTags.JPEG -> 512L * 3;
            case TiffTags.CCITT_RLE, TiffTags.CCITT_T4, TiffTags.CCITT_T6 -> layout.width() + 7L;
            default -> 1032;
        };
        long there = segments.bytes();
        if (there < stored / factor && options.strictness().failsOn(Strictness.TRUNCATED)) {
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "%dx%d pixels need at least %d bytes; the file has %d"
                            .formatted(layout.width(), layout.height(), stored / factor, there));
        }
    }

    private static Palette palette(TiffDirectory directory, int bits) throws PictureException, IOException {
        int entries = 1 << bits;
        long[] colours = directory.numbers(TiffTags.COLOUR_MAP, 3L * entries);
        if (colours.length < 3 * entries) {
            throw new PictureException(
                    FailureKind.CORRUPT, "a palette of %d numbers; expected %d".formatted(colours.length, 3 * entries));
        }
        // Colours have 16 bits; old writers put 8 there.
        boolean wide = false;
        for (long colour : colours) {
            wide |= colour > 255;
        }
        byte[] table = new byte[3 * entries];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (colours[i % 3 * entries + i / 3] >> (wide ? 8 : 0));
        }
        return new Palette(table);
    }

    private Picture fromColours(TiffDirectory directory, TiffLayout layout, TiffSegments segments)
            throws PictureException, IOException {
        Picture picture = DecodeLimits.blank(layout.shape());
        TiffSamples samples = layout.palette()
                ? TiffSamples.of(layout, file.bigEndian(), palette(directory, layout.bits()))
                : TiffSamples.of(layout, file.bigEndian(), 0, layout.kept());
        fill(directory, layout, segments, new TiffPixels.Target(samples, picture));
        if (layout.alpha() == TiffLayout.Alpha.ASSOCIATED) {
            Alphas.unpremultiply(picture, deadline);
            noteDivided();
        }
        return picture;
    }

    /** Inks, and alpha apart, become one picture. */
    private Picture fromInks(TiffDirectory directory, TiffLayout layout, TiffSegments segments, Optional<byte[]> icc)
            throws PictureException, IOException {
        Shape shape = layout.shape();
        Picture inks = DecodeLimits.blank(new Shape(shape.width(), shape.height(), 4, shape.bits()));
        TiffPixels.Target target =
                new TiffPixels.Target(TiffSamples.of(layout, file.bigEndian(), 0, layout.colours()), inks);
        Picture picture = DecodeLimits.blank(shape);
        if (layout.alpha() == TiffLayout.Alpha.NONE) {
            fill(directory, layout, segments, target);
            Cmyk.fill(inks, false, icc, picture, deadline, findings);
            return picture;
        }
        Picture alphas = DecodeLimits.blank(new Shape(shape.width(), shape.height(), 1, shape.bits()));
        TiffSamples samples = TiffSamples.of(layout, file.bigEndian(), layout.colours(), 1);
        fill(directory, layout, segments, target, new TiffPixels.Target(samples, alphas));
        if (layout.alpha() == TiffLayout.Alpha.ASSOCIATED) {
            Alphas.divide(inks, layout.colours(), alphas, deadline);
            noteDivided();
        }
        Cmyk.fill(inks, false, icc, picture, deadline, findings);
        Alphas.join(alphas, picture, deadline);
        return picture;
    }

    private void fill(TiffDirectory directory, TiffLayout layout, TiffSegments segments, TiffPixels.Target... targets)
            throws PictureException, IOException {
        byte[] tables =
                directory.bytes(TiffTags.JPEG_TABLES, IccProfile.MOST_BYTES).orElse(new byte[0]);
        new TiffPixels(layout, segments, List.of(targets), tables, options, deadline, findings).fill();
    }

    private void noteDivided() {
        findings.note("colours divided by their alpha, with which the file had multiplied them");
    }

    private void noteExtras(TiffDirectory directory, TiffLayout layout, TiffPages pages)
            throws PictureException, IOException {
        int left = layout.samples() - layout.kept();
        if (left > 0) {
            long[] extras = directory.numbers(TiffTags.EXTRA_SAMPLES, layout.samples() - layout.colours());
            boolean alpha =
                    Arrays.stream(extras).skip(layout.kept() - layout.colours()).anyMatch(kind -> kind > 0);
            findings.note("%d more sample%s a pixel left out%s"
                    .formatted(
                            left,
                            left == 1 ? "" : "s",
                            alpha
                                    ? ", alpha among them: it is read where it comes first"
                                    : ": neither colour nor alpha"));
        }
        if (pages.count() > 1) {
            findings.note("the first of %d pages is taken".formatted(pages.count()));
        }
    }
}
