package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.picture.Metadata.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The segment APP12 that Photoshop's "Save for Web" writes: fields of a number, a length and a body (as exiftool's
 * APP12.pm has them; Adobe describes it nowhere). Field 1 is the quality of the pixels as stored.
 */
final class JpegDucky {
    private static final int HEAD_BYTES = 5;
    private static final int COMMENT = 2;
    private static final int COPYRIGHT = 3;

    private JpegDucky() {}

    /** Comment and copyright, where they are there; what is cut is passed over. */
    static List<Text> texts(byte[] segment) {
        List<Text> texts = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(segment).position(HEAD_BYTES);
        while (in.remaining() >= 4) {
            int field = in.getShort();
            int length = in.getShort() & 0xffff;
            if (length > in.remaining()) {
                break;
            }
            byte[] body = new byte[length];
            in.get(body);
            // Behind the number of characters stand those, of two bytes.
            if ((field == COMMENT || field == COPYRIGHT) && length > 4) {
                String text = new String(body, 4, length - 4, StandardCharsets.UTF_16BE);
                String keyword = field == COMMENT ? Text.COMMENT : "Copyright";
                texts.add(new Text(keyword, "", "", text.replace("\0", ""), Text.Encoding.UTF_8));
            }
        }
        return texts;
    }
}
