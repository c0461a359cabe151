package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle and the arguments of its opcodes. For one thread. */
final class PickleBytes {
    private final String what;
    private final ByteBuffer bytes;
    private int opcodeAt;

    /** @param bytes from position to limit; the position moves on as they are read */
    PickleBytes(ByteBuffer bytes, String what) {
        this.what = what;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A refusal that names the place of the last opcode. */
    ModelException refused(String why) {
        return new ModelException("%s: %s (byte %d of its pickle)".formatted(what, why, opcodeAt));
    }

    int opcode() throws ModelException {
        opcodeAt = bytes.position();
        if (!bytes.hasRemaining()) {
            throw refused("its pickle ends without its last opcode, STOP: the file is cut");
        }
        return bytes.get() & 0xff;
    }

    int unsigned8() throws ModelException {
        need(1);
        return bytes.get() & 0xff;
    }

    int unsigned16() throws ModelException {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    int signed32() throws ModelException {
        need(4);
        return bytes.getInt();
    }

    long unsigned32() throws ModelException {
        return Integer.toUnsignedLong(signed32());
    }

    long signed64() throws ModelException {
        need(8);
        return bytes.getLong();
    }

    double bigEndianDouble() throws ModelException {
        return Double.longBitsToDouble(Long.reverseBytes(signed64()));
    }

    /** A whole number of so many bytes, two's complement. */
    Object number(long length) throws ModelException {
        need(length);
        if (length > CheckpointLimits.PICKLE_NUMBER_BYTES) {
            throw refused("a number of %d bytes is too long: at most %d are read"
                    .formatted(length, CheckpointLimits.PICKLE_NUMBER_BYTES));
        }
        byte[] digits = new byte[(int) length];
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = bytes.get();
        }
        return digits.length == 0 ? (Object) 0L : narrowed(new BigInteger(digits));
    }

    static Object narrowed(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    String text(long length) throws ModelException {
        need(length);
        ByteBuffer view = bytes.slice(bytes.position(), (int) length);
        skip(length);
        return utf8(view);
    }

    /** A text up to the end of its line. */
    String line() throws ModelException {
        int start = bytes.position();
        for (int length = 0; ; length++) {
            if (start + length == bytes.limit()) {
                throw refused("a line without end: %d bytes are left".formatted(length));
            }
            if (length > CheckpointLimits.PICKLE_LINE) {
                throw refused("a line is too long: at most %d bytes are read".formatted(CheckpointLimits.PICKLE_LINE));
            }
            if (bytes.get(start + length) == '\n') {
                bytes.position(start + length + 1);
                return utf8(bytes.slice(start, length));
            }
        }
    }

    void skip(long length) throws ModelException {
        need(length);
        bytes.position(bytes.position() + (int) length);
    }

    /** Says that so many bytes must be left. */
    void need(long length) throws ModelException {
        if (length < 0 || length > bytes.remaining()) {
            throw refused(
                    "a length of %s is declared and %d bytes are left".formatted(unsigned(length), bytes.remaining()));
        }
    }

    /** Lengths of 8 bytes have no sign; a negative one of 4 bytes is shown as it is. */
    private static String unsigned(long length) {
        return length < Integer.MIN_VALUE ? Long.toUnsignedString(length) : Long.toString(length);
    }

    private String utf8(ByteBuffer view) throws ModelException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(view).toString();
        } catch (CharacterCodingException e) {
            throw refused("a text is not UTF-8");
        }
    }
}
