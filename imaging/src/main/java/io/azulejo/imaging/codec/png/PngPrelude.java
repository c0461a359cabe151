package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.Upright;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.Optional;

/**
 * All that stands before the pixels.
 *
 * @param palette of colour type 3: red, green, blue an entry
 * @param transparency the tRNS chunk, where the colour type allows one
 * @param pictures in the file: frames of an animation, and the still picture where it is none of them
 * @param still whether there is an animation that the still picture has no part in
 * @param pixels the first IDAT chunk
 */
record PngPrelude(
        PngHeader header,
        Optional<byte[]> palette,
        Optional<byte[]> transparency,
        int pictures,
        boolean still,
        int orientation,
        PngChunks.Chunk pixels) {

    private static final int MOST_FRAMES = 1 << 24;
    private static final int ACTL = PngChunks.type("acTL");
    private static final int FCTL = PngChunks.type("fcTL");
    private static final int CGBI = PngChunks.type("CgBI");

    Probe probe() {
        return new Probe(
                Format.PNG, Upright.shape(header.shape(transparency.isPresent()), orientation), orientation, pictures);
    }

    /**
     * Reads up to the first IDAT chunk, behind whose length and type the reader then stands.
     *
     * @param metadata takes what is said beside the pixels
     */
    static PngPrelude read(PngChunks chunks, PngMetadata metadata, Findings findings)
            throws PictureException, IOException {
        chunks.readSignature();
        PngHeader header = readHeader(chunks);
        Optional<byte[]> palette = Optional.empty();
        Optional<byte[]> transparency = Optional.empty();
        int frames = 0;
        boolean framed = false;
        PngChunks.Chunk chunk = chunks.next();
        for (; chunk.type() != PngChunks.IDAT; chunk = chunks.next()) {
            if (chunk.type() == PngChunks.PLTE) {
                palette = readPalette(chunks, chunk, header);
            } else if (chunk.type() == PngChunks.TRNS) {
                boolean plausible = chunk.length() <= 256;
                transparency = plausible ? Optional.of(chunks.bytes(chunk)) : chunks.optional(chunk, 256);
            } else if (chunk.type() == ACTL && chunk.length() == 8) {
                frames = chunks.optional(chunk, 8).map(PngPrelude::frames).orElse(0);
            } else if (chunk.type() == PngChunks.IEND) {
                throw new PictureException(FailureKind.CORRUPT, "the file has no pixels: chunk IDAT is missing");
            } else if (chunk.critical()) {
                throw new PictureException(
                        FailureKind.UNSUPPORTED,
                        "chunk %s must be understood and is not known".formatted(chunk.name()));
            } else {
                // Only where a frame begins before the still picture is that one the first frame (PNG, section 11.3.6).
                framed = framed || chunk.type() == FCTL;
                metadata.take(chunks, chunk, false);
            }
        }
        if (header.hasPalette() && palette.isEmpty()) {
            throw new PictureException(
                    FailureKind.CORRUPT, "a palette picture without a palette: chunk PLTE is missing");
        }
        if (transparency.isPresent() && !fits(transparency.get(), header, palette)) {
            findings.report(Strictness.ERROR, FailureKind.CORRUPT, "chunk tRNS does not fit the picture; ignored");
            transparency = Optional.empty();
        }
        boolean still = frames > 0 && !framed;
        return new PngPrelude(
                header,
                palette,
                transparency,
                Math.max(1, still ? frames + 1 : frames),
                still,
                metadata.orientation(),
                chunk);
    }

    private static PngHeader readHeader(PngChunks chunks) throws PictureException, IOException {
        PngChunks.Chunk first = chunks.next();
        if (first.type() == CGBI) {
            throw new PictureException(
                    FailureKind.UNSUPPORTED, "a PNG in Apple's own variant (chunk CgBI): convert it first");
        }
        if (first.type() != PngChunks.IHDR || first.length() != PngHeader.BYTES) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "begins with chunk %s of %d bytes; expected IHDR of %d"
                            .formatted(first.name(), first.length(), PngHeader.BYTES));
        }
        return PngHeader.parse(chunks.bytes(first));
    }

    /** The palette, which pictures of other colour types only carry as a suggestion. */
    private static Optional<byte[]> readPalette(PngChunks chunks, PngChunks.Chunk chunk, PngHeader header)
            throws PictureException, IOException {
        if (!header.hasPalette()) {
            chunks.skip(chunk);
            return Optional.empty();
        }
        if (chunk.length() == 0 || chunk.length() > 768 || chunk.length() % 3 != 0) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "a palette of %d bytes; expected 3 to 768 by threes".formatted(chunk.length()));
        }
        return Optional.of(chunks.bytes(chunk));
    }

    private static boolean fits(byte[] transparency, PngHeader header, Optional<byte[]> palette) {
        if (!header.maySetTransparency()) {
            return false;
        }
        return header.hasPalette()
                ? transparency.length > 0 && transparency.length <= palette.orElseThrow().length / 3
                : transparency.length == 2 * header.samples();
    }

    private static int frames(byte[] animation) {
        int frames = (animation[0] & 0xff) << 24
                | (animation[1] & 0xff) << 16
                | (animation[2] & 0xff) << 8
                | (animation[3] & 0xff);
        return Math.max(0, Math.min(frames, MOST_FRAMES));
    }
}
