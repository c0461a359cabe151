package io.azulejo.udfs.tiling;

import io.azulejo.imaging.window.Window;
import java.nio.FloatBuffer;

/** One row of cores of the restored picture: windows are placed, rows are taken. For one thread; refilled band by band. */
interface Band {
    /** Begins the band whose cores have the vertical place of {@code core}. */
    void begin(Window core);

    /** Takes the core of a window's output planes, which lie in {@code planes} from index {@code at} on. */
    void place(Window window, FloatBuffer planes, int at);

    /** Copies row {@code y} of the band into {@code row} from its beginning; alpha is left as it was there. */
    void copyRow(int y, byte[] row);
}
