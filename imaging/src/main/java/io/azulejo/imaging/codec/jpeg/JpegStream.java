package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.PictureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The file as the JDK's decoder sees it: the tables and the scans, without any application segment, so that no profile,
 * thumbnail or damaged EXIF reaches it. An Adobe segment of ours says that components are to be left as they are.
 */
final class JpegStream extends ImageInputStreamImpl {
    /** SOI, then APP14: "Adobe", version 100, two flag words, transform 0 (Adobe Technical Note 5116, section 18). */
    private static final byte[] HEAD = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    private final SourceReader in;
    private final byte[] head;
    private final long scan;

    JpegStream(SourceReader in, JpegHeader header) {
        this.in = in;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEAD.length + header.tables().length);
        bytes.writeBytes(HEAD);
        bytes.writeBytes(header.tables());
        this.head = bytes.toByteArray();
        this.scan = header.scan();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int count;
        if (streamPos < head.length) {
            count = Math.min(length, head.length - (int) streamPos);
            System.arraycopy(head, (int) streamPos, target, offset, count);
        } else {
            try {
                in.seek(scan + streamPos - head.length);
                count = in.read(target, offset, length);
            } catch (PictureException e) {
                throw new DecodingStopped(e);
            }
        }
        streamPos += count;
        return count == 0 ? -1 : count;
    }

    /** Carries a failure of ours through the decoder. */
    static final class DecodingStopped extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient PictureException failure;

        DecodingStopped(PictureException failure) {
            super(failure);
            this.failure = failure;
        }

        PictureException failure() {
            return failure;
        }
    }
}
