package io.azulejo.udfs.adopt;

/**
 * Samples of 0..1 times {@code gain} plus {@code offset}.
 *
 * @param gain not 0
 */
record SampleCoding(float gain, float offset) {
    static final SampleCoding PLAIN = new SampleCoding(1, 0);

    static SampleCoding of(ValueRange range) {
        return new SampleCoding(range.white(), range.black());
    }

    /** Of luma that keeps to 16/255..235/255 of the range (ITU-R BT.601, studio range). */
    SampleCoding studio() {
        return new SampleCoding(gain * 219 / 255, offset + gain * 16 / 255);
    }
}
