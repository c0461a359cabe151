package io.azulejo.imaging.picture;

/**
 * Fills the colour under zero alpha from the visible pixels around it, so that whatever a file hides there cannot bleed
 * into view when the picture is resized or runs through a network.
 *
 * <p>Push-pull (after Gortler, Grzeszczuk, Szeliski, Cohen 1996, "The Lumigraph"): the picture is halved again and again, each time
 * from known pixels only, until all are known; then each transparent pixel takes its colour from the next smaller
 * picture, interpolated. Time and memory are proportional to the pixels, and the result depends on the picture only.
 * Stateless and safe for many threads.
 */
public final class AlphaFill {
    private AlphaFill() {}

    /**
     * A picture with the alpha of {@code picture} and its colour wherever alpha is not 0.
     *
     * @return {@code picture} itself if none of its pixels is fully transparent, or all are
     */
    public static Picture fill(Picture picture) {
        if (!picture.shape().hasAlpha()) {
            return picture;
        }
        Level level = new Level(picture);
        long unknown = level.unknown();
        if (unknown == 0 || unknown == picture.shape().pixels()) {
            return picture;
        }
        return level.filledFrom(fill(level.halved()));
    }
}
