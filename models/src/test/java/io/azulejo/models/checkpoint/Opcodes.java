package io.azulejo.models.checkpoint;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes pickle opcodes, right or wrong. */
final class Opcodes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static Opcodes protocol2() {
        return new Opcodes().op(0x80, 2);
    }

    Opcodes op(int... bytes) {
        for (int one : bytes) {
            out.write(one);
        }
        return this;
    }

    Opcodes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** A number of so many bytes, little-endian. */
    Opcodes little(long value, int length) {
        for (int i = 0; i < length; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    Opcodes ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Opcodes text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    Opcodes text(byte[] text) {
        return op('X').little(text.length, 4).bytes(text);
    }

    Opcodes global(String module, String name) {
        return op('c').ascii(module + "\n" + name + "\n");
    }

    Opcodes number(long value) {
        return number(BigInteger.valueOf(value));
    }

    Opcodes number(BigInteger value) {
        if (value.bitLength() <= 8 && value.signum() >= 0) {
            return op('K', value.intValue());
        }
        if (value.bitLength() < 32) {
            return op('J').little(value.intValue(), 4);
        }
        byte[] digits = value.toByteArray();
        op(0x8a, digits.length);
        for (int i = digits.length - 1; i >= 0; i--) {
            op(digits[i]);
        }
        return this;
    }

    Opcodes repeat(int times, String opcodes) {
        return ascii(opcodes.repeat(times));
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
