package io.azulejo.imaging.codec.webp.vp8;

/** Smooths the edges of macroblocks and of their parts (RFC 6386, section 15). */
final class LoopFilter {
    private LoopFilter() {}

    /** Smooths all edges of a macroblock's luma by the simple filter. */
    static void simple(Plane plane, int x, int y, int limit, boolean inner) {
        for (int i = 0; i < 16; i += 4) {
            if (i == 0 ? x > 0 : inner) {
                simple(plane.samples, plane.at(x + i, y), 1, plane.stride, limit + (i == 0 ? 4 : 0));
            }
        }
        for (int i = 0; i < 16; i += 4) {
            if (i == 0 ? y > 0 : inner) {
                simple(plane.samples, plane.at(x, y + i), plane.stride, 1, limit + (i == 0 ? 4 : 0));
            }
        }
    }

    /** Smooths all edges of a macroblock in one plane, where it has so many samples a side. */
    static void normal(Plane plane, int x, int y, int side, Header.Filter filter, boolean inner) {
        for (int i = 0; i < side; i += 4) {
            if (i == 0 ? x > 0 : inner) {
                normal(plane.samples, plane.at(x + i, y), 1, plane.stride, side, filter, i == 0);
            }
        }
        for (int i = 0; i < side; i += 4) {
            if (i == 0 ? y > 0 : inner) {
                normal(plane.samples, plane.at(x, y + i), plane.stride, 1, side, filter, i == 0);
            }
        }
    }

    /** One edge: {@code across} leads over it, {@code along} to its next sample. */
    private static void simple(byte[] s, int from, int across, int along, int limit) {
        for (int i = 0, at = from; i < 16; i++, at += along) {
            int p1 = s[at - 2 * across] & 0xff;
            int p0 = s[at - across] & 0xff;
            int q0 = s[at] & 0xff;
            int q1 = s[at + across] & 0xff;
            if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) <= 2 * limit + 1) {
                adjustTwo(s, at, across, p1, p0, q0, q1);
            }
        }
    }

    private static void normal(
            byte[] s, int from, int across, int along, int count, Header.Filter filter, boolean outer) {
        int limit = 2 * (filter.limit() + (outer ? 4 : 0)) + 1;
        int inside = filter.inside();
        int steep = filter.steep();
        for (int i = 0, at = from; i < count; i++, at += along) {
            int p1 = s[at - 2 * across] & 0xff;
            int p0 = s[at - across] & 0xff;
            int q0 = s[at] & 0xff;
            int q1 = s[at + across] & 0xff;
            if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) > limit
                    || Math.abs(p1 - p0) > inside
                    || Math.abs(q1 - q0) > inside) {
                continue;
            }
            int p2 = s[at - 3 * across] & 0xff;
            int q2 = s[at + 2 * across] & 0xff;
            if (Math.abs(p2 - p1) > inside
                    || Math.abs(q2 - q1) > inside
                    || Math.abs((s[at - 4 * across] & 0xff) - p2) > inside
                    || Math.abs((s[at + 3 * across] & 0xff) - q2) > inside) {
                continue;
            }
            if (Math.abs(p1 - p0) > steep || Math.abs(q1 - q0) > steep) {
                adjustTwo(s, at, across, p1, p0, q0, q1);
            } else if (outer) {
                int a = clip(3 * (q0 - p0) + clip(p1 - q1, 128), 128);
                int most = (27 * a + 63) >> 7;
                int middle = (18 * a + 63) >> 7;
                int least = (9 * a + 63) >> 7;
                s[at - 3 * across] = Transform.clamp(p2 + least);
                s[at - 2 * across] = Transform.clamp(p1 + middle);
                s[at - across] = Transform.clamp(p0 + most);
                s[at] = Transform.clamp(q0 - most);
                s[at + across] = Transform.clamp(q1 - middle);
                s[at + 2 * across] = Transform.clamp(q2 - least);
            } else {
                int a = 3 * (q0 - p0);
                int after = clip((a + 4) >> 3, 16);
                int half = (after + 1) >> 1;
                s[at - 2 * across] = Transform.clamp(p1 + half);
                s[at - across] = Transform.clamp(p0 + clip((a + 3) >> 3, 16));
                s[at] = Transform.clamp(q0 - after);
                s[at + across] = Transform.clamp(q1 - half);
            }
        }
    }

    /** Brings the two samples at an edge nearer to each other, by what stands behind them too. */
    private static void adjustTwo(byte[] s, int at, int across, int p1, int p0, int q0, int q1) {
        int a = 3 * (q0 - p0) + clip(p1 - q1, 128);
        s[at - across] = Transform.clamp(p0 + clip((a + 3) >> 3, 16));
        s[at] = Transform.clamp(q0 - clip((a + 4) >> 3, 16));
    }

    /** Within -most to most - 1. */
    private static int clip(int value, int most) {
        return Math.max(-most, Math.min(most - 1, value));
    }
}
