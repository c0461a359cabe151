package io.azulejo.imaging.codec.webp.vp8;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import java.util.Arrays;

/** Decodes one key frame. For one thread and one use. */
public final class Vp8 {
    private final Header header;
    private final Deadline deadline;
    private final int columns;
    private final int rows;
    private final Plane luma;
    private final Plane blue;
    private final Plane red;
    private final Modes modes;
    private final Coefficients coefficients;
    private final Prediction prediction = new Prediction();
    private final int[] half = new int[16];
    /** By macroblock: its filter's number, and 1 where the edges of its parts are smoothed too. */
    private final byte[] smoothing;

    private Vp8(Header header, Deadline deadline) {
        this.header = header;
        this.deadline = deadline;
        this.columns = (header.width() + 15) / 16;
        this.rows = (header.height() + 15) / 16;
        this.luma = new Plane(16 * columns, 16 * rows);
        this.blue = new Plane(8 * columns, 8 * rows);
        this.red = new Plane(8 * columns, 8 * rows);
        this.modes = new Modes(header, columns);
        this.coefficients = new Coefficients(header, columns);
        this.smoothing = new byte[columns * rows];
    }

    /**
     * Fills the first three channels of a picture of 8 bits and of the frame's size; a fourth is left alone.
     *
     * @param frame the bit stream, from its frame tag on
     * @throws PictureException TRUNCATED where bits are missing, CORRUPT where they are no key frame of this size, TIMEOUT
     *     at the deadline
     */
    public static void decode(byte[] frame, Picture picture, Deadline deadline) throws PictureException {
        Header header = Header.read(frame);
        if (header.width() != picture.shape().width()
                || header.height() != picture.shape().height()) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "a bit stream of %dx%d pixels; expected %dx%d"
                            .formatted(
                                    header.width(),
                                    header.height(),
                                    picture.shape().width(),
                                    picture.shape().height()));
        }
        Vp8 decoder = new Vp8(header, deadline);
        decoder.reconstruct();
        decoder.smooth();
        YuvToRgb.fill(decoder.luma, decoder.blue, decoder.red, picture, deadline);
    }

    /** Predictions are made from samples that are not yet smoothed. */
    private void reconstruct() throws PictureException {
        BoolDecoder[] partitions = header.rows();
        for (int row = 0; row < rows; row++) {
            deadline.check();
            modes.startRow();
            coefficients.startRow();
            for (int column = 0; column < columns; column++) {
                modes.read(column);
                boolean any = false;
                if (modes.empty) {
                    coefficients.skip(column, modes.parted);
                } else {
                    int[] multipliers = header.multipliers()[modes.segment];
                    any = coefficients.read(partitions[row % partitions.length], column, modes.parted, multipliers);
                }
                smoothing[row * columns + column] =
                        (byte) (4 * modes.segment + (modes.parted ? 2 : 0) + (modes.parted || any ? 1 : 0));
                reconstructLuma(16 * column, 16 * row, any);
                reconstructChroma(blue, 8 * column, 8 * row, 16, any);
                reconstructChroma(red, 8 * column, 8 * row, 20, any);
            }
        }
    }

    private void reconstructLuma(int x, int y, boolean any) {
        if (!modes.parted) {
            prediction.square(luma, x, y, 16, modes.luma);
        } else if (x == 16 * (columns - 1) && y > 0) {
            // Beyond the right edge the last sample above goes on.
            byte last = luma.samples[luma.at(x + 15, y - 1)];
            Arrays.fill(luma.samples, luma.at(x + 16, y - 1), luma.at(x + 20, y - 1), last);
        }
        for (int i = 0; i < 16; i++) {
            int at = luma.at(x + 4 * (i % 4), y + 4 * (i / 4));
            if (modes.parted) {
                // Parts at the right edge take what is above the macroblock, whatever row they are in.
                int right = i % 4 == 3 ? luma.at(x + 16, y - 1) : at - luma.stride + 4;
                prediction.part(luma, at, right, modes.parts[i]);
            }
            if (any) {
                Transform.add(coefficients.values, 16 * i, luma.samples, at, luma.stride, half);
            }
        }
    }

    private void reconstructChroma(Plane plane, int x, int y, int block, boolean any) {
        prediction.square(plane, x, y, 8, modes.chroma);
        for (int i = 0; i < 4 && any; i++) {
            int at = plane.at(x + 4 * (i % 2), y + 4 * (i / 2));
            Transform.add(coefficients.values, 16 * (block + i), plane.samples, at, plane.stride, half);
        }
    }

    private void smooth() throws PictureException {
        for (int row = 0; row < rows; row++) {
            deadline.check();
            for (int column = 0; column < columns; column++) {
                int choice = smoothing[row * columns + column];
                Header.Filter filter = header.filters()[choice >> 2][(choice >> 1) & 1];
                boolean inner = (choice & 1) != 0;
                if (filter.limit() == 0) {
                    continue;
                }
                if (header.simple()) {
                    LoopFilter.simple(luma, 16 * column, 16 * row, filter.limit(), inner);
                } else {
                    LoopFilter.normal(luma, 16 * column, 16 * row, 16, filter, inner);
                    LoopFilter.normal(blue, 8 * column, 8 * row, 8, filter, inner);
                    LoopFilter.normal(red, 8 * column, 8 * row, 8, filter, inner);
                }
            }
        }
    }
}
