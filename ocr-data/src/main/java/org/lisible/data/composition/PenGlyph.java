package org.lisible.data.composition;

import org.lisible.data.drawing.DistanceField;
import org.lisible.data.drawing.Plane;
import org.lisible.image.GrayImage;

/**
 * A character's ink at the size that it has in a line.
 *
 * @param width columns
 * @param height rows
 * @param coverage {@code float[height * width]}, 0 is paper, 1 ink
 */
record PenGlyph(int width, int height, float[] coverage) {

    /** Each pixel is the mean of as many in both directions, so that outlines are smooth. */
    private static final int FINE = 3;
    /** A pen that is much wider or finer than the writer's would fill or break what he drew. */
    private static final double MOST_WIDER = 1.0;
    private static final double MOST_FINER = 0.45;

    /**
     * Scales a drawing and draws it anew with another pen.
     *
     * @param drawing light ink on dark paper, cut to its ink
     * @param scale from its pixels to those of the line
     * @param pen the width that strokes are to have, in pixels of the line; kept as it is where it is 0
     */
    static PenGlyph of(GrayImage drawing, double scale, double pen) {
        int margin = (int) Math.ceil(pen) + 1;
        int width = Math.max(1, (int) Math.round(drawing.width() * scale)) + 2 * margin;
        int height = Math.max(1, (int) Math.round(drawing.height() * scale)) + 2 * margin;
        float[] field = field(drawing, scale * FINE, width * FINE, height * FINE, margin * FINE);
        double stroke = stroke(field);
        double grow = pen == 0 ? 0 : Math.clamp(pen * FINE - stroke, -MOST_FINER * stroke, MOST_WIDER * stroke) / 2;
        float[] coverage = new float[width * height];
        for (int y = 0; y < height * FINE; y++) {
            for (int x = 0; x < width * FINE; x++) {
                double inside = Math.clamp(field[y * width * FINE + x] + grow + 0.5, 0, 1);
                coverage[y / FINE * width + x / FINE] += (float) (inside / (FINE * FINE));
            }
        }
        return new PenGlyph(width, height, coverage).cut();
    }

    /** How wide a drawing's strokes are, in its own pixels. */
    static double pen(GrayImage drawing) {
        return stroke(field(drawing, FINE, (drawing.width() + 2) * FINE, (drawing.height() + 2) * FINE, FINE)) / FINE;
    }

    private static float[] field(GrayImage drawing, double scale, int width, int height, int margin) {
        Plane plane = Plane.of(drawing);
        boolean[] ink = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = (x - margin + 0.5) / scale - 0.5;
                double v = (y - margin + 0.5) / scale - 0.5;
                boolean on = u > -1 && v > -1 && u < drawing.width() && v < drawing.height();
                ink[y * width + x] = on && plane.at((float) u, (float) v) * edge(u, drawing.width()) * edge(v, drawing.height()) > 110;
            }
        }
        return DistanceField.of(ink, width, height);
    }

    /** Beside the drawing its outermost pixels fade into paper. */
    private static double edge(double place, int size) {
        return Math.clamp(Math.min(place + 1, size - place), 0, 1);
    }

    /** Across a stroke of width w the distance to its outline is w/4 on average. */
    private static double stroke(float[] field) {
        double sum = 0;
        int count = 0;
        for (float distance : field) {
            if (distance > 0) {
                sum += distance;
                count++;
            }
        }
        return count == 0 ? 1 : 4 * sum / count;
    }

    /** Without the empty rows and columns around it. */
    private PenGlyph cut() {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (coverage[y * width + x] > 0.1) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                }
            }
        }
        if (right <= left) {
            return this;
        }
        float[] box = new float[(right - left) * (bottom - top)];
        for (int y = top; y < bottom; y++) {
            System.arraycopy(coverage, y * width + left, box, (y - top) * (right - left), right - left);
        }
        return new PenGlyph(right - left, bottom - top, box);
    }

    /** The first column of ink in a row, or {@link #width}. */
    int first(int y) {
        int x = 0;
        while (x < width && coverage[y * width + x] < 0.5) {
            x++;
        }
        return x;
    }

    /** The column after the last ink in a row, or 0. */
    int end(int y) {
        int x = width;
        while (x > 0 && coverage[y * width + x - 1] < 0.5) {
            x--;
        }
        return x;
    }
}
