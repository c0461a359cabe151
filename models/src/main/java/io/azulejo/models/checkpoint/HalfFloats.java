package io.azulejo.models.checkpoint;

/** Widens 16-bit floats to float32, exactly. Sources: IEEE 754-2008, binary16; bfloat16 is float32 cut in half. */
final class HalfFloats {
    private HalfFloats() {}

    /** One of the two widenings. */
    @FunctionalInterface
    interface Widening {
        float widen(short half);
    }

    static float fromBfloat16(short half) {
        return Float.intBitsToFloat(half << 16);
    }

    static float fromFloat16(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float subnormal = fraction * 0x1p-24f;
            return sign == 0 ? subnormal : -subnormal;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 127 - 15;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
