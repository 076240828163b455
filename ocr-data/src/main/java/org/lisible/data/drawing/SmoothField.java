package org.lisible.data.drawing;

import java.util.random.RandomGenerator;

/**
 * A smooth random field over a picture: independent normal values on a coarse grid, joined by uniform cubic B-splines.
 * It stands for Simard's Gaussian-smoothed noise (Simard, Steinkraus, Platt 2003) at a fraction of its cost.
 */
public final class SmoothField {

    private SmoothField() {}

    /**
     * @param width columns
     * @param height rows
     * @param spacing pixels from one grid point to the next, at least 2; the larger, the smoother
     * @param amplitude standard deviation of the grid's values
     * @param random gives the grid's values
     * @return {@code float[height * width]}, row-major
     */
    public static float[] of(int width, int height, int spacing, double amplitude, RandomGenerator random) {
        int columns = width / spacing + 4;
        int rows = height / spacing + 4;
        float[] grid = new float[rows * columns];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = (float) (amplitude * random.nextGaussian());
        }
        float[] stretched = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            for (int x = 0; x < width; x++) {
                int i = row * columns + x / spacing;
                float t = (float) (x % spacing) / spacing;
                stretched[row * width + x] = spline(grid[i], grid[i + 1], grid[i + 2], grid[i + 3], t);
            }
        }
        float[] field = new float[height * width];
        for (int y = 0; y < height; y++) {
            int i = y / spacing * width;
            float t = (float) (y % spacing) / spacing;
            for (int x = 0; x < width; x++, i++) {
                field[y * width + x] = spline(
                        stretched[i], stretched[i + width], stretched[i + 2 * width], stretched[i + 3 * width], t);
            }
        }
        return field;
    }

    private static float spline(float a, float b, float c, float d, float t) {
        float s = 1 - t;
        float t2 = t * t;
        float s2 = s * s;
        return (a * s2 * s + b * (4 - 6 * t2 + 3 * t2 * t) + c * (4 - 6 * s2 + 3 * s2 * s) + d * t2 * t) / 6;
    }
}
