package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.resample.Imresize;
import io.azulejo.imaging.resample.ResizedRows;
import io.azulejo.imaging.window.Window;
import java.nio.FloatBuffer;

/**
 * A band of a colour picture whose luma went through a network of one channel; its chroma is enlarged by bicubic.
 *
 * <p>Luma and bicubic are linear, so colour is the enlarged picture moved along grey by the difference of the two
 * lumas: R' = R + (Y' - Y), and so with G and B; Cb and Cr then are those of the enlarged picture.
 */
final class LumaBand implements Band {
    private final Shape output;
    private final int scale;
    private final OutputCheck check;
    private final ResizedRows enlarged;
    private final int[] colour;
    private final float[][] luma;
    private final float[][] lines;
    private int top;

    /** Parameters as those of {@link SampleBand}. */
    LumaBand(Picture input, Shape output, int height, int scale, OutputCheck check) {
        this.output = output;
        this.scale = scale;
        this.check = check;
        this.enlarged = Imresize.rows(input, 0, 3, scale);
        this.colour = new int[Math.multiplyExact(3, output.width())];
        this.luma = new float[height][output.width()];
        this.lines = new float[3][output.width()];
    }

    @Override
    public void begin(Window core) {
        top = core.coreY() * scale;
    }

    @Override
    public void place(Window window, FloatBuffer planes, int at) {
        int width = window.coreWidth() * scale;
        int line = window.width() * scale;
        int from = at + (window.coreY() - window.y()) * scale * line + (window.coreX() - window.x()) * scale;
        for (int y = 0; y < window.coreHeight() * scale; y++) {
            planes.get(from + y * line, lines[0], 0, width);
            check.look(0, lines[0], width);
            System.arraycopy(lines[0], 0, luma[y], window.coreX() * scale, width);
        }
    }

    @Override
    public void copyRow(int y, byte[] row) {
        enlarged.copyRow(top + y, colour);
        float maximum = output.maximum();
        float[] wanted = luma[y];
        for (int x = 0; x < wanted.length; x++) {
            float red = colour[3 * x] / maximum;
            float green = colour[3 * x + 1] / maximum;
            float blue = colour[3 * x + 2] / maximum;
            float moved = wanted[x] - ColourPath.luma(red, green, blue);
            lines[0][x] = red + moved;
            lines[1][x] = green + moved;
            lines[2][x] = blue + moved;
        }
        int bytes = output.bits() / 8;
        for (int c = 0; c < 3; c++) {
            SampleLine.put(lines[c], wanted.length, row, c * bytes, output.channels() * bytes, output.bits());
        }
    }
}
