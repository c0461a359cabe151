package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Cmyk;
import io.azulejo.imaging.codec.reading.DecodeLimits;
import io.azulejo.imaging.codec.reading.Decoder;
import io.azulejo.imaging.codec.reading.Upright;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Decodes one JPEG. For one thread and one use. */
final class JpegDecoder extends Decoder {
    /** A block of 8 by 8 samples takes at least a bit, the luma of a picture has one for 64 pixels. */
    private static final long MOST_PIXELS_A_BYTE = 8 * 64;

    private static final List<Integer> RGB_IDS = List.of((int) 'R', (int) 'G', (int) 'B');

    JpegDecoder(ByteSource source, DecodeOptions options, Codec.Header header) throws PictureException, IOException {
        super(source, options, header);
    }

    @Override
    public Decoded decode() throws PictureException, IOException {
        JpegHeader found = JpegHeader.read(in, findings, false);
        JpegFrame frame = found.frame();
        Shape shape = frame.shape();
        header.read(found.probe(found.metadata().index().pages(in.size())));
        DecodeLimits.checkPixels(shape, options);
        DecodeLimits.checkArray(shape, shape.pixels() * frame.components());
        checkPlausible(shape);
        JpegScans.check(in, found, findings);
        byte[] components;
        try (JpegStream stream = new JpegStream(in, found)) {
            components = JpegPixels.decode(stream, frame, deadline, findings);
        }
        for (int component : frame.halfRows()) {
            JpegHalfRows.smooth(components, frame.width(), frame.components(), component, deadline);
        }
        Optional<byte[]> icc = found.metadata().icc(frame.components());
        Picture stored = frame.components() == 4 ? fromFour(components, found, icc) : fromStored(components, found);
        Picture upright = Upright.of(stored, found.metadata().orientation(), deadline);
        Metadata metadata = found.metadata().metadata(frame.components() == 4 ? Optional.empty() : icc);
        return new Decoded(upright.with(metadata), found.probe(pages(found)), findings.notes());
    }

    /** Looks at what lies behind the picture, and notes what is left out. */
    private int pages(JpegHeader header) throws PictureException, IOException {
        in.seek(header.scan());
        JpegTrailer trailer = JpegTrailer.read(
                in, header.metadata().index(), header.metadata().gainMap());
        if (trailer.pages() > 1) {
            findings.note("the first of %d pictures is taken".formatted(trailer.pages()));
        }
        if (!trailer.words().isEmpty()) {
            findings.note("left out behind the picture: " + trailer.words());
        }
        return trailer.pages();
    }

    private void checkPlausible(Shape shape) throws PictureException {
        long needed = shape.pixels() / MOST_PIXELS_A_BYTE;
        if (in.remaining() < needed) {
            findings.report(
                    Strictness.TRUNCATED,
                    FailureKind.TRUNCATED,
                    "%dx%d pixels need at least %d bytes; the file has %d more"
                            .formatted(shape.width(), shape.height(), needed, in.remaining()));
        }
    }

    private Picture fromStored(byte[] components, JpegHeader header) throws PictureException {
        if (header.frame().components() == 3 && isYcc(header)) {
            toRgb(components, 3);
        }
        return Picture.of(header.frame().shape(), Metadata.NONE, components);
    }

    private Picture fromFour(byte[] components, JpegHeader header, Optional<byte[]> icc) throws PictureException {
        int transform = header.metadata().adobeTransform();
        if (transform == 2) {
            toRgb(components, 4);
            JpegColour.complement(components, 0, components.length);
        } else if (transform < 0) {
            findings.note("CMYK without an Adobe segment: taken as inverted, as nearly all such files are");
        }
        Picture picture = DecodeLimits.blank(header.frame().shape());
        Shape shape = picture.shape();
        Shape inks = new Shape(shape.width(), shape.height(), 4, shape.bits());
        Cmyk.fill(Picture.of(inks, Metadata.NONE, components), true, icc, picture, deadline, findings);
        return picture;
    }

    private void toRgb(byte[] components, int pixelBytes) throws PictureException {
        int step = pixelBytes << 18;
        for (int from = 0; from < components.length; from += Math.min(step, components.length - from)) {
            deadline.check();
            JpegColour.toRgb(components, pixelBytes, from, from + Math.min(step, components.length - from));
        }
    }

    /** The rules of libjpeg (jdapimin.c, default_decompress_parms): JFIF, then Adobe, then identifiers. */
    private static boolean isYcc(JpegHeader header) {
        if (header.metadata().jfif()) {
            return true;
        }
        if (header.metadata().adobeTransform() >= 0) {
            return header.metadata().adobeTransform() != 0;
        }
        return !header.frame().ids().equals(RGB_IDS);
    }
}
