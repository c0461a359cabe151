package io.azulejo.imaging.window;

/**
 * One run of a network over a rectangle of a picture, and the part of it that is kept; in input pixels, both from the
 * picture's left top corner. The rectangle may reach beyond the picture, the part that is kept does not.
 *
 * @param x left column of the window, below 0 where it begins left of the picture
 * @param y top row of the window, below 0 where it begins above the picture
 * @param width columns of the window
 * @param height rows of the window
 * @param coreX left column of the core
 * @param coreY top row of the core
 * @param coreWidth columns of the core
 * @param coreHeight rows of the core
 */
public record Window(int x, int y, int width, int height, int coreX, int coreY, int coreWidth, int coreHeight) {}
