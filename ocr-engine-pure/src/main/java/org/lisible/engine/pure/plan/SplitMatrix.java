package org.lisible.engine.pure.plan;

import java.util.Arrays;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;

/**
 * A weight matrix in blocks of columns, which are best multiplied one after the other, each by all rows.
 *
 * @param blocks from left to right
 * @param width columns of each block but the last one
 */
record SplitMatrix(PackedMatrix[] blocks, int width) {

    /**
     * @param matrix {@code [depth][columns]}. Not modified.
     * @param bias {@code [columns]}. Not modified.
     */
    static SplitMatrix pack(Kernels kernels, float[] matrix, float[] bias, int depth, int columns) {
        int width = Math.min(columns, kernels.columnsTogether());
        PackedMatrix[] blocks = new PackedMatrix[(columns + width - 1) / width];
        for (int block = 0; block < blocks.length; block++) {
            int first = block * width;
            int count = Math.min(width, columns - first);
            float[] part = new float[depth * count];
            for (int k = 0; k < depth; k++) {
                System.arraycopy(matrix, k * columns + first, part, k * count, count);
            }
            blocks[block] = kernels.pack(part, Arrays.copyOfRange(bias, first, first + count), depth, count);
        }
        return new SplitMatrix(blocks, width);
    }

    int depth() {
        return blocks[0].depth();
    }

    int columns() {
        return (blocks.length - 1) * width + blocks[blocks.length - 1].columns();
    }

    /** Values of the whole matrix. */
    int size() {
        return depth() * columns();
    }

    /** Multiplies one block; see {@link Kernels#multiply}. */
    void multiply(
            Kernels kernels, int block, float[] a, Rows rows, int first, int count, boolean rectify, float[] out) {
        kernels.multiply(a, 0, rows, first, count, blocks[block], rectify, out, block * width);
    }

    /** Multiplies all of it; see {@link Kernels#multiply}. */
    void multiply(Kernels kernels, float[] a, Rows rows, int first, int count, boolean rectify, float[] out) {
        for (int block = 0; block < blocks.length; block++) {
            multiply(kernels, block, a, rows, first, count, rectify, out);
        }
    }
}
