package org.lisible.data.augmentation;

import java.util.random.RandomGenerator;

/**
 * Grid distortion: columns and rows are cut into bands that grow and shrink against one another, as hands write the bowl
 * of a letter large and its stem short, or the other way. The picture's border stays where it is.
 */
final class Bands {

    private static final int COUNT = 5;

    private Bands() {}

    /**
     * @param share by which each band grows or shrinks, either way
     * @param fieldX {@code float[height * width]}: pixels from the new place to the old one. Modified.
     * @param fieldY likewise. Modified.
     */
    static void add(double share, int width, int height, float[] fieldX, float[] fieldY, RandomGenerator random) {
        float[] columns = displacements(share, width, random);
        float[] rows = displacements(share, height, random);
        int i = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                fieldX[i] += columns[x];
                fieldY[i] += rows[y];
            }
        }
    }

    /** For each place of the new axis how far off its pixel lies on the old one; 0 at both ends. */
    private static float[] displacements(double share, int size, RandomGenerator random) {
        double[] ends = new double[COUNT + 1];
        for (int band = 0; band < COUNT; band++) {
            ends[band + 1] = ends[band] + 1 + share * (2 * random.nextDouble() - 1);
        }
        float[] displacements = new float[size];
        int last = size - 1;
        for (int i = 1; i < last; i++) {
            double place = (double) i / last * COUNT;
            int band = (int) place;
            double old = ends[band] + (place - band) * (ends[band + 1] - ends[band]);
            displacements[i] = (float) (old / ends[COUNT] * last - i);
        }
        return displacements;
    }
}
