package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.option.Options;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestoredMetadataTest {
    private static final String ENHANCED = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced";
    private static final String ENTRY = "model fake, sha256 c0ffee, scale 2";
    private static final Options DEFAULT = Options.NONE;

    private final Files.Kept output = new Files.Kept();

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"PNG", "JPEG", "TIFF", "WEBP"})
    void theMarkNamesTheNetworkThatRan(Format format) throws Exception {
        restore(DEFAULT, plain(format));
        String xmp = xmp();
        assertTrue(xmp.contains(ENHANCED), xmp);
        assertTrue(xmp.contains(ENTRY), xmp);
        assertTrue(xmp.contains("Azulejo " + Version.TEXT), xmp);
    }

    @Test
    void theMarkIsTheWordOfTheCard() throws Exception {
        String json = card().toJson().replace("algorithmicallyEnhanced", "compositeWithTrainedAlgorithmicMedia");
        restore(Card.parse(json, "test"), DEFAULT, plain(Format.PNG));
        assertTrue(xmp().contains("/compositeWithTrainedAlgorithmicMedia<"), xmp());
    }

    @Test
    void withoutMarkThePictureSaysNothing() throws Exception {
        restore(DEFAULT.with(RestoreOptions.MARK, false), plain(Format.PNG));
        assertEquals(Metadata.NONE, Files.decode(output.file()).metadata());
    }

    @Test
    void aSecondRestorationAddsASecondEntry() throws Exception {
        restore(DEFAULT, plain(Format.JPEG));
        restore(DEFAULT, output.file());
        assertEquals(3, xmp().split(ENTRY, -1).length);
    }

    @Test
    void theSamePictureGivesTheSameBytes() throws Exception {
        restore(DEFAULT, plain(Format.TIFF));
        byte[] first = output.file();
        restore(DEFAULT, plain(Format.TIFF));
        assertArrayEquals(first, output.file());
    }

    @Test
    void thePhysicalSizeStaysUnlessAskedOtherwise() throws Exception {
        byte[] file = with(Format.PNG, metadata());
        assertEquals(600, perInch(DEFAULT, file), 0.02);
        assertEquals(300, perInch(DEFAULT.with(RestoreOptions.DPI, Dpi.KEEP), file), 0.02);
        assertEquals(72, perInch(DEFAULT.with(RestoreOptions.DPI, Dpi.of(72)), file), 0.02);
    }

    @Test
    void strippedOfAllButTheMark() throws Exception {
        restore(DEFAULT.with(RestoreOptions.STRIP, true), with(Format.PNG, metadata()));
        Metadata stripped = Files.decode(output.file()).metadata();
        assertTrue(xmp().contains(ENHANCED));
        assertFalse(xmp().contains("Porto"));
        assertFalse(stripped.resolution().isPresent());
        restore(
                DEFAULT.with(RestoreOptions.STRIP, true).with(RestoreOptions.MARK, false),
                with(Format.PNG, metadata()));
        assertEquals(Metadata.NONE, Files.decode(output.file()).metadata());
    }

    @Test
    void whatTheFormatCannotHoldIsSaid() throws Exception {
        Metadata iptc = new Metadata(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new byte[] {0x1c, 2, 80, 0, 3, 'A', 'n', 'a'}),
                Optional.empty());
        Restoration restoration =
                restore(DEFAULT.with(RestoreOptions.FORMAT, OutputFormat.of(Format.WEBP)), with(Format.JPEG, iptc));
        assertEquals(List.of("IPTC left out: WebP has no room for it"), restoration.notes());
    }

    @Test
    void textsGoWhereTheFormatHasRoomForThem() throws Exception {
        Metadata texts = Metadata.NONE.withTexts(List.of(
                new Text("Author", "", "", "Ana", Text.Encoding.LATIN_1),
                new Text("Source", "", "", "scanner", Text.Encoding.LATIN_1)));
        byte[] file = with(Format.PNG, texts);
        assertEquals(List.of(), restore(DEFAULT, file).notes());
        assertEquals(texts.texts(), Files.decode(output.file()).metadata().texts());
        Restoration webp = restore(DEFAULT.with(RestoreOptions.FORMAT, OutputFormat.of(Format.WEBP)), file);
        assertTrue(xmp().contains("<rdf:li>Ana</rdf:li>"), xmp());
        assertEquals(List.of("texts (Source) left out: WebP has no room for them"), webp.notes());
    }

    @Test
    void aStrongerWordOfTheSourceStaysAndThatIsSaid() throws Exception {
        byte[] packet = ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                        + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                        + " xmlns:i='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' i:DigitalSourceType="
                        + "'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'/></rdf:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
        Restoration restoration = restore(DEFAULT, with(Format.PNG, xmp(packet)));
        assertEquals(
                List.of("digital source type stays trainedAlgorithmicMedia, which says more than"
                        + " algorithmicallyEnhanced"),
                restoration.notes());
        assertTrue(xmp().contains("/trainedAlgorithmicMedia"));
        assertTrue(xmp().contains(ENTRY));
    }

    @Test
    void xmpThatDoesNotParseIsReplacedAndThatIsSaid() throws Exception {
        Restoration restoration = restore(DEFAULT, with(Format.PNG, xmp(new byte[] {'<', 'a', '>'})));
        assertEquals(List.of("XMP left out: not well-formed, or no XMP (3 bytes)"), restoration.notes());
        assertTrue(xmp().contains(ENTRY));
    }

    @Test
    void picturesBehindTheFirstAreCountedAndNamed() throws Exception {
        byte[] one = plain(Format.JPEG);
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        Restoration restoration = restore(DEFAULT, two);
        assertEquals(2, restoration.probe().orElseThrow().pages());
        assertEquals(
                List.of(
                        "the first of 2 pictures is taken",
                        "left out behind the picture: a picture of %d bytes".formatted(one.length)),
                restoration.notes());
    }

    @Test
    void webpLosesNothingUnlessAQualityIsAskedFor() throws Exception {
        byte[] file = plain(Format.WEBP);
        assertEquals(Format.WEBP, restore(DEFAULT, file).format());
        Picture whole = Files.decode(output.file());
        restore(DEFAULT.with(RestoreOptions.FORMAT, OutputFormat.of(Format.PNG)), file);
        assertArrayEquals(rows(Files.decode(output.file())), rows(whole));
        int lossless = encoded(DEFAULT, file);
        assertTrue(encoded(DEFAULT.with(RestoreOptions.QUALITY, 95), file) < lossless);
    }

    private int encoded(Options write, byte[] file) throws Exception {
        restore(write, file);
        return output.size();
    }

    private double perInch(Options write, byte[] file) throws Exception {
        restore(write, file);
        return Files.decode(output.file()).metadata().resolution().orElseThrow().x() * Resolution.INCH;
    }

    private String xmp() throws Exception {
        return new String(Files.decode(output.file()).metadata().xmp().orElseThrow(), StandardCharsets.UTF_8);
    }

    private static Metadata metadata() {
        byte[] packet = ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                        + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                        + " xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:City='Porto'/></rdf:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
        return new Metadata(
                Optional.empty(),
                Optional.empty(),
                Optional.of(packet),
                Optional.empty(),
                Optional.of(Resolution.perInch(300)));
    }

    private static Metadata xmp(byte[] packet) {
        return new Metadata(
                Optional.empty(), Optional.empty(), Optional.of(packet), Optional.empty(), Optional.empty());
    }

    private static byte[] plain(Format format) throws Exception {
        return with(format, Metadata.NONE);
    }

    private static byte[] with(Format format, Metadata metadata) throws Exception {
        return Files.encode(Pictures.noisy(new Shape(40, 30, 3, 8), 1).with(metadata), format);
    }

    private static byte[] rows(Picture picture) {
        byte[] rows = new byte[picture.shape().height() * picture.shape().rowBytes()];
        byte[] row = new byte[picture.shape().rowBytes()];
        for (int y = 0; y < picture.shape().height(); y++) {
            picture.copyRow(y, row);
            System.arraycopy(row, 0, rows, y * row.length, row.length);
        }
        return rows;
    }

    private static Card card() {
        return Card.of("fake", "super-resolution", 2, 3)
                .withRadius(OptionalInt.of(2))
                .withBytesPerPixel(1000);
    }

    private Restoration restore(Options write, byte[] file) throws Exception {
        return restore(card(), write, file);
    }

    private Restoration restore(Card card, Options write, byte[] file) throws Exception {
        Model model = new Model("fake", new byte[0], card, "c0ffee");
        try (Restorer restorer = new Restorer(model, write, new BlurEngine(2, 3, 2))) {
            return restorer.restore(ByteSource.of(file), Optional.empty(), output);
        }
    }
}
