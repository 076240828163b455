package org.lisible.engine.pure.kernels;

/**
 * The numbers of Winograd's minimal filtering F(4x4, 3x3), as in Lavin and Gray 2016, "Fast Algorithms for Convolutional
 * Neural Networks": a tile of 6x6 inputs becomes 4x4 outputs with 36 products a channel where the definition needs 144.
 * {@code Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A}; {@code Bᵀ} and {@code Aᵀ} are written out in the kernels.
 */
public final class Winograd {

    /** Outputs of a tile on a side, and how far apart tiles are. */
    public static final int TILE = 4;
    /** Inputs of a tile on a side. */
    public static final int SPAN = 6;
    /** Products of a tile, each a matrix product of its own over tiles and channels. */
    public static final int POSITIONS = SPAN * SPAN;

    private static final double[][] G = {
        {1 / 4., 0, 0},
        {-1 / 6., -1 / 6., -1 / 6.},
        {-1 / 6., 1 / 6., -1 / 6.},
        {1 / 24., 1 / 12., 1 / 6.},
        {1 / 24., -1 / 12., 1 / 6.},
        {0, 0, 1}
    };

    /** Tiles that a kernel transforms at a time. */
    private static final int CHUNK = 8;

    private Winograd() {}

    /** Values of scratch that the kernels want for so many channels: little enough for a core's nearest cache. */
    public static int scratch(int channels) {
        return Math.max(SPAN * (TILE * CHUNK + 2) * Kernels.BLOCK, 2 * POSITIONS * channels);
    }

    /** {@code G g Gᵀ} at one position. @param kernel holds {@code g [3][3]} from {@code start} on. Not modified. */
    public static double weight(float[] kernel, int start, int position) {
        double[] vertical = G[position / SPAN];
        double[] horizontal = G[position % SPAN];
        double sum = 0;
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                sum += vertical[y] * horizontal[x] * kernel[start + y * 3 + x];
            }
        }
        return sum;
    }
}
