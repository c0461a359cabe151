package io.azulejo.udfs.restore;

import java.io.IOException;
import java.io.OutputStream;

/** Where a restored picture goes. It can be begun anew, because a picture restarts when memory runs out. */
@FunctionalInterface
public interface Output {
    /**
     * A stream for the whole picture. Called again it throws away all that was written before. The caller of {@link
     * Restorer#restore} closes it, and throws away what it holds if the picture failed.
     */
    OutputStream begin() throws IOException;
}
