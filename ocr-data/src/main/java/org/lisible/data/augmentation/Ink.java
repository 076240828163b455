package org.lisible.data.augmentation;

import java.util.Arrays;

import org.lisible.data.drawing.Plane;

/**
 * Where the text of a picture lies: the box that holds all but the outer hundredth of its ink on each side, so that thin
 * lines far from the text do not count. Ink is what differs from the border's
 * median by more than {@link #THRESHOLD} grey levels, dark or light.
 *
 * @param left first column
 * @param top first row
 * @param right last column
 * @param bottom last row
 */
record Ink(int left, int top, int right, int bottom) {

    static final float THRESHOLD = 60;
    private static final double OUTSIDE = 0.01;

    static Ink in(Plane plane) {
        int[] columns = new int[plane.width()];
        int[] rows = new int[plane.height()];
        int all = 0;
        float paper = paper(plane);
        for (int y = 0; y < plane.height(); y++) {
            int row = y * plane.width();
            for (int x = 0; x < plane.width(); x++) {
                if (Math.abs(plane.levels()[row + x] - paper) > THRESHOLD) {
                    columns[x]++;
                    rows[y]++;
                    all++;
                }
            }
        }
        int few = (int) (all * OUTSIDE);
        return all == 0
                ? new Ink(0, 0, plane.width() - 1, plane.height() - 1)
                : new Ink(first(columns, few), first(rows, few), last(columns, few), last(rows, few));
    }

    /** The grey level of the paper: the border's median. */
    static float paper(Plane plane) {
        int width = plane.width();
        int height = plane.height();
        float[] border = new float[2 * (width + height)];
        int i = 0;
        for (int x = 0; x < width; x++) {
            border[i++] = plane.levels()[x];
            border[i++] = plane.levels()[(height - 1) * width + x];
        }
        for (int y = 0; y < height; y++) {
            border[i++] = plane.levels()[y * width];
            border[i++] = plane.levels()[y * width + width - 1];
        }
        Arrays.sort(border);
        return border[border.length / 2];
    }

    private static int first(int[] counts, int few) {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            if (sum > few) {
                return i;
            }
        }
        return 0;
    }

    private static int last(int[] counts, int few) {
        int sum = 0;
        for (int i = counts.length - 1; i >= 0; i--) {
            sum += counts[i];
            if (sum > few) {
                return i;
            }
        }
        return counts.length - 1;
    }
}
