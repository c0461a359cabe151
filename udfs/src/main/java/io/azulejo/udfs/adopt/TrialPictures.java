package io.azulejo.udfs.adopt;

import java.util.Arrays;

/** Pictures to try a network with, and what became of them. */
final class TrialPictures {
    private TrialPictures() {}

    /** Smooth waves in 0.15..0.85, other ones in each plane: any network that keeps the picture gives them back. */
    static float[] picture(int channels, int height, int width) {
        float[] planes = new float[channels * height * width];
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double waves =
                            Math.sin(0.11 * x + 0.07 * y + channel) + Math.cos(0.05 * x - 0.13 * y + 2 * channel);
                    planes[at++] = (float) (0.5 + 0.175 * waves);
                }
            }
        }
        return planes;
    }

    /** One value everywhere. */
    static float[] flat(int channels, int height, int width, float value) {
        float[] planes = new float[channels * height * width];
        Arrays.fill(planes, value);
        return planes;
    }

    static float[] coded(float[] planes, SampleCoding code) {
        float[] coded = new float[planes.length];
        for (int i = 0; i < coded.length; i++) {
            coded[i] = planes[i] * code.gain() + code.offset();
        }
        return coded;
    }

    /**
     * How far an output is from its input enlarged: the root of the mean squared difference over the input's standard
     * deviation, a quarter of each side left out, where a network's own padding may show. About 0 for a network that keeps the picture, 1 for one that gives its mean; NaN for NaN.
     *
     * @param order of the output's channels, where the input's is RGB
     */
    static double distance(
            float[] planes, int height, TrialSession.Given given, SampleCoding code, ChannelOrder order) {
        int scale = given.height() / height;
        int width = given.width() / scale;
        int last = planes.length / (height * width) - 1;
        double mean = 0;
        for (float sample : planes) {
            mean += sample;
        }
        mean /= planes.length;
        double variance = 0;
        for (float sample : planes) {
            variance += (sample - mean) * (sample - mean);
        }
        double squares = 0;
        long compared = 0;
        for (int i = 0; i < given.samples().length; i++) {
            int x = i % given.width() / scale;
            int y = i / given.width() % given.height() / scale;
            int plane = i / given.width() / given.height();
            int channel = order == ChannelOrder.BGR ? last - plane : plane;
            if (Math.abs(2 * x - width) > width / 2 || Math.abs(2 * y - height) > height / 2) {
                continue;
            }
            compared++;
            double decoded = (given.samples()[i] - code.offset()) / code.gain();
            double difference = decoded - planes[(channel * height + y) * width + x];
            squares += difference * difference;
        }
        return Math.sqrt(squares / compared / (variance / planes.length));
    }

    static double mean(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        return sum / samples.length;
    }
}
