package io.azulejo.imaging.codec;

import io.azulejo.imaging.codec.bmp.BmpCodec;
import io.azulejo.imaging.codec.gif.GifCodec;
import io.azulejo.imaging.codec.jpeg.JpegCodec;
import io.azulejo.imaging.codec.png.PngCodec;
import io.azulejo.imaging.codec.tiff.TiffCodec;
import io.azulejo.imaging.codec.webp.WebpCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The codecs of this build, chosen by a file's first bytes and never by its name. Safe for many threads.
 */
public final class Codecs {
    /** How many of a file's first bytes {@link #sniff} wants. */
    public static final int SNIFF_BYTES = 132;

    private static final List<Codec> ALL =
            List.of(new PngCodec(), new JpegCodec(), new TiffCodec(), new WebpCodec(), new BmpCodec(), new GifCodec());

    private Codecs() {}

    /** The format that a file's first bytes (up to {@link #SNIFF_BYTES}) stand for, read by us or not. */
    public static Optional<Format> sniff(byte[] head) {
        return Signatures.format(head);
    }

    /**
     * The codec that reads and writes a format.
     *
     * @throws PictureException UNSUPPORTED, naming the formats that are
     */
    public static Codec of(Format format) throws PictureException {
        for (Codec codec : ALL) {
            if (codec.format() == format) {
                return codec;
            }
        }
        String known = ALL.stream().map(codec -> codec.format().title()).collect(Collectors.joining(", "));
        throw new PictureException(
                FailureKind.UNSUPPORTED,
                "this is %s, which is not read; read are %s: convert it first".formatted(format.title(), known));
    }

    /**
     * {@link Codec#probe} of the codec that fits.
     *
     * @throws PictureException NOT_A_PICTURE for bytes of no known format or none at all, and what the codec throws
     */
    public static Probe probe(ByteSource source) throws PictureException, IOException {
        return fitting(source).probe(source);
    }

    /**
     * {@link Codec#probe(ByteSource, Duration)} of the codec that fits.
     *
     * @throws PictureException NOT_A_PICTURE for bytes of no known format or none at all, and what the codec throws
     */
    public static Probe probe(ByteSource source, Duration deadline) throws PictureException, IOException {
        return fitting(source).probe(source, deadline);
    }

    /**
     * {@link Codec#decode} of the codec that fits.
     *
     * @throws PictureException NOT_A_PICTURE for bytes of no known format or none at all, and what the codec throws
     */
    public static Decoded decode(ByteSource source, DecodeOptions options) throws PictureException, IOException {
        return fitting(source).decode(source, options);
    }

    /**
     * {@link Codec#decode(ByteSource, DecodeOptions, Codec.Header)} of the codec that fits.
     *
     * @throws PictureException NOT_A_PICTURE for bytes of no known format or none at all, and what the codec throws
     */
    public static Decoded decode(ByteSource source, DecodeOptions options, Codec.Header header)
            throws PictureException, IOException {
        return fitting(source).decode(source, options, header);
    }

    private static Codec fitting(ByteSource source) throws PictureException, IOException {
        long size = source.size();
        byte[] head = new byte[(int) Math.min(SNIFF_BYTES, size)];
        int count = head.length == 0 ? 0 : source.read(0, head, 0, head.length);
        if (count <= 0) {
            throw new PictureException(FailureKind.NOT_A_PICTURE, "the file is empty");
        }
        head = Arrays.copyOf(head, count);
        Optional<Format> format = sniff(head);
        if (format.isEmpty()) {
            throw new PictureException(
                    FailureKind.NOT_A_PICTURE,
                    "no picture: %d bytes that begin like %s".formatted(size, Signatures.describe(head)));
        }
        return of(format.get());
    }
}
