package org.lisible.engine.pure.kernels;

/**
 * A weight matrix as the kernels that packed it want it; other kernels cannot read it. Immutable by agreement.
 *
 * @param depth rows of the matrix: values that go into one product
 * @param columns columns of the matrix, a multiple of {@link Kernels#BLOCK}
 * @param panels the values in the kernels' own order
 * @param bias what each column's sum starts from, {@code float[columns or more]}
 */
public record PackedMatrix(int depth, int columns, float[][] panels, float[] bias) {}
