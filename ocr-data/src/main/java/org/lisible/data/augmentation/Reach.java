package org.lisible.data.augmentation;

import java.util.Arrays;

import org.lisible.data.drawing.Plane;

/** How far a warp carries a glyph's ink: the box around all ink of the new picture, the shift left out. */
final class Reach {

    /** Pixels that a glyph keeps from the edge: the grey rim of its strokes. */
    private static final double MARGIN = 1.5;

    /** Steps of the fixed point {@code new = matrix^-1 * (old - field(new))}; the field is smooth, so few do. */
    private static final int STEPS = 4;

    /** The field is looked up at the shifted place, so that a new shift asks for another look. */
    private static final int PASSES = 3;

    private final Warp warp;
    private final int width;
    private final int height;
    private final double determinant;
    private double left = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double top = Double.POSITIVE_INFINITY;
    private double bottom = Double.NEGATIVE_INFINITY;

    private Reach(Warp warp, Plane plane) {
        this.warp = warp;
        this.width = plane.width();
        this.height = plane.height();
        this.determinant = warp.xx() * warp.yy() - warp.xy() * warp.yx();
    }

    /**
     * The warp with its shift cut, and if that is not enough its picture made smaller, until all ink stays inside.
     *
     * @param growth pixels by which strokes may grow afterwards
     */
    static Warp keepInside(Warp warp, Plane plane, double growth) {
        int[] outline = outline(plane, warp.paper());
        double margin = Math.min(MARGIN + growth, Math.min(plane.width(), plane.height()) / 8.0);
        Warp kept = warp;
        for (int pass = 0; outline.length > 0 && pass < PASSES; pass++) {
            Reach reach = new Reach(kept, plane);
            for (int pixel : outline) {
                reach.add(pixel % plane.width(), pixel / plane.width());
            }
            kept = reach.fit(warp, margin);
        }
        return kept;
    }

    /** The outermost ink pixels of each row and of each column, as indices. */
    private static int[] outline(Plane plane, float paper) {
        int width = plane.width();
        int[] found = new int[2 * (width + plane.height())];
        int[] top = new int[width];
        int[] bottom = new int[width];
        Arrays.fill(top, -1);
        int count = 0;
        for (int y = 0; y < plane.height(); y++) {
            int first = -1;
            int last = -1;
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                if (Math.abs(plane.levels()[i] - paper) > Ink.THRESHOLD) {
                    first = first < 0 ? i : first;
                    last = i;
                    top[x] = top[x] < 0 ? i : top[x];
                    bottom[x] = i;
                }
            }
            if (first >= 0) {
                found[count++] = first;
                found[count++] = last;
            }
        }
        for (int x = 0; x < width; x++) {
            if (top[x] >= 0) {
                found[count++] = top[x];
                found[count++] = bottom[x];
            }
        }
        return Arrays.copyOf(found, count);
    }

    private void add(int column, int row) {
        double x = column - warp.centreX();
        double y = row - warp.centreY();
        for (int step = 0; step < STEPS; step++) {
            int i = (int) Math.clamp(warp.centreY() + warp.shiftY() + y + 0.5, 0, height - 1) * width
                    + (int) Math.clamp(warp.centreX() + warp.shiftX() + x + 0.5, 0, width - 1);
            double bareX = column - warp.centreX() - warp.fieldX()[i];
            double bareY = row - warp.centreY() - warp.fieldY()[i];
            x = (warp.yy() * bareX - warp.xy() * bareY) / determinant;
            y = (warp.xx() * bareY - warp.yx() * bareX) / determinant;
        }
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
    }

    private Warp fit(Warp wanted, double margin) {
        double factor = Math.min(1, Math.min(room(width, right - left, margin), room(height, bottom - top, margin)));
        return warp.fitted(
                factor,
                Warp.inside(
                        wanted.shiftX(),
                        warp.centreX() + factor * (left + right) / 2,
                        factor * (right - left) / 2 + margin,
                        width),
                Warp.inside(
                        wanted.shiftY(),
                        warp.centreY() + factor * (top + bottom) / 2,
                        factor * (bottom - top) / 2 + margin,
                        height));
    }

    private static double room(int size, double extent, double margin) {
        return extent == 0 ? 1 : (size - 1 - 2 * margin) / extent;
    }
}
