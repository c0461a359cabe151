package io.azulejo.imaging.codec.webp;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.FoundExif;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.metadata.Xmp;
import io.azulejo.imaging.codec.reading.DecodeLimits;
import io.azulejo.imaging.codec.reading.Decoder;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.codec.reading.Upright;
import io.azulejo.imaging.codec.webp.WebpFile.Chunk;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.util.Optional;

/** Decodes one WebP. For one thread and one use. */
final class WebpDecoder extends Decoder {
    WebpDecoder(ByteSource source, DecodeOptions options, Codec.Header header) throws PictureException, IOException {
        super(source, options, header);
    }

    static Probe probe(SourceReader in) throws PictureException, IOException {
        Findings findings = new Findings(Strictness.NONE);
        WebpFile file = WebpFile.read(in, findings);
        return probe(file, exif(in, file, findings));
    }

    @Override
    public Decoded decode() throws PictureException, IOException {
        WebpFile file = WebpFile.read(in, findings);
        Shape shape = shape(file);
        FoundExif exif = exif(in, file, findings);
        Probe probe = probe(file, exif);
        header.read(probe);
        DecodeLimits.checkPixels(shape, options);
        // A frame may be larger than its canvas, and is decoded whole.
        Shape frameShape = new Shape(file.width(), file.height(), 4, 8);
        DecodeLimits.checkPixels(frameShape, options);
        DecodeLimits.checkArray(frameShape, frameShape.pixels() * 4);
        Picture frame = WebpPixels.decode(in, file, deadline);
        Picture canvas = file.coversCanvas() ? frame : onCanvas(frame, file);
        if (file.frames() > 1) {
            findings.note("the first of %d frames is taken".formatted(file.frames()));
        }
        Picture upright = Upright.of(canvas, probe.orientation(), deadline);
        Metadata metadata = new Metadata(
                IccProfile.fitting(block(in, file, "ICCP", findings), 3, findings),
                exif.upright(probe.orientation()),
                Xmp.upright(block(in, file, "XMP ", findings), probe.orientation(), findings),
                Optional.empty(),
                Optional.empty());
        return new Decoded(upright.with(metadata), probe, findings.notes());
    }

    private static Shape shape(WebpFile file) {
        return new Shape(
                file.canvasWidth(), file.canvasHeight(), file.alpha() || !file.coversCanvas() ? 4 : 3, /* bits= */ 8);
    }

    private static Probe probe(WebpFile file, FoundExif exif) {
        int orientation = exif.orientation();
        return new Probe(Format.WEBP, Upright.shape(shape(file), orientation), orientation, file.frames());
    }

    private Picture onCanvas(Picture frame, WebpFile file) throws PictureException {
        findings.note("the first frame is %dx%d at %d,%d of %dx%d; the rest is clear"
                .formatted(
                        file.width(), file.height(), file.left(), file.top(), file.canvasWidth(), file.canvasHeight()));
        if (file.left() + file.width() > file.canvasWidth() || file.top() + file.height() > file.canvasHeight()) {
            findings.note("what reaches beyond the canvas is left out");
        }
        Picture canvas = DecodeLimits.blank(shape(file));
        int channels = frame.shape().channels();
        int columns = Math.min(file.width(), file.canvasWidth() - file.left());
        int rows = Math.min(file.height(), file.canvasHeight() - file.top());
        for (int y = 0; y < rows; y++) {
            byte[] from = frame.block(y);
            byte[] row = canvas.block(file.top() + y);
            int at = canvas.offset(file.top() + y) + 4 * file.left();
            for (int x = 0, i = frame.offset(y); x < columns; x++, i += channels, at += 4) {
                row[at] = from[i];
                row[at + 1] = from[i + 1];
                row[at + 2] = from[i + 2];
                row[at + 3] = channels == 4 ? from[i + 3] : (byte) 0xff;
            }
        }
        return canvas;
    }

    private static FoundExif exif(SourceReader in, WebpFile file, Findings findings)
            throws PictureException, IOException {
        FoundExif exif = new FoundExif(findings);
        Optional<byte[]> block = block(in, file, "EXIF", findings);
        if (block.isPresent()) {
            exif.take(block.get(), false);
        }
        return exif;
    }

    private static Optional<byte[]> block(SourceReader in, WebpFile file, String name, Findings findings)
            throws PictureException, IOException {
        Chunk chunk = file.blocks().get(name);
        if (chunk == null) {
            return Optional.empty();
        }
        in.seek(chunk.at());
        if (chunk.length() > Math.min(in.remaining(), IccProfile.MOST_BYTES)) {
            findings.report(
                    Strictness.WARNING,
                    FailureKind.CORRUPT,
                    "%s left out: %d bytes, which are too many or not there".formatted(name.strip(), chunk.length()));
            return Optional.empty();
        }
        return Optional.of(in.bytes((int) chunk.length()));
    }
}
