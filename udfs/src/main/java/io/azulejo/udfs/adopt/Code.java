package io.azulejo.udfs.adopt;

/**
 * Samples of 0..1 times {@code gain} plus {@code offset}.
 *
 * @param gain not 0
 */
record Code(float gain, float offset) {
    static final Code PLAIN = new Code(1, 0);

    static Code of(Range range) {
        return new Code(range.white(), range.black());
    }

    /** Of luma that keeps to 16/255..235/255 of the range (ITU-R BT.601, studio range). */
    Code studio() {
        return new Code(gain * 219 / 255, offset + gain * 16 / 255);
    }
}
