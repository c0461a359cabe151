package io.azulejo.models.graph;

import io.azulejo.models.checkpoint.FloatTensor;
import java.nio.FloatBuffer;

/**
 * Weights of a binary convolution.
 *
 * @param signs -1, 0 or 1, in the weights' order
 * @param alpha for each output channel, the mean of its weights' absolute values, zeros counted
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to an initializer, never compared
record Binary(byte[] signs, float[] alpha) {
    static Binary of(FloatTensor weight) {
        FloatBuffer values = weight.values();
        int channels = weight.shape().get(0);
        int each = values.remaining() / channels;
        byte[] signs = new byte[values.remaining()];
        float[] alpha = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                signs[i] = (byte) Math.signum(values.get(i));
                sum += Math.abs(values.get(i));
            }
            alpha[channel] = (float) (sum / each);
        }
        return new Binary(signs, alpha);
    }
}
