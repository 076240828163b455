package org.lisible.data.drawing;

/**
 * How far each pixel of a two-level picture is from its outline: Euclidean, by the exact distance transform of
 * Felzenszwalb and Huttenlocher ("Distance Transforms of Sampled Functions", 2012), in time linear in the pixels.
 */
public final class DistanceField {

    private static final double FAR = 1e12;

    private DistanceField() {}

    /**
     * @param ink {@code boolean[height * width]}, row-major. Not modified.
     * @return {@code float[height * width]}: above 0 on ink and below 0 beside it, the distance to the nearest pixel of the
     *     other kind less half a pixel; very large where there is none
     */
    public static float[] of(boolean[] ink, int width, int height) {
        double[] toPaper = squared(ink, false, width, height);
        double[] toInk = squared(ink, true, width, height);
        float[] field = new float[ink.length];
        for (int i = 0; i < field.length; i++) {
            field[i] = (float) (ink[i] ? Math.sqrt(toPaper[i]) - 0.5 : 0.5 - Math.sqrt(toInk[i]));
        }
        return field;
    }

    /** The squared distance of each pixel to the nearest that is {@code wanted}. */
    private static double[] squared(boolean[] ink, boolean wanted, int width, int height) {
        double[] distances = new double[ink.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = ink[i] == wanted ? 0 : FAR;
        }
        for (int y = 0; y < height; y++) {
            lowerEnvelope(distances, y * width, 1, width);
        }
        for (int x = 0; x < width; x++) {
            lowerEnvelope(distances, x, width, height);
        }
        return distances;
    }

    /** Replaces samples by the least of the parabolas that stand on them. {@code values} is modified. */
    private static void lowerEnvelope(double[] values, int first, int stride, int count) {
        int[] roots = new int[count];
        double[] from = new double[count + 1];
        double[] heights = new double[count];
        for (int i = 0; i < count; i++) {
            heights[i] = values[first + i * stride];
        }
        int last = 0;
        from[0] = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < count; i++) {
            double crossing = crossing(heights, roots[last], i);
            while (crossing <= from[last]) {
                last--;
                crossing = crossing(heights, roots[last], i);
            }
            last++;
            roots[last] = i;
            from[last] = crossing;
        }
        from[last + 1] = Double.POSITIVE_INFINITY;
        for (int i = 0, parabola = 0; i < count; i++) {
            while (from[parabola + 1] < i) {
                parabola++;
            }
            double offset = i - roots[parabola];
            values[first + i * stride] = offset * offset + heights[roots[parabola]];
        }
    }

    private static double crossing(double[] heights, int left, int right) {
        return (heights[right] + (double) right * right - heights[left] - (double) left * left) / (2.0 * (right - left));
    }
}
