package org.lisible.data.augmentation;

import org.lisible.data.drawing.Plane;

/** Makes strokes thicker or thinner by grey dilation and erosion, in place. */
final class StrokeWidth {

    /** Share of the ink that erosion leaves, so that hairlines and dots do not vanish. */
    private static final double LEFT = 0.7;

    private StrokeWidth() {}

    /**
     * @param amount pixels by which each edge moves out; below 0, in
     */
    static void change(Plane plane, double amount) {
        float paper = Ink.paper(plane);
        boolean brightest = paper < 128 == amount > 0;
        for (double rest = Math.abs(amount); rest > 0; rest--) {
            float[] changed = neighbours(plane, brightest);
            double share = Math.min(1, rest);
            blend(plane.levels(), changed, amount > 0 ? share : Math.min(share, bearable(plane.levels(), changed, paper)));
        }
    }

    /** The brightest or darkest of each pixel and its four neighbours. */
    private static float[] neighbours(Plane plane, boolean brightest) {
        int width = plane.width();
        int height = plane.height();
        float[] levels = plane.levels();
        float[] found = levels.clone();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                float left = levels[x > 0 ? i - 1 : i];
                float right = levels[x < width - 1 ? i + 1 : i];
                float above = levels[y > 0 ? i - width : i];
                float below = levels[y < height - 1 ? i + width : i];
                found[i] = brightest
                        ? Math.max(found[i], Math.max(Math.max(left, right), Math.max(above, below)))
                        : Math.min(found[i], Math.min(Math.min(left, right), Math.min(above, below)));
            }
        }
        return found;
    }

    private static void blend(float[] levels, float[] changed, double share) {
        for (int i = 0; i < levels.length; i++) {
            levels[i] += (float) share * (changed[i] - levels[i]);
        }
    }

    /** How far the blend may go for {@link #LEFT} of the ink to stay. */
    private static double bearable(float[] levels, float[] eroded, float paper) {
        double before = 0;
        double after = 0;
        for (int i = 0; i < levels.length; i++) {
            before += Math.abs(levels[i] - paper);
            after += Math.abs(eroded[i] - paper);
        }
        return before > after ? (1 - LEFT) * before / (before - after) : 1;
    }
}
