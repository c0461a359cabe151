package io.azulejo.benchmarks;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A page of grey text with one red word, and how much of the grey text is coloured where it was restored. */
record TextPage(Picture picture) {
    private static final int VISIBLE = 8;

    /** No pixel this near to colour counts as one of grey text. */
    private static final int APART = 8;

    /** A page of black text on white with one red word. */
    static TextPage drawn() {
        BufferedImage image = new BufferedImage(1200, 800, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D drawing = image.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, 1200, 800);
        drawing.setFont(new Font(Font.SERIF, Font.PLAIN, 28));
        for (int line = 0; line < 20; line++) {
            drawing.setColor(Color.BLACK);
            String text = "The quick brown fox jumps over the lazy dog, and %d more of them".formatted(line);
            drawing.drawString(text, 60, 60 + 36 * line);
            if (line == 9) {
                int at = 60 + drawing.getFontMetrics().stringWidth(text + " ");
                drawing.setColor(Color.RED);
                drawing.drawString("quickly", at, 60 + 36 * line);
            }
        }
        drawing.dispose();
        Picture page = Picture.blank(new Shape(1200, 800, 3, 8), Metadata.NONE);
        for (int y = 0; y < 800; y++) {
            for (int x = 0; x < 1200; x++) {
                int rgb = image.getRGB(x, y);
                int at = page.offset(y) + 3 * x;
                page.block(y)[at] = (byte) (rgb >> 16);
                page.block(y)[at + 1] = (byte) (rgb >> 8);
                page.block(y)[at + 2] = (byte) rgb;
            }
        }
        return new TextPage(page);
    }

    /** The share of the grey text's pixels that have channels more than 8 levels apart in a restored page, 0..1. */
    double coloured(Picture restored) {
        long text = 0;
        long coloured = 0;
        for (int y = APART; y < picture.shape().height() - APART; y++) {
            for (int x = APART; x < picture.shape().width() - APART; x++) {
                if (picture.sample(x, y, 1) < 250 && grey(x, y)) {
                    text++;
                    coloured += span(restored, x, y) > VISIBLE ? 1 : 0;
                }
            }
        }
        return (double) coloured / text;
    }

    /** Whether all pixels around one are grey. */
    private boolean grey(int x, int y) {
        for (int v = y - APART; v <= y + APART; v++) {
            for (int u = x - APART; u <= x + APART; u++) {
                if (span(picture, u, v) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int span(Picture picture, int x, int y) {
        int red = picture.sample(x, y, 0);
        int green = picture.sample(x, y, 1);
        int blue = picture.sample(x, y, 2);
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }
}
