package org.lisible.tensor;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * 32-bit floats with a shape, the last dimension running fastest. Immutable by agreement: neither the giver nor the
 * taker writes to {@link #data} after it was handed over.
 *
 * @param shape sizes, outermost first; empty for a scalar
 * @param data {@code float[product(shape)]}
 */
public record Tensor(int[] shape, float[] data) {

    public Tensor {
        requireNonNull(shape, "shape is null");
        requireNonNull(data, "data is null");
        if (size(shape) != data.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " needs " + size(shape) + " values, not " + data.length);
        }
    }

    /** How many values a shape holds. */
    public static long size(int... shape) {
        long size = 1;
        for (int dimension : shape) {
            size = Math.multiplyExact(size, dimension);
        }
        return size;
    }

    public boolean hasShape(int... expected) {
        return Arrays.equals(shape, expected);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
