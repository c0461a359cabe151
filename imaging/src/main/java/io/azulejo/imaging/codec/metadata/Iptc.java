package io.azulejo.imaging.codec.metadata;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Texts of an IPTC-IIM block (IPTC-NAA Information Interchange Model 4.2, chapters 1 and 6). */
final class Iptc {
    static final int BY_LINE = 80;
    static final int CREDIT = 110;
    static final int COPYRIGHT_NOTICE = 116;
    private static final int TAG_MARKER = 0x1c;
    private static final int APPLICATION_RECORD = 2;

    private Iptc() {}

    /** The values of a data set of record 2 that say something, in their order. */
    static List<String> texts(byte[] block, int dataSet) {
        List<String> texts = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(block);
        while (in.remaining() >= 5 && in.get() == TAG_MARKER) {
            int record = in.get();
            int number = in.get() & 0xff;
            int length = in.getShort();
            // A negative length is that of an extended data set, which none of these texts is.
            if (length < 0 || length > in.remaining()) {
                break;
            }
            byte[] value = new byte[length];
            in.get(value);
            String text = text(value);
            if (record == APPLICATION_RECORD && number == dataSet && !text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** UTF-8 where the bytes are that, as nearly all texts are that were written since 2000; else Latin-1. */
    static String text(byte[] value) {
        return PacketXml.allowed(Texts.decoded(value));
    }
}
