package io.azulejo.udfs.calibrate;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.tiling.SeamComparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parts of at least a megapixel of pictures, which do not overlap; spread over as many pictures as there are. */
final class Crops {
    private static final int SIDE = 1024;
    private static final long LEAST_PIXELS = 1_000_000;

    private Crops() {}

    /**
     * Takes crops.
     *
     * @param wanted how many
     * @return so many, or fewer where the pictures have no more
     */
    static List<Picture> take(List<PictureSource> pictures, int wanted) throws PictureException, IOException {
        List<Picture> crops = new ArrayList<>();
        int share = Math.max(1, (wanted + pictures.size() - 1) / Math.max(1, pictures.size()));
        boolean more = true;
        for (int from = 0; more && crops.size() < wanted; from += share) {
            more = false;
            for (PictureSource source : pictures) {
                if (crops.size() < wanted) {
                    more |= take(source.open(), from, Math.min(share, wanted - crops.size()), crops);
                }
            }
        }
        return crops;
    }

    /** Adds the crops from number {@code from} on, at most {@code most}; says whether the picture has more. */
    private static boolean take(Picture picture, int from, int most, List<Picture> crops) {
        Shape shape = picture.shape();
        int width = Math.min(SIDE, shape.width());
        int height = (int) Math.max(Math.min(SIDE, shape.height()), (LEAST_PIXELS + width - 1) / width);
        if (height > shape.height()) {
            height = shape.height();
            width = (int) ((LEAST_PIXELS + height - 1) / height);
        }
        int across = shape.width() / width;
        int all = across * (shape.height() / height);
        for (int i = from; i < Math.min(all, from + most); i++) {
            Picture crop = SeamComparison.plain(picture, i % across * width, i / across * height, width, height);
            if (!flat(crop)) {
                crops.add(crop);
            }
        }
        return all > from + most;
    }

    /** Whether a crop has one value only, so that every halo suits it. */
    private static boolean flat(Picture crop) {
        byte first = crop.block(0)[0];
        for (int y = 0; y < crop.shape().height(); y++) {
            byte[] block = crop.block(y);
            int at = crop.offset(y);
            for (int i = 0; i < crop.shape().rowBytes(); i++) {
                if (block[at + i] != first) {
                    return false;
                }
            }
        }
        return true;
    }
}
