package io.azulejo.imaging.metric;

import java.util.Arrays;

/**
 * The window of SSIM sliding down one plane of two pictures. Holds the last 11 rows, each already weighted along the
 * row; adds up the similarity of every position where the window fits. For one thread.
 */
final class SsimWindow {
    /** Rows and columns on each side of the window's centre. */
    static final int RADIUS = 5;

    /** Rows and columns of the window. */
    static final int SIDE = 2 * RADIUS + 1;

    private static final double SIGMA = 1.5;
    private static final double C1 = (0.01 * 255) * (0.01 * 255);
    private static final double C2 = (0.03 * 255) * (0.03 * 255);
    private static final double[] WEIGHTS = weights();

    private final int across;
    private final double[] squares;
    private final double[] products;
    private final Ring first;
    private final Ring second;
    private final Ring power;
    private final Ring product;
    private long rows;
    private double sum;

    /** @param width of the rows to come, at least {@link #SIDE} */
    SsimWindow(int width) {
        across = width - 2 * RADIUS;
        squares = new double[width];
        products = new double[width];
        first = new Ring(across);
        second = new Ring(across);
        power = new Ring(across);
        product = new Ring(across);
    }

    void add(double[] a, double[] b) {
        // Only the sum of the two variances counts, so one filter serves both squares.
        for (int x = 0; x < a.length; x++) {
            squares[x] = a[x] * a[x] + b[x] * b[x];
            products[x] = a[x] * b[x];
        }
        int slot = (int) (rows % SIDE);
        first.put(slot, a);
        second.put(slot, b);
        power.put(slot, squares);
        product.put(slot, products);
        rows++;
        if (rows >= SIDE) {
            int top = (int) (rows % SIDE);
            sum += similarity(first.mean(top), second.mean(top), power.mean(top), product.mean(top));
        }
    }

    /** The similarities of all positions so far, added up. */
    double sum() {
        return sum;
    }

    /** How many positions that is. */
    long positions() {
        return Math.max(0, rows - 2 * RADIUS) * across;
    }

    private static double similarity(double[] a, double[] b, double[] power, double[] product) {
        double sum = 0;
        for (int x = 0; x < a.length; x++) {
            double means = a[x] * b[x];
            double squaredMeans = a[x] * a[x] + b[x] * b[x];
            double covariance = product[x] - means;
            double variances = power[x] - squaredMeans;
            sum += (2 * means + C1) * (2 * covariance + C2) / ((squaredMeans + C1) * (variances + C2));
        }
        return sum;
    }

    private static double[] weights() {
        double[] weights = new double[SIDE];
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
            double distance = i - RADIUS;
            weights[i] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
            sum += weights[i];
        }
        for (int i = 0; i < SIDE; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** One signal: its last rows weighted along the row, and its mean over the window. */
    private static final class Ring {
        private final double[][] rows;
        private final double[] mean;

        Ring(int across) {
            rows = new double[SIDE][across];
            mean = new double[across];
        }

        void put(int slot, double[] signal) {
            double[] row = rows[slot];
            Arrays.fill(row, 0);
            for (int k = 0; k < SIDE; k++) {
                accumulate(row, WEIGHTS[k], signal, k);
            }
        }

        double[] mean(int top) {
            Arrays.fill(mean, 0);
            for (int k = 0; k < SIDE; k++) {
                accumulate(mean, WEIGHTS[k], rows[(top + k) % SIDE], 0);
            }
            return mean;
        }

        private static void accumulate(double[] sum, double weight, double[] signal, int offset) {
            for (int x = 0; x < sum.length; x++) {
                sum[x] += weight * signal[x + offset];
            }
        }
    }
}
