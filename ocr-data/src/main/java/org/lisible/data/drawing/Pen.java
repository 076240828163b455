package org.lisible.data.drawing;

/** A round pen on paper: what it covers twice is no lighter or darker for it, and edges are antialiased. */
public final class Pen {

    private Pen() {}

    /**
     * Draws one stroke.
     *
     * @param plane drawn on; each pixel gets the ink's level times its coverage if that is lighter than what is there.
     *     Modified.
     * @param points x and y in turn, in pixels; a single point is a dot
     * @param radii of the pen at each point, in pixels
     * @param ink the pen's grey level
     */
    public static void stroke(Plane plane, float[] points, float[] radii, float ink) {
        int last = radii.length - 1;
        for (int i = 0; i <= Math.max(0, last - 1); i++) {
            int next = Math.min(i + 1, last);
            segment(
                    plane,
                    points[2 * i],
                    points[2 * i + 1],
                    points[2 * next],
                    points[2 * next + 1],
                    radii[i],
                    radii[next],
                    ink);
        }
    }

    private static void segment(
            Plane plane, float ax, float ay, float bx, float by, float from, float to, float ink) {
        float reach = Math.max(from, to) + 0.5f;
        int top = Math.max(0, (int) Math.ceil(Math.min(ay, by) - reach));
        int bottom = Math.min(plane.height() - 1, (int) Math.floor(Math.max(ay, by) + reach));
        int left = Math.max(0, (int) Math.ceil(Math.min(ax, bx) - reach));
        int right = Math.min(plane.width() - 1, (int) Math.floor(Math.max(ax, bx) + reach));
        float dx = bx - ax;
        float dy = by - ay;
        float length = dx * dx + dy * dy;
        float scale = length == 0 ? 0 : 1 / length;
        float[] levels = plane.levels();
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                float t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) * scale));
                float ex = x - ax - t * dx;
                float ey = y - ay - t * dy;
                float rim = from + t * (to - from) + 0.5f;
                float square = ex * ex + ey * ey;
                if (square < rim * rim) {
                    float coverage = Math.min(1, rim - (float) Math.sqrt(square));
                    int i = y * plane.width() + x;
                    levels[i] = Math.max(levels[i], coverage * ink);
                }
            }
        }
    }
}
