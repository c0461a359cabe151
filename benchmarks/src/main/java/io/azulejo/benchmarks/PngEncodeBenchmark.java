package io.azulejo.benchmarks;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Writes pictures as PNG by our encoder and by ImageIO's with its defaults, in turns, and prints megapixels a second of
 * one core (CPU time of the thread, best of the rounds), sizes and ratios. Arguments: picture files of 8 bits and 1 or
 * 3 channels.
 */
public final class PngEncodeBenchmark {
    private static final int ROUNDS = 5;

    private PngEncodeBenchmark() {}

    public static void main(String[] files) throws IOException, PictureException {
        ImageIO.setUseCache(false);
        System.out.printf(
                "%-28s %9s %9s %7s %11s %11s %6s%n",
                "picture", "ours MP/s", "JDK MP/s", "times", "ours bytes", "JDK bytes", "ratio");
        double logSpeed = 0;
        double logSize = 0;
        for (String file : files) {
            Path path = Path.of(file);
            Picture picture = Codecs.decode(ByteSource.of(Files.readAllBytes(path)), DecodeOptions.DEFAULT)
                    .picture();
            BufferedImage image = image(picture);
            Run ours = Run.NONE;
            Run jdk = Run.NONE;
            for (int round = 0; round < ROUNDS; round++) {
                ours = ours.better(Run.of(out -> encode(picture, out)));
                jdk = jdk.better(Run.of(out -> ImageIO.write(image, "png", out)));
            }
            double megapixels = picture.shape().pixels() / 1e6;
            double speed = jdk.seconds / ours.seconds;
            double size = (double) ours.bytes / jdk.bytes;
            logSpeed += Math.log(speed);
            logSize += Math.log(size);
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %9.1f %9.1f %7.2f %11d %11d %6.3f%n",
                    path.getFileName(),
                    megapixels / ours.seconds,
                    megapixels / jdk.seconds,
                    speed,
                    ours.bytes,
                    jdk.bytes,
                    size);
        }
        System.out.printf(
                Locale.ROOT,
                "geometric mean: %.2f times as fast, %.3f of the size%n",
                Math.exp(logSpeed / files.length),
                Math.exp(logSize / files.length));
    }

    private static void encode(Picture picture, OutputStream out) throws IOException {
        try (RowSink sink =
                Codecs.of(Format.PNG).encode(out, picture.shape(), picture.metadata(), EncodeOptions.DEFAULT)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        } catch (PictureException e) {
            throw new IOException(e);
        }
    }

    /** The same pixels for ImageIO, laid out as its writer is fastest with. */
    private static BufferedImage image(Picture picture) {
        Shape shape = picture.shape();
        byte[] pixels = new byte[shape.height() * shape.rowBytes()];
        for (int y = 0; y < shape.height(); y++) {
            System.arraycopy(picture.block(y), picture.offset(y), pixels, y * shape.rowBytes(), shape.rowBytes());
        }
        int[] offsets = shape.channels() == 1 ? new int[] {0} : new int[] {0, 1, 2};
        int space = shape.channels() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        return new BufferedImage(
                new ComponentColorModel(ColorSpace.getInstance(space), false, false, 1, DataBuffer.TYPE_BYTE),
                Raster.createInterleavedRaster(
                        new DataBufferByte(pixels, pixels.length),
                        shape.width(),
                        shape.height(),
                        shape.rowBytes(),
                        shape.channels(),
                        offsets,
                        new Point()),
                false,
                null);
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private record Run(double seconds, long bytes) {
        static final Run NONE = new Run(Double.MAX_VALUE, 0);

        static Run of(Writing writing) throws IOException {
            Counter counter = new Counter();
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            writing.to(counter);
            long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            return new Run((end - start) / 1e9, counter.bytes);
        }

        Run better(Run other) {
            return other.seconds < seconds ? other : this;
        }
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }
}
