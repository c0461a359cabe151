package io.azulejo.udfs.calibrate;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;

/** A picture that is decoded when it is asked for, maybe more than once. */
@FunctionalInterface
public interface PictureSource {
    /** The decoded picture. */
    Picture open() throws PictureException, IOException;
}
