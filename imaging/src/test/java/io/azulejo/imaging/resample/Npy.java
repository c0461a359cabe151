package io.azulejo.imaging.resample;

import io.azulejo.imaging.metric.TestPictures;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An array of NumPy of height x width x channels, little-endian, in C order (NEP 1, version 1.0). */
record Npy(int height, int width, int channels, ByteBuffer values) {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '<\\w+', 'fortran_order': False, 'shape': \\((\\d+), (\\d+), (\\d+)\\)");

    static Npy read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.getShort(8);
        String header = new String(bytes.array(), 10, length, StandardCharsets.US_ASCII);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.find()) {
            throw new IOException(file + " has the header " + header);
        }
        return new Npy(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                bytes.position(10 + length).slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** An array of uint16 as a picture of 16 bits. */
    Picture picture() {
        int[] samples = new int[height * width * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = values.getShort(2 * i) & 0xffff;
        }
        return TestPictures.of(new Shape(width, height, channels, 16), samples);
    }

    /** One channel of an array of float32, row by row. */
    double[] plane(int channel) {
        double[] plane = new double[height * width];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = values.getFloat(4 * (i * channels + channel));
        }
        return plane;
    }
}
