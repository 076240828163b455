package org.lisible.engine.pure.kernels;

/**
 * Where the rows of a product lie, without being copied together: row {@code r} of the left matrix is made of equally
 * long segments, segment {@code s} of it starting at {@code from[r] + s * segmentStride}, and row {@code r} of the result
 * starts at {@code to[r]}. Rows may overlap and come in any order, so that the windows of a convolution are rows too, over
 * any number of pictures: one segment for each line of the kernel.
 *
 * @param from where each row starts, relative to a start that is given with the array. Not modified.
 * @param to where each row of the result starts, likewise. Not modified.
 * @param segments segments in a row, at least 1
 * @param segmentStride from a segment's start to the next one's
 * @param segmentLength values in a segment, at least 1
 * @param skipped rows of the right matrix before the one that the rows' first value meets; those before it and those after
 *     the rows' last value count as if zeros met them
 */
public record Rows(int[] from, int[] to, int segments, int segmentStride, int segmentLength, int skipped) {

    public Rows(int[] from, int[] to, int segments, int segmentStride, int segmentLength) {
        this(from, to, segments, segmentStride, segmentLength, 0);
    }

    /** Rows in one piece, {@code fromStride} from one to the next one, and their results {@code toStride} apart. */
    public static Rows of(int count, int fromStride, int length, int toStride) {
        return new Rows(evenly(count, fromStride), evenly(count, toStride), 1, 0, length);
    }

    /** {@code 0, stride, 2 * stride, …} */
    public static int[] evenly(int count, int stride) {
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = Math.multiplyExact(i, stride);
        }
        return starts;
    }

    /** Values in a row. */
    public int depth() {
        return segments * segmentLength;
    }
}
