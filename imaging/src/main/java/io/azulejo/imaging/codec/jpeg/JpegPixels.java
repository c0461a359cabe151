package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.DecodeLimits;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** Components of every pixel, interleaved, as the JDK's decoder gives them without any conversion of colours. */
final class JpegPixels {
    private static final ImageReaderSpi JDK_READER = jdkReader();

    private JpegPixels() {}

    /** Decodes; the array is the decoder's own and not a copy. */
    static byte[] decode(JpegStream stream, JpegFrame frame, Deadline deadline, Findings findings)
            throws PictureException, IOException {
        ImageReader reader = JDK_READER.createReaderInstance();
        try {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.addIIOReadProgressListener(new DeadlineListener(deadline));
            reader.setInput(stream, true, true);
            Raster raster = reader.readRaster(0, null);
            deadline.check();
            report(warnings, findings);
            return ((DataBufferByte) raster.getDataBuffer()).getData();
        } catch (JpegStream.DecodingStopped e) {
            throw e.failure();
        } catch (OutOfMemoryError e) {
            throw DecodeLimits.outOfMemory(frame.shape(), e);
        } catch (IIOException | RuntimeException e) {
            deadline.check();
            throw new PictureException(FailureKind.CORRUPT, "the JPEG data is damaged: " + said(e), e);
        } finally {
            reader.dispose();
        }
    }

    /**
     * The decoder fills what is missing with grey and only warns. It passes on libjpeg's first warning and, apart from
     * it, the missing end marker: with both, what is wrong may well be that pixels are missing.
     */
    private static void report(List<String> warnings, Findings findings) throws PictureException {
        boolean noEnd = warnings.stream().anyMatch(warning -> warning.contains("EOI"));
        boolean cut = warnings.stream().anyMatch(warning -> warning.contains("premature end"));
        if (cut || (noEnd && warnings.size() > 1)) {
            findings.report(
                    Strictness.TRUNCATED,
                    FailureKind.TRUNCATED,
                    "the file ends before its pixels do; the rest is grey");
        } else if (noEnd) {
            findings.report(
                    Strictness.ERROR, FailureKind.TRUNCATED, "the end marker is missing; the scans are complete");
        } else if (!warnings.isEmpty()) {
            findings.report(
                    Strictness.ERROR, FailureKind.CORRUPT, "the pixel data is damaged: " + plain(warnings.get(0)));
        }
    }

    private static String plain(String warning) {
        return warning.replaceFirst("^Corrupt JPEG data: ", "");
    }

    private static String said(Exception e) {
        return e instanceof IIOException && e.getMessage() != null
                ? plain(e.getMessage())
                : "the decoder could make nothing of it";
    }

    /** By class: other readers may be registered before it, with other ideas of colour. */
    private static ImageReaderSpi jdkReader() {
        Iterator<ImageReaderSpi> readers =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (readers.hasNext()) {
            ImageReaderSpi reader = readers.next();
            if (reader.getClass().getName().equals("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi")) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java has no JPEG reader: install one with the module java.desktop");
    }

    /** Stops the decoder, which tells of its progress every few rows. */
    private record DeadlineListener(Deadline deadline) implements IIOReadProgressListener {
        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            if (deadline.passed()) {
                source.abort();
            }
        }

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {}

        @Override
        public void sequenceComplete(ImageReader source) {}

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {}

        @Override
        public void imageComplete(ImageReader source) {}

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

        @Override
        public void thumbnailProgress(ImageReader source, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageReader source) {}

        @Override
        public void readAborted(ImageReader source) {}
    }
}
