package io.azulejo.imaging.codec.webp.vp8;

/** Samples guessed from those above and to the left (RFC 6386, section 12). For one thread. */
final class Prediction {
    /**
     * Around a part: its left edge from below (1 to 4), the corner (5), what is above it and above to the right (6 to 13),
     * and the ends once more (0 and 14).
     */
    private final int[] edge = new int[15];

    private static final int CORNER = 5;

    /** Fills a square of 16 or 8 samples; beyond the frame's edges there is no mean. */
    void square(Plane plane, int x, int y, int side, int mode) {
        byte[] samples = plane.samples;
        int at = plane.at(x, y);
        int above = at - plane.stride;
        int mean = mode == Modes.MEAN ? mean(plane, at, side, y > 0, x > 0) : 0;
        int corner = samples[above - 1] & 0xff;
        for (int i = 0; i < side; i++, at += plane.stride) {
            int left = samples[at - 1] & 0xff;
            for (int j = 0; j < side; j++) {
                samples[at + j] = switch (mode) {
                    case Modes.MEAN -> (byte) mean;
                    case Modes.DOWN -> samples[above + j];
                    case Modes.ACROSS -> (byte) left;
                    default -> Transform.clamp(left + (samples[above + j] & 0xff) - corner);
                };
            }
        }
    }

    private static int mean(Plane plane, int at, int side, boolean above, boolean left) {
        int sum = 0;
        for (int i = 0; i < side; i++) {
            sum += above ? plane.samples[at - plane.stride + i] & 0xff : 0;
            sum += left ? plane.samples[at + i * plane.stride - 1] & 0xff : 0;
        }
        int count = (above ? side : 0) + (left ? side : 0);
        return count == 0 ? 128 : (sum + count / 2) / count;
    }

    /**
     * Fills 4 by 4 samples.
     *
     * @param right where the four samples above to the right lie
     */
    void part(Plane plane, int at, int right, int mode) {
        byte[] samples = plane.samples;
        int above = at - plane.stride;
        for (int i = 0; i < 4; i++) {
            edge[4 - i] = samples[at + i * plane.stride - 1] & 0xff;
            edge[6 + i] = samples[above + i] & 0xff;
            edge[10 + i] = samples[right + i] & 0xff;
        }
        edge[0] = edge[1];
        edge[CORNER] = samples[above - 1] & 0xff;
        edge[14] = edge[13];
        int mean = 4;
        for (int i = 0; i < 4; i++) {
            mean += edge[1 + i] + edge[6 + i];
        }
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                int value = switch (mode) {
                    case Modes.MEAN -> mean >> 3;
                    case Modes.SLOPE -> Transform.clamp(edge[4 - y] + edge[6 + x] - edge[CORNER]);
                    case Modes.DOWN -> three(6 + x);
                    case Modes.ACROSS -> three(4 - y);
                    case Modes.LEFT_DOWN -> three(7 + x + y);
                    case Modes.RIGHT_DOWN -> three(CORNER + x - y);
                    case Modes.DOWN_RIGHT -> downRight(x, y);
                    case Modes.DOWN_LEFT -> downLeft(x, y);
                    case Modes.ACROSS_DOWN -> acrossDown(2 * y - x);
                    default -> acrossUp(x + 2 * y);
                };
                samples[at + y * plane.stride + x] = (byte) value;
            }
        }
    }

    private int downRight(int x, int y) {
        return switch (y) {
            case 0 -> two(5 + x);
            case 1 -> three(5 + x);
            case 2 -> x > 0 ? two(4 + x) : three(4);
            default -> x > 0 ? three(4 + x) : three(3);
        };
    }

    private int downLeft(int x, int y) {
        return switch (y) {
            case 0 -> two(6 + x);
            case 1 -> three(7 + x);
            case 2 -> x < 3 ? two(7 + x) : three(11);
            default -> x < 3 ? three(8 + x) : three(12);
        };
    }

    private int acrossDown(int k) {
        if (k < -1) {
            return three(4 - k);
        }
        return k % 2 == 0 ? two(4 - k / 2) : three(CORNER - (k + 1) / 2);
    }

    private int acrossUp(int k) {
        if (k > 5) {
            return edge[1];
        }
        return k % 2 == 0 ? two(3 - k / 2) : three(3 - k / 2);
    }

    /** The mean of two neighbours, rounded. */
    private int two(int i) {
        return (edge[i] + edge[i + 1] + 1) >> 1;
    }

    /** The mean of a sample, taken twice, and its neighbours, rounded. */
    private int three(int i) {
        return (edge[i - 1] + 2 * edge[i] + edge[i + 1] + 2) >> 2;
    }
}
