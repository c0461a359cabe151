package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.Window;
import java.nio.FloatBuffer;

/**
 * A band of a network's output as samples: as many planes as colours, or three for the first of them, or one for all.
 */
final class SampleBand implements Band {
    private final Picture rows;
    private final int scale;
    private final LineFinish finish;
    private final OutputCheck check;
    private final float[][] lines;

    /**
     * @param output shape of the whole restored picture
     * @param height rows of the highest band
     * @param width columns of the widest core's output
     * @param planes that the network gives
     * @param finish what is done to each line of them
     */
    SampleBand(Shape output, int height, int width, int scale, int planes, LineFinish finish, OutputCheck check) {
        this.rows = Picture.blank(new Shape(output.width(), height, output.channels(), output.bits()), Metadata.NONE);
        this.scale = scale;
        this.finish = finish;
        this.check = check;
        this.lines = new float[planes][width];
    }

    @Override
    public void begin(Window core) {}

    @Override
    public void place(Window window, FloatBuffer planes, int at) {
        Shape shape = rows.shape();
        int bytes = shape.bits() / 8;
        int stride = shape.channels() * bytes;
        int width = window.coreWidth() * scale;
        int line = window.width() * scale;
        int plane = line * window.height() * scale;
        int left = at + (window.coreX() - window.x()) * scale;
        int top = (window.coreY() - window.y()) * scale;
        for (int y = 0; y < window.coreHeight() * scale; y++) {
            for (int c = 0; c < lines.length; c++) {
                planes.get(left + c * plane + (top + y) * line, lines[c], 0, width);
                check.look(c, lines[c], width);
            }
            finish.finish(window, window.coreY() + y / scale, lines, width);
            int to = rows.offset(y) + window.coreX() * scale * stride;
            for (int c = 0; c < shape.colours(); c++) {
                SampleLine.put(
                        lines[Math.min(c, lines.length - 1)],
                        width,
                        rows.block(y),
                        to + c * bytes,
                        stride,
                        shape.bits());
            }
        }
    }

    @Override
    public void copyRow(int y, byte[] row) {
        rows.copyRow(y, row);
    }
}
