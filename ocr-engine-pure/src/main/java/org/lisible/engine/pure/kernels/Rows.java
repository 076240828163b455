package org.lisible.engine.pure.kernels;

/**
 * How the rows of a matrix lie in an array, without being copied together: row {@code r} is made of equally long
 * segments, segment {@code s} of it starting at {@code start + r * rowStride + s * segmentStride}. Rows may overlap, so
 * that the windows of a convolution are rows too: one segment for each line of the kernel.
 *
 * @param rowStride from a row's start to the next one's
 * @param segments segments in a row, at least 1
 * @param segmentStride from a segment's start to the next one's
 * @param segmentLength values in a segment, at least 1
 */
public record Rows(int rowStride, int segments, int segmentStride, int segmentLength) {

    /** Rows in one piece. */
    public static Rows of(int rowStride, int length) {
        return new Rows(rowStride, 1, 0, length);
    }

    /** Values in a row. */
    public int depth() {
        return segments * segmentLength;
    }
}
