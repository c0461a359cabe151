package io.azulejo.imaging.codec;

import io.azulejo.imaging.codec.metadata.Exif;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A file that says one thing beside its pixels.
 *
 * @param kept whether a decoded picture still says it
 * @param note what is noted where it is left out for whatever format
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record MetadataExample(byte[] file, Predicate<Decoded> kept, String note) {
    private static final Shape SHAPE = new Shape(40, 30, 3, 8);
    private static final int PNG_HEADER_END = 8 + 25;
    private static final byte[] WORD = "found again".getBytes(StandardCharsets.US_ASCII);

    /** One of each kind: a kind without one does not compile. */
    static MetadataExample of(MetadataKind kind) throws Exception {
        Metadata all = Blocks.metadata(SHAPE);
        return switch (kind) {
            case ICC_PROFILE ->
                of(
                        file(Format.PNG, new Metadata(all.icc(), none(), none(), none(), Optional.empty())),
                        metadata -> metadata.icc().isPresent());
            case LINKED_PROFILE -> leftOut(linkedProfile(), kind.note());
            case EXIF ->
                of(file(Format.JPEG, exif(Blocks.exif(1, false))), metadata -> has(metadata.exif(), "Azulejo"));
            case XMP -> of(xmp("dc:format=\"found again\""), metadata -> has(metadata.xmp(), "found again"));
            case IPTC ->
                of(
                        file(Format.JPEG, new Metadata(none(), none(), none(), all.iptc(), Optional.empty())),
                        metadata -> has(metadata.iptc(), "Ana"));
            case PHOTOSHOP ->
                of(
                        file(
                                Format.TIFF,
                                new Metadata(none(), none(), none(), none(), all.photoshop(), none(), resolution())),
                        metadata -> metadata.photoshop().isPresent());
            case GEO ->
                of(
                        file(
                                Format.TIFF,
                                new Metadata(none(), none(), none(), none(), none(), all.geo(), Optional.empty())),
                        metadata -> metadata.geo().isPresent());
            case INTERGRAPH -> leftOut(new TiffFixture(2, 2).bytes(33920, WORD).strip("00010203"), kind.note());
            case RESOLUTION ->
                of(
                        file(Format.PNG, new Metadata(none(), none(), none(), none(), all.resolution())),
                        metadata -> metadata.resolution()
                                .or(() -> metadata.exif().flatMap(Exif::parse).flatMap(Exif::resolution))
                                .isPresent());
            case ORIENTATION ->
                new MetadataExample(
                        file(Format.JPEG, exif(Blocks.exif(6, false))),
                        decoded -> decoded.probe().shape().width() == SHAPE.height()
                                && decoded.probe().orientation() == 1
                                && has(decoded.picture().metadata().exif(), "Azulejo"),
                        "");
            case SOURCE_TYPE ->
                of(
                        xmp(
                                "Iptc4xmpExt:DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation\""),
                        metadata -> has(metadata.xmp(), "digitalCreation"));
            case OWNER_TEXTS ->
                of(
                        png("tEXt", "Author\0found again"),
                        metadata -> said(metadata, "Author", "found again") || in(metadata, "dc:creator"));
            case COMMENTS ->
                of(
                        jpeg(0xfe, "found again"),
                        metadata -> said(metadata, Text.COMMENT, "found again") || in(metadata, "exif:UserComment"));
            case TEXTS ->
                of(
                        png("tEXt", "Source\0found again"),
                        metadata -> said(metadata, "Source", "found again")
                                || said(metadata, Text.COMMENT, "Source: found again"));
            case CODE_POINTS ->
                of(png("cICP", "\11\20\0\1"), metadata -> metadata.colour().isPresent());
            case GAMMA ->
                of(png("gAMA", "\0\1\206\240"), metadata -> metadata.colour().isPresent());
            case SRGB -> of(png("sRGB", "\0"), metadata -> metadata.colour().isPresent());
            case SIGNIFICANT_BITS -> leftOut(png("sBIT", "\5\6\5"), kind.note());
            case TRANSPARENCY ->
                new MetadataExample(
                        new GifFile(2, 1)
                                .transparent(9)
                                .frame(0, 0, 2, 1, new byte[] {9, 10})
                                .end(),
                        decoded -> decoded.picture().sample(0, 0, 3) == 0
                                && decoded.picture().sample(1, 0, 3) == 255,
                        "");
            case BACKGROUND ->
                leftOut(
                        png(file(Format.PNG, new Shape(4, 3, 4, 8), Metadata.NONE), "bKGD", "\0\0\0\0\0\0"),
                        kind.note());
            case PALETTE_HINTS -> leftOut(png("hIST", "\0\1"), "");
            case CHANGED -> leftOut(png("tIME", "\7\317\1\2\3\4\5"), kind.note("1999-01-02 03:04:05"));
            case THUMBNAILS ->
                of(
                        file(Format.JPEG, exif(Blocks.exif(1, true))),
                        metadata -> has(metadata.exif(), "\u00ff\u00d8\u00ff\u00d9"));
            case CREDENTIALS -> leftOut(png("caBX", "c2pa"), kind.note());
            case PAGES ->
                leftOut(
                        new GifFile(1, 1)
                                .application("NETSCAPE2.0", new byte[] {1, 0, 0})
                                .frame(0, 0, 1, 1, new byte[] {1})
                                .frame(0, 0, 1, 1, new byte[] {2})
                                .end(),
                        "the first of 2 frames is taken");
            case MORE_PICTURES ->
                leftOut(
                        behind(file(Format.JPEG, Metadata.NONE), "found again"),
                        "left out behind the picture: other data of 11 bytes");
            case MORE_SAMPLES ->
                leftOut(
                        new TiffFixture(2, 2)
                                .set(277, 2)
                                .set(258, 8, 8)
                                .set(338, 0)
                                .strip("0001020300010203"),
                        "1 more sample a pixel left out: neither colour nor alpha");
            case STORAGE -> leftOut(jpeg(0xee, "Adobe\0\144\0\0\0\0\1"), "");
            case CHUNKS ->
                leftOut(png(png("oFFs", "\0\0\0\1\0\0\0\1\0"), "prVW", "found again"), kind.note("prVW, oFFs"));
            case SEGMENTS -> leftOut(jpeg(0xe3, "Meta\0\0found again"), kind.note("APP3 (Meta)"));
            case EXTENSIONS ->
                leftOut(
                        new GifFile(1, 1)
                                .application("SOMEBODY1.0", WORD)
                                .frame(0, 0, 1, 1, new byte[] {1})
                                .end(),
                        kind.note("SOMEBODY1.0"));
            case TAGS -> leftOut(new TiffFixture(2, 2).bytes(65000, WORD).strip("00010203"), kind.note("65000"));
        };
    }

    /** A file of a smooth picture with some metadata. */
    static byte[] file(Format format, Shape shape, Metadata metadata) throws Exception {
        return encoded(Codecs.of(format), Pictures.smooth(shape, 1).with(metadata));
    }

    static byte[] encoded(Codec codec, Picture picture) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = codec.encode(out, picture.shape(), picture.metadata(), EncodeOptions.DEFAULT)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        }
        return out.toByteArray();
    }

    /** A PNG with one more chunk behind its header, whose bytes are the characters of a text. */
    static byte[] png(byte[] file, String chunk, String body) {
        return CodecFixture.inserted(
                file, PNG_HEADER_END, PngCodecTest.chunk(chunk, body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static byte[] png(String chunk, String body) throws Exception {
        return png(file(Format.PNG, Metadata.NONE), chunk, body);
    }

    /** A JPEG with one more segment behind JFIF's. */
    static byte[] jpeg(int marker, String body) throws Exception {
        return jpeg(file(Format.JPEG, Metadata.NONE), marker, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] jpeg(byte[] file, int marker, byte[] body) {
        ByteBuffer segment = ByteBuffer.allocate(4 + body.length).putShort((short) (0xff00 | marker));
        segment.putShort((short) (2 + body.length)).put(body);
        return CodecFixture.inserted(file, JpegCodecTest.JFIF_END, segment.array());
    }

    private static MetadataExample of(byte[] file, Predicate<Metadata> kept) {
        return new MetadataExample(file, decoded -> kept.test(decoded.picture().metadata()), "");
    }

    private static MetadataExample leftOut(byte[] file, String note) {
        return new MetadataExample(file, decoded -> false, note);
    }

    private static byte[] behind(byte[] file, String text) {
        byte[] longer = Arrays.copyOf(file, file.length + text.length());
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, longer, file.length, text.length());
        return longer;
    }

    private static byte[] file(Format format, Metadata metadata) throws Exception {
        return file(format, SHAPE, metadata);
    }

    private static byte[] xmp(String attributes) throws Exception {
        return file(Format.PNG, XmpPackets.alone(XmpPackets.of(attributes, "")));
    }

    private static Metadata exif(byte[] block) {
        return new Metadata(none(), Optional.of(block), none(), none(), Optional.empty());
    }

    private static byte[] linkedProfile() {
        byte[] file = BmpFile.of(Pictures.smooth(SHAPE, 1), WORD, 0);
        // Where bV5CSType stands: "LINK".
        ByteBuffer.wrap(file).put(14 + 56, new byte[] {'K', 'N', 'I', 'L'});
        return file;
    }

    private static Optional<Resolution> resolution() {
        return Optional.of(Resolution.perInch(300));
    }

    private static Optional<byte[]> none() {
        return Optional.empty();
    }

    private static boolean has(Optional<byte[]> block, String word) {
        return new String(block.orElse(new byte[0]), StandardCharsets.ISO_8859_1).contains(word);
    }

    private static boolean said(Metadata metadata, String keyword, String text) {
        List<Text> texts = metadata.texts();
        return texts.stream()
                .anyMatch(one -> one.keyword().equals(keyword) && one.text().equals(text));
    }

    private static boolean in(Metadata metadata, String property) {
        return metadata.xmp().isPresent()
                && "found again".equals(XmpPackets.value(metadata.xmp().get(), property));
    }
}
