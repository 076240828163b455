package org.lisible.data.drawing;

import java.util.random.RandomGenerator;

/**
 * Lines across a text in the manner of the captcha-v2 set: a cubic Bézier curve over given columns with random heights,
 * flattened to few chords, each thinner than the one before it.
 */
public final class StrikeLine {

    /** Columns of the long line's four control points, as shares of the width: from the left margin to the right one. */
    public static final double[] ACROSS = {0.1, 0.25, 0.5, 0.9};

    /** Columns of the scribble that the set has at the left of each text. */
    public static final double[] SCRIBBLE = {0.1, 0.1, 0.25, 0.25};

    private static final float[] WIDTHS = {3.6f, 2.7f, 1.8f};
    private static final double FLATNESS = 2;
    private static final int DEEPEST = 5;

    private final Plane plane;
    private final float ink;
    private final float thickness;
    private int chord;
    private double fromX;
    private double fromY;

    private StrikeLine(Plane plane, float ink, float thickness) {
        this.plane = plane;
        this.ink = ink;
        this.thickness = thickness;
    }

    /**
     * Draws one line.
     *
     * @param plane drawn on. Modified.
     * @param columns four columns as shares of the width
     * @param ink the line's grey level
     * @param thickness factor on the usual widths of 3.6, 2.7 and 1.8 pixels
     * @param random gives the four heights
     */
    public static void draw(Plane plane, double[] columns, float ink, float thickness, RandomGenerator random) {
        double[] x = new double[4];
        double[] y = new double[4];
        for (int i = 0; i < 4; i++) {
            x[i] = columns[i] * plane.width();
            y[i] = random.nextDouble() * plane.height();
        }
        StrikeLine line = new StrikeLine(plane, ink, thickness);
        line.fromX = Math.floor(x[0]);
        line.fromY = Math.floor(y[0]);
        line.flatten(x, y, 0);
    }

    /** De Casteljau: halves the curve until its control points lie within {@link #FLATNESS} of the chord. */
    private void flatten(double[] x, double[] y, int depth) {
        if (depth == DEEPEST || isFlat(x, y)) {
            lineTo(Math.floor(x[3]), Math.floor(y[3]));
            return;
        }
        double[] leftX = new double[4];
        double[] rightX = new double[4];
        double[] leftY = new double[4];
        double[] rightY = new double[4];
        halve(x, leftX, rightX);
        halve(y, leftY, rightY);
        flatten(leftX, leftY, depth + 1);
        flatten(rightX, rightY, depth + 1);
    }

    private static void halve(double[] p, double[] left, double[] right) {
        double middle = (p[1] + p[2]) / 2;
        left[0] = p[0];
        left[1] = (p[0] + p[1]) / 2;
        left[2] = (left[1] + middle) / 2;
        right[3] = p[3];
        right[2] = (p[2] + p[3]) / 2;
        right[1] = (right[2] + middle) / 2;
        left[3] = (left[2] + right[1]) / 2;
        right[0] = left[3];
    }

    private static boolean isFlat(double[] x, double[] y) {
        return Math.max(
                        distance(x[1], y[1], x[0], y[0], x[3], y[3]),
                        distance(x[2], y[2], x[0], y[0], x[3], y[3]))
                <= FLATNESS;
    }

    private void lineTo(double x, double y) {
        float width = WIDTHS[Math.min(chord++, WIDTHS.length - 1)] * thickness;
        segment(fromX, fromY, x, y, width);
        fromX = x;
        fromY = y;
    }

    /** A segment with round ends; coverage falls from 1 to 0 over one pixel at the edge. */
    private void segment(double ax, double ay, double bx, double by, float width) {
        double reach = width / 2 + 0.5;
        int top = Math.max(0, (int) Math.floor(Math.min(ay, by) - reach));
        int bottom = Math.min(plane.height() - 1, (int) Math.ceil(Math.max(ay, by) + reach));
        int left = Math.max(0, (int) Math.floor(Math.min(ax, bx) - reach));
        int right = Math.min(plane.width() - 1, (int) Math.ceil(Math.max(ax, bx) + reach));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double coverage = reach - distance(x, y, ax, ay, bx, by);
                if (coverage > 0) {
                    plane.cover(x, y, (float) Math.min(1, coverage), ink);
                }
            }
        }
    }

    private static double distance(double x, double y, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((x - ax) * dx + (y - ay) * dy) / length, 0, 1);
        double ex = x - ax - t * dx;
        double ey = y - ay - t * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }
}
