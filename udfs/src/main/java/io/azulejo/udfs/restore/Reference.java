package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;

/** The picture that a restored one is measured against. Its failures say that they are about the reference. */
final class Reference {
    private final ByteSource source;
    private final Shape shape;

    private Reference(ByteSource source, Shape shape) {
        this.source = source;
        this.shape = shape;
    }

    /**
     * Looks at a reference's header.
     *
     * @param output shape of the restored picture
     * @param scale a reference may be larger by less than this, at right and bottom
     * @throws PictureException SIZE_MISMATCH, and what a codec throws
     */
    static Reference probe(ByteSource source, Shape output, int scale) throws PictureException, IOException {
        Shape shape;
        try {
            shape = Codecs.probe(source).shape();
        } catch (PictureException e) {
            throw ofReference(e);
        }
        int wider = shape.width() - output.width();
        int higher = shape.height() - output.height();
        if (wider < 0 || higher < 0 || wider >= Math.max(1, scale) || higher >= Math.max(1, scale)) {
            throw new PictureException(
                    FailureKind.SIZE_MISMATCH,
                    "the reference has %dx%d pixels, the restored picture %dx%d: expected is the same size%s"
                            .formatted(
                                    shape.width(),
                                    shape.height(),
                                    output.width(),
                                    output.height(),
                                    scale > 1 ? ", or larger by less than " + scale : ""));
        }
        return new Reference(source, shape);
    }

    /** Decodes it, whatever the limit on pixels: its size is known to be the restored picture's. */
    Decoded decode(DecodeOptions options) throws PictureException, IOException {
        try {
            return Codecs.decode(
                    source,
                    new DecodeOptions(
                            Math.max(options.maxPixels(), shape.pixels()),
                            options.maxBytes(),
                            options.strictness(),
                            options.deadline()));
        } catch (PictureException e) {
            throw ofReference(e);
        }
    }

    private static PictureException ofReference(PictureException e) {
        return new PictureException(e.kind(), "the reference: " + e.getMessage(), e);
    }
}
