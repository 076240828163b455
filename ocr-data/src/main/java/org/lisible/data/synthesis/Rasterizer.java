package org.lisible.data.synthesis;

import org.lisible.data.drawing.Plane;

/**
 * Fills outlines with exact area coverage: each edge adds its signed area to the pixels it crosses, and a running sum
 * along the row turns that into coverage (Levien's font-rs and FreeType's smooth rasteriser do the same). Contours of one
 * direction may overlap.
 */
final class Rasterizer {

    private Rasterizer() {}

    /**
     * Adds an outline to a plane of coverage.
     *
     * @param outline in pixels; parts outside the plane are cut off
     * @param coverage 0 for paper to 1 for ink. Modified.
     */
    static void fill(Outline outline, Plane coverage) {
        int width = coverage.width();
        int height = coverage.height();
        float[] areas = new float[height * (width + 2)];
        for (float[] contour : outline.contours()) {
            int last = contour.length - 2;
            float x = contour[last];
            float y = contour[last + 1];
            for (int i = 0; i < contour.length; i += 2) {
                edge(x, y, contour[i], contour[i + 1], areas, width, height);
                x = contour[i];
                y = contour[i + 1];
            }
        }
        float[] levels = coverage.levels();
        for (int row = 0; row < height; row++) {
            float sum = 0;
            for (int column = 0; column < width; column++) {
                sum += areas[row * (width + 2) + column];
                int i = row * width + column;
                levels[i] = Math.max(levels[i], Math.min(1, Math.abs(sum)));
            }
        }
    }

    private static void edge(float x0, float y0, float x1, float y1, float[] areas, int width, int height) {
        if (y0 == y1) {
            return;
        }
        float direction = y0 < y1 ? 1 : -1;
        float topX = y0 < y1 ? x0 : x1;
        float topY = Math.min(y0, y1);
        float bottomY = Math.max(y0, y1);
        float slope = (x1 - x0) / (y1 - y0);
        int firstRow = Math.max(0, (int) Math.floor(topY));
        int lastRow = Math.min(height - 1, (int) Math.ceil(bottomY) - 1);
        for (int row = firstRow; row <= lastRow; row++) {
            float from = Math.max(topY, row);
            float to = Math.min(bottomY, row + 1);
            float a = Math.clamp(topX + (from - topY) * slope, 0, width);
            float b = Math.clamp(topX + (to - topY) * slope, 0, width);
            span(Math.min(a, b), Math.max(a, b), direction * (to - from), areas, row * (width + 2));
        }
    }

    /** An edge that runs from column {@code left} to {@code right} within one row and covers {@code rise} of its height. */
    private static void span(float left, float right, float rise, float[] areas, int row) {
        int first = (int) left;
        int last = (int) Math.ceil(right) - 1;
        if (last <= first) {
            float inside = first + 1 - (left + right) / 2;
            areas[row + first] += rise * inside;
            areas[row + first + 1] += rise * (1 - inside);
            return;
        }
        float perColumn = rise / (right - left);
        for (int column = first; column <= last; column++) {
            float from = Math.max(left, column);
            float to = Math.min(right, column + 1);
            float part = perColumn * (to - from);
            float inside = column + 1 - (from + to) / 2;
            areas[row + column] += part * inside;
            areas[row + column + 1] += part * (1 - inside);
        }
    }
}
