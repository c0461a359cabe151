package io.azulejo.imaging.codec.webp.vp8;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;

/**
 * From luma and chroma of half its size to red, green and blue: chroma is enlarged by weights of 9, 3, 3 and 1 in 16, and
 * turned by ITU-R BT.601 of limited range, in the arithmetic of libwebp (upsampling.c, yuv.h), so that samples are the same.
 */
final class YuvToRgb {
    private static final int FRACTION_BITS = 6;
    private static final int MOST = (256 << FRACTION_BITS) - 1;

    private YuvToRgb() {}

    /** Fills the first three channels of a picture; a fourth is left alone. */
    static void fill(Plane luma, Plane blue, Plane red, Picture picture, Deadline deadline) throws PictureException {
        int width = picture.shape().width();
        int height = picture.shape().height();
        int channels = picture.shape().channels();
        int[] u = new int[width + 2];
        int[] v = new int[width + 2];
        int chromaRows = (height + 1) / 2;
        for (int y = 0; y < height; y++) {
            deadline.check();
            int near = y / 2;
            int far = near + (y % 2 == 0 ? -1 : 1);
            far = far < 0 || far == chromaRows ? near : far;
            enlarge(blue.samples, blue.at(0, near), blue.at(0, far), width, u);
            enlarge(red.samples, red.at(0, near), red.at(0, far), width, v);
            byte[] row = picture.block(y);
            int at = picture.offset(y);
            int from = luma.at(0, y);
            for (int x = 0; x < width; x++, at += channels) {
                int grey = ((luma.samples[from + x] & 0xff) * 19_077) >> 8;
                row[at] = clamp(grey + ((v[x] * 26_149) >> 8) - 14_234);
                row[at + 1] = clamp(grey - ((u[x] * 6_419) >> 8) - ((v[x] * 13_320) >> 8) + 8_708);
                row[at + 2] = clamp(grey + ((u[x] * 33_050) >> 8) - 17_685);
            }
        }
    }

    /** A row of chroma of the picture's width, from the stored row that is nearer and the one that is further. */
    private static void enlarge(byte[] s, int near, int far, int width, int[] row) {
        int nearLeft = s[near] & 0xff;
        int farLeft = s[far] & 0xff;
        row[0] = (3 * nearLeft + farLeft + 2) >> 2;
        int pairs = (width - 1) / 2;
        for (int i = 1; i <= pairs; i++) {
            int nearRight = s[near + i] & 0xff;
            int farRight = s[far + i] & 0xff;
            int sum = nearLeft + nearRight + farLeft + farRight + 8;
            row[2 * i - 1] = (((sum + 2 * (nearRight + farLeft)) >> 3) + nearLeft) >> 1;
            row[2 * i] = (((sum + 2 * (nearLeft + farRight)) >> 3) + nearRight) >> 1;
            nearLeft = nearRight;
            farLeft = farRight;
        }
        if (width % 2 == 0) {
            row[width - 1] = (3 * nearLeft + farLeft + 2) >> 2;
        }
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~MOST) == 0 ? value >> FRACTION_BITS : value < 0 ? 0 : 255);
    }
}
