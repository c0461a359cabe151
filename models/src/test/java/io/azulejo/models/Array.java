package io.azulejo.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small float32 array of any shape, row-major. */
@SuppressWarnings("ArrayRecordComponent") // compared by maximumDifference only
public record Array(float[] values, int... shape) {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

    /** Uniform in 0..1. */
    public static Array random(long seed, int... shape) {
        Random random = new Random(seed);
        float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Array(values, shape);
    }

    /** A little-endian float32 file of NumPy, format 1.0. */
    public static Array npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(8);
        String text = new String(bytes.array(), 10, header, StandardCharsets.ISO_8859_1);
        Matcher matcher = SHAPE.matcher(text);
        if (!text.contains("'<f4'") || text.contains("True") || !matcher.find()) {
            throw new IOException(file + ": " + text);
        }
        int[] shape = Arrays.stream(matcher.group(1).split(",\\s*"))
                .filter(side -> !side.isBlank())
                .mapToInt(side -> Integer.parseInt(side.trim()))
                .toArray();
        float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        bytes.position(10 + header)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Array(values, shape);
    }

    public double maximumDifference(Array other) {
        if (!Arrays.equals(shape, other.shape)) {
            throw new AssertionError(Arrays.toString(shape) + " against " + Arrays.toString(other.shape));
        }
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = Math.abs((double) values[i] - other.values[i]);
            if (!(difference <= largest)) {
                largest = difference;
            }
        }
        return largest;
    }

    /** Largest less least value. */
    public double range() {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return (double) most - least;
    }

    @Override
    public String toString() {
        return "array of " + Arrays.toString(shape);
    }
}
