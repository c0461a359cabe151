package io.azulejo.imaging.metric;

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
    private static final double W0 = WEIGHTS[0];
    private static final double W1 = WEIGHTS[1];
    private static final double W2 = WEIGHTS[2];
    private static final double W3 = WEIGHTS[3];
    private static final double W4 = WEIGHTS[4];
    private static final double W5 = WEIGHTS[5];

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
            for (int x = 0; x < row.length; x++) {
                row[x] = W0 * (signal[x] + signal[x + 10])
                        + W1 * (signal[x + 1] + signal[x + 9])
                        + W2 * (signal[x + 2] + signal[x + 8])
                        + W3 * (signal[x + 3] + signal[x + 7])
                        + W4 * (signal[x + 4] + signal[x + 6])
                        + W5 * signal[x + 5];
            }
        }

        double[] mean(int top) {
            double[] r0 = rows[top];
            double[] r1 = rows[(top + 1) % SIDE];
            double[] r2 = rows[(top + 2) % SIDE];
            double[] r3 = rows[(top + 3) % SIDE];
            double[] r4 = rows[(top + 4) % SIDE];
            double[] r5 = rows[(top + 5) % SIDE];
            double[] r6 = rows[(top + 6) % SIDE];
            double[] r7 = rows[(top + 7) % SIDE];
            double[] r8 = rows[(top + 8) % SIDE];
            double[] r9 = rows[(top + 9) % SIDE];
            double[] r10 = rows[(top + 10) % SIDE];
            for (int x = 0; x < mean.length; x++) {
                mean[x] = W0 * (r0[x] + r10[x])
                        + W1 * (r1[x] + r9[x])
                        + W2 * (r2[x] + r8[x])
                        + W3 * (r3[x] + r7[x])
                        + W4 * (r4[x] + r6[x])
                        + W5 * r5[x];
            }
            return mean;
        }
    }
}
