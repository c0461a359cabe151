package io.azulejo.imaging.picture;

import java.util.Arrays;

/** One level of push-pull: down to half the size, and back. A pixel counts as known where its alpha is not 0. */
final class Level {
    private final Picture fine;
    private final Shape shape;
    private final int channels;

    /** @param fine a picture with alpha */
    Level(Picture fine) {
        this.fine = fine;
        this.shape = fine.shape();
        this.channels = shape.channels();
    }

    /** How many pixels are not known. */
    long unknown() {
        int[] row = new int[shape.width() * channels];
        long unknown = 0;
        for (int y = 0; y < shape.height(); y++) {
            unpack(fine, y, row);
            for (int i = channels - 1; i < row.length; i += channels) {
                unknown += row[i] == 0 ? 1 : 0;
            }
        }
        return unknown;
    }

    /** The mean of the known pixels of each 2 by 2, opaque; all zero where none is known. */
    Picture halved() {
        Shape half = new Shape((shape.width() + 1) / 2, (shape.height() + 1) / 2, channels, shape.bits());
        Picture coarse = Picture.blank(half, Metadata.NONE);
        int[] row = new int[shape.width() * channels];
        int[] sums = new int[half.width() * channels];
        for (int y = 0; y < half.height(); y++) {
            Arrays.fill(sums, 0);
            for (int from = 2 * y; from < Math.min(2 * y + 2, shape.height()); from++) {
                unpack(fine, from, row);
                addKnown(row, sums);
            }
            average(sums);
            pack(sums, coarse, y);
        }
        return coarse;
    }

    /** The picture with the colour of its unknown pixels interpolated from a filled picture of half the size. */
    Picture filledFrom(Picture coarse) {
        Picture filled = Picture.blank(shape, fine.metadata());
        int[] row = new int[shape.width() * channels];
        int[] near = new int[coarse.shape().width() * channels];
        int[] far = new int[near.length];
        for (int y = 0; y < shape.height(); y++) {
            unpack(fine, y, row);
            unpack(coarse, y / 2, near);
            unpack(coarse, neighbour(y, coarse.shape().height()), far);
            interpolate(row, near, far);
            pack(row, filled, y);
        }
        return filled;
    }

    /** Adds the colour of each known pixel, and 1 in the place of alpha, to the sums of its 2 by 2. */
    private void addKnown(int[] row, int[] sums) {
        for (int x = 0; x < shape.width(); x++) {
            int from = x * channels;
            int to = x / 2 * channels;
            if (row[from + channels - 1] != 0) {
                for (int c = 0; c < channels - 1; c++) {
                    sums[to + c] += row[from + c];
                }
                sums[to + channels - 1]++;
            }
        }
    }

    private void average(int[] sums) {
        for (int i = 0; i < sums.length; i += channels) {
            int count = sums[i + channels - 1];
            if (count != 0) {
                for (int c = 0; c < channels - 1; c++) {
                    sums[i + c] = (2 * sums[i + c] + count) / (2 * count);
                }
                sums[i + channels - 1] = shape.maximum();
            }
        }
    }

    /** Bilinear: a fine pixel's centre lies a quarter of a coarse pixel from the centre of the one that holds it. */
    private void interpolate(int[] row, int[] near, int[] far) {
        int coarseWidth = near.length / channels;
        for (int x = 0; x < shape.width(); x++) {
            int at = x * channels;
            if (row[at + channels - 1] == 0) {
                int own = x / 2 * channels;
                int beside = neighbour(x, coarseWidth) * channels;
                for (int c = 0; c < channels - 1; c++) {
                    int sum = 9 * near[own + c] + 3 * near[beside + c] + 3 * far[own + c] + far[beside + c];
                    row[at + c] = (sum + 8) >> 4;
                }
            }
        }
    }

    /** The second nearest coarse row or column to a fine one. */
    private static int neighbour(int at, int coarseLength) {
        return Math.max(0, Math.min(coarseLength - 1, at / 2 + (at % 2 == 0 ? -1 : 1)));
    }

    private static void unpack(Picture picture, int y, int[] samples) {
        byte[] block = picture.block(y);
        int at = picture.offset(y);
        if (picture.shape().bits() == 8) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = block[at + i] & 0xff;
            }
        } else {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = ((block[at + 2 * i] & 0xff) << 8) | (block[at + 2 * i + 1] & 0xff);
            }
        }
    }

    private static void pack(int[] samples, Picture picture, int y) {
        byte[] block = picture.block(y);
        int at = picture.offset(y);
        if (picture.shape().bits() == 8) {
            for (int i = 0; i < samples.length; i++) {
                block[at + i] = (byte) samples[i];
            }
        } else {
            for (int i = 0; i < samples.length; i++) {
                block[at + 2 * i] = (byte) (samples[i] >> 8);
                block[at + 2 * i + 1] = (byte) samples[i];
            }
        }
    }
}
