package org.lisible.segmentation;

import java.util.List;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec.Interpolation;
import org.lisible.preprocess.Resampler;

/**
 * Draws a candidate into a frame of its own, light on dark, as the single characters look that classifiers are trained on:
 * letters, digits and large marks fill it; dots, quotes and commas keep the size and the place that they have in the line;
 * dashes and underscores fill its width at the height that they have there.
 */
final class SegmentFrame {

    /** Rows and columns. */
    static final int SIZE = 64;
    /** The larger side of what fills the frame. */
    private static final double FULL = 55;
    /** Rows of the frame that capitals would reach from and to. */
    private static final double CAP_TOP = 6;
    private static final double BASELINE = 58;
    /** What is smaller than this part of the cap height is a mark that keeps its size. */
    private static final double MARK = 0.42;
    /** Dashes are this much wider than high, at least this part of the cap height wide, and at most this part high. */
    private static final double FLAT = 2;
    private static final double DASH_WIDTH = 0.22;
    private static final double DASH_HEIGHT = 0.28;
    /** Marks at the top of a line are drawn this small. */
    private static final double QUOTE = 10;

    /** Pixels of a frame that ink covers by half, at least. */
    private static final int LEAST_DRAWN = 5;

    private SegmentFrame() {}

    /** @param components at least one */
    static GrayImage of(InkMap ink, List<Component> components, LineMetrics metrics) {
        Box box = Component.box(components);
        double cap = metrics.capHeight();
        double perPixel = (BASELINE - CAP_TOP) / cap;
        double middle = BASELINE - (metrics.baselineAt(box.centreX()) - box.centreY()) * perPixel;
        double scale = FULL / box.largerSide();
        if (box.width() >= FLAT * box.height() && box.width() >= DASH_WIDTH * cap && box.height() <= DASH_HEIGHT * cap) {
            return draw(ink, components, box, scale, middle);
        }
        if (box.largerSide() < MARK * cap) {
            boolean quote = metrics.bottom(box) > 0.45;
            scale = Math.max(quote ? Math.min(perPixel, QUOTE / box.largerSide()) : perPixel, 3.0 / box.largerSide());
            return draw(ink, components, box, scale, quote ? CAP_TOP + box.height() * scale / 2 + (1 - metrics.top(box)) * cap * perPixel : middle);
        }
        return draw(ink, components, box, scale, SIZE / 2.0);
    }

    /** Tiny marks are drawn larger than they are, so that something of them is left to see. */
    private static GrayImage draw(InkMap ink, List<Component> components, Box box, double scale, double middle) {
        GrayImage cut = cut(ink, components, box);
        GrayImage frame = draw(cut, scale, middle);
        for (double larger = 1.4 * scale; drawn(frame) < LEAST_DRAWN && larger * box.largerSide() < SIZE; larger *= 1.4) {
            frame = draw(cut, larger, middle);
        }
        return frame;
    }

    private static int drawn(GrayImage frame) {
        int drawn = 0;
        for (byte pixel : frame.pixels()) {
            drawn += pixel < 0 ? 1 : 0; // 128 or more
        }
        return drawn;
    }

    private static GrayImage draw(GrayImage cut, double scale, double middle) {
        int width = Math.clamp(Math.round(cut.width() * scale), 1, SIZE);
        int height = Math.clamp(Math.round(cut.height() * scale), 1, SIZE);
        GrayImage scaled = Resampler.resize(cut, width, height, Interpolation.BILINEAR);
        int left = (SIZE - width) / 2;
        int top = Math.clamp(Math.round(middle - height / 2.0), 0, SIZE - height);
        byte[] pixels = new byte[SIZE * SIZE];
        for (int y = 0; y < height; y++) {
            System.arraycopy(scaled.pixels(), y * width, pixels, (top + y) * SIZE + left, width);
        }
        return new GrayImage(SIZE, SIZE, pixels);
    }

    /** The components' ink with the half-covered pixels around it, and nothing of their neighbours'. */
    private static GrayImage cut(InkMap ink, List<Component> components, Box box) {
        int width = box.width() + 2;
        byte[] cut = new byte[width * (box.height() + 2)];
        for (Component component : components) {
            int[] runs = component.runs();
            for (int i = 0; i < runs.length; i += 3) {
                for (int y = Math.max(0, runs[i] - 1); y <= Math.min(ink.height() - 1, runs[i] + 1); y++) {
                    int to = (y - box.y() + 1) * width - box.x() + 1;
                    for (int x = Math.max(0, runs[i + 1] - 1); x < Math.min(ink.width(), runs[i + 2] + 1); x++) {
                        boolean own = y == runs[i] && x >= runs[i + 1] && x < runs[i + 2];
                        if (own || !ink.isDrawn(x, y)) {
                            cut[to + x] = (byte) ink.at(x, y);
                        }
                    }
                }
            }
        }
        return new GrayImage(width, box.height() + 2, cut);
    }
}
