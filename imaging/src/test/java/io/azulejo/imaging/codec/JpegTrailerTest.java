package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.jpeg.JpegCodec;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies behind the picture of a JPEG: the first picture is taken, and nothing else is left out in silence. */
class JpegTrailerTest extends CodecFixture {
    private static final int LARGE_THUMBNAIL = 0x010002;
    private static final int MULTI_ANGLE = 0x020003;

    private final Picture picture = Pictures.smooth(new Shape(40, 30, 3, 8), 1);

    @Override
    Codec codec() {
        return new JpegCodec();
    }

    @Test
    void paddingNeedsNoNote() throws Exception {
        assertFound(joined(written(picture), new byte[100], new byte[] {-1, '\r', '\n'}), 1, List.of());
    }

    @Test
    void otherBytesAreNoted() throws Exception {
        byte[] file = joined(written(picture), text("an appended text"));
        assertFound(file, 1, List.of("left out behind the picture: other data of 16 bytes"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40})
    void aSecondPictureIsAPageWithPaddingOrWithout(int padding) throws Exception {
        byte[] second = written(picture);
        byte[] file = joined(written(picture), new byte[padding], second);
        assertFound(
                file,
                2,
                List.of(
                        "the first of 2 pictures is taken",
                        "left out behind the picture: a picture of %d bytes".formatted(second.length)));
    }

    @Test
    void theIndexTellsPagesFromPreviewsInProbingToo() throws Exception {
        byte[] second = written(picture);
        byte[] indexed = indexed(written(picture), second.length, MULTI_ANGLE, LARGE_THUMBNAIL);
        byte[] file = joined(indexed, second, second);
        assertFound(
                file,
                2,
                List.of(
                        "the first of 2 pictures is taken",
                        "left out behind the picture: a picture of %d bytes, a preview of %d bytes"
                                .formatted(second.length, second.length)));
        assertEquals(2, codec().probe(ByteSource.of(file)).pages());
    }

    @Test
    void anIndexOfWhatIsNotThereCountsNothing() throws Exception {
        byte[] file = indexed(written(picture), 5000, MULTI_ANGLE, MULTI_ANGLE);
        assertFound(file, 1, List.of());
        assertEquals(1, codec().probe(ByteSource.of(file)).pages());
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32})
    void aVideoIsNoPageWhateverItsFirstBytes(int brands) throws Exception {
        byte[] video = video(brands, 500);
        byte[] file = joined(written(picture), video);
        assertFound(file, 1, List.of("left out behind the picture: a video of %d bytes".formatted(video.length)));
    }

    @Test
    void aVideoAmongDataOfAPhoneIsFound() throws Exception {
        byte[] video = video(24, 500);
        byte[] file = joined(written(picture), text("....MotionPhoto_Data"), video, text("SEFH\0\0\0\0SEFT"));
        assertFound(
                file,
                1,
                List.of("left out behind the picture: a video of %d bytes, 2 stretches of other data of 32 bytes"
                        .formatted(video.length)));
    }

    @Test
    void aGainMapIsToldByWhatItSaysOfItself() throws Exception {
        byte[] map = written(picture.with(XmpPackets.alone(
                XmpPackets.of("xmlns:g=\"http://ns.adobe.com/hdr-gain-map/1.0/\" g:Version=\"1.0\"", ""))));
        assertFound(
                joined(written(picture), map),
                2,
                List.of(
                        "the first of 2 pictures is taken",
                        "left out behind the picture: a gain map of %d bytes".formatted(map.length)));
    }

    @Test
    void aPictureThatIsCutIsOtherData() throws Exception {
        byte[] second = Arrays.copyOf(written(picture), 300);
        assertFound(
                joined(written(picture), second), 1, List.of("left out behind the picture: other data of 300 bytes"));
    }

    @Test
    void pixelsAreThoseOfTheFirstPicture() throws Exception {
        byte[] file = joined(written(picture), written(Pictures.smooth(new Shape(8, 8, 3, 8), 2)));
        assertEquals(Pictures.sha256(read(written(picture))), Pictures.sha256(read(file)));
    }

    @Test
    void manyBrokenPicturesAreReadOnce() throws Exception {
        ByteArrayOutputStream trailer = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            trailer.writeBytes(new byte[] {-1, (byte) 0xd8, -1, (byte) 0xe0, 0, 4, 1, 2});
        }
        Sources.Counting source = new Sources.Counting(joined(written(picture), trailer.toByteArray()));
        assertEquals(1, codec().decode(source, DEFAULT).probe().pages());
        assertTrue(source.bytesRead() < 4 * source.size(), "read " + source.bytesRead() + " of " + source.size());
    }

    @ParameterizedTest
    @CsvSource({"mpf-ultrahdr.jpg, 2, a gain map of 2827 bytes", "mpf-motion.jpg, 1, a video of 40024 bytes"})
    void filesOfPhonesGiveTheirFirstPicture(String name, int pages, String left) throws Exception {
        byte[] file = Files.readAllBytes(SharedFiles.folder("fixtures/cases").resolve(name));
        Decoded decoded = decode(file);
        assertEquals(pages, decoded.probe().pages());
        assertEquals(decoded.probe(), codec().probe(ByteSource.of(file)));
        assertTrue(decoded.notes().contains("left out behind the picture: " + left), decoded.notes()::toString);
    }

    private void assertFound(byte[] file, int pages, List<String> notes) throws Exception {
        Decoded decoded = decode(file);
        assertEquals(pages, decoded.probe().pages());
        assertEquals(notes, decoded.notes());
    }

    /** A file with an index of itself and two more pictures of so many bytes behind it. */
    private static byte[] indexed(byte[] file, int bytes, int second, int third) {
        int head = 4 + 4;
        ByteBuffer segment = ByteBuffer.allocate(head + 8 + 2 + 12 + 4 + 3 * 16).order(ByteOrder.BIG_ENDIAN);
        segment.putShort((short) 0xffe2)
                .putShort((short) (segment.capacity() - 2))
                .put(text("MPF\0"));
        segment.putShort((short) 0x4d4d).putShort((short) 42).putInt(8).putShort((short) 1);
        segment.putShort((short) 0xb002)
                .putShort((short) 7)
                .putInt(48)
                .putInt(26)
                .putInt(0);
        int end = file.length + segment.capacity() - JpegCodecTest.JFIF_END - head;
        segment.putInt(0x20030000).putInt(end).putInt(0).putInt(0);
        segment.putInt(second).putInt(bytes).putInt(end).putInt(0);
        segment.putInt(third).putInt(bytes).putInt(end + bytes).putInt(0);
        return inserted(file, JpegCodecTest.JFIF_END, segment.array());
    }

    private static byte[] video(int brands, int media) {
        ByteBuffer video = ByteBuffer.allocate(brands + media);
        video.putInt(brands).put(text("ftypmp42")).position(brands);
        return video.putInt(media).put(text("mdat")).array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
