package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Picture;
import java.util.List;

/**
 * A decoded picture with what was found on the way.
 *
 * @param picture upright; its metadata says so too (where it was turned, orientation is reset wherever it is stated; thumbnails are dropped)
 * @param probe what the file said
 * @param notes what was decided for this picture and why, a line each; empty where nothing was
 */
public record Decoded(Picture picture, Probe probe, List<String> notes) {}
