package io.azulejo.imaging.codec.webp;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.Limits;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.codec.webp.WebpFile.Chunk;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageReader;

/** Pixels of one frame, as a decoder in Java gives them. It sees the bit streams and nothing else of the file. */
final class WebpPixels {
    private static final WebPImageReaderSpi READER = new WebPImageReaderSpi();

    private WebpPixels() {}

    /** Decodes; the picture's array is the decoder's own and not a copy. */
    static Picture decode(SourceReader in, WebpFile file, Deadline deadline) throws PictureException, IOException {
        Shape shape = new Shape(file.width(), file.height(), file.alpha() ? 4 : 3, /* bits= */ 8);
        byte[] pixels = bytes(in, file.pixels());
        WebpContainer container = new WebpContainer();
        if (file.transparency().isPresent()) {
            container.header(shape, WebpContainer.ALPHA);
            container.add("ALPH", bytes(in, file.transparency().get()));
        }
        container.add(file.pixels().name(), pixels);
        ImageReader reader = READER.createReaderInstance(null);
        try (WebpStream stream = new WebpStream(container.parts(), deadline)) {
            reader.setInput(stream, false, true);
            Raster raster = reader.read(0).getRaster();
            deadline.check();
            byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
            if (raster.getNumBands() != shape.channels() || samples.length != shape.pixels() * shape.channels()) {
                throw new IllegalStateException(
                        "%d bands, %d bytes for %s".formatted(raster.getNumBands(), samples.length, shape));
            }
            turn(samples, shape.channels());
            return Picture.of(shape, Metadata.NONE, samples);
        } catch (WebpStream.Exhausted | EOFException e) {
            deadline.check();
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "the bit stream ends before its %d x %d pixels do".formatted(shape.width(), shape.height()),
                    e);
        } catch (OutOfMemoryError e) {
            throw Limits.outOfMemory(shape, e);
        } catch (IOException | RuntimeException e) {
            deadline.check();
            throw new PictureException(FailureKind.CORRUPT, "the bit stream is damaged", e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] bytes(SourceReader in, Chunk chunk) throws PictureException, IOException {
        in.seek(chunk.at());
        if (chunk.length() > Math.min(in.remaining(), Integer.MAX_VALUE - 1024)) {
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "chunk %s says %d bytes; the file has %d more"
                            .formatted(chunk.name().strip(), chunk.length(), in.remaining()));
        }
        return in.bytes((int) chunk.length());
    }

    /** From blue, green, red (behind alpha) to red, green, blue (before alpha), in place. */
    private static void turn(byte[] samples, int channels) {
        for (int i = 0; i < samples.length; i += channels) {
            byte first = samples[i];
            if (channels == 3) {
                samples[i] = samples[i + 2];
                samples[i + 2] = first;
            } else {
                byte blue = samples[i + 1];
                samples[i] = samples[i + 3];
                samples[i + 1] = samples[i + 2];
                samples[i + 2] = blue;
                samples[i + 3] = first;
            }
        }
    }
}
