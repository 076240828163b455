package org.lisible.engine.pure.kernels;

import java.util.Arrays;

/**
 * The kernels in plain Java: the oracle of the tests, and what runs without the Vector API. The JIT turns a loop into
 * vector instructions where each array is read and written at the loop variable itself, so the weights are one array a
 * row and the sums one array a row.
 */
public final class ScalarKernels implements Kernels {

    @Override
    public String name() {
        return "scalar";
    }

    /** All of them: the loop over columns is the one that the JIT vectorises. */
    @Override
    public int columnsTogether() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long saturate(int rounds) {
        float[] sums = new float[256];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < sums.length; i++) {
                float sum = sums[i];
                sum = sum * 0.5f + 1;
                sum = sum * 0.5f + 1;
                sum = sum * 0.5f + 1;
                sum = sum * 0.5f + 1;
                sums[i] = sum;
            }
        }
        return 8L * rounds * sums.length;
    }

    /** One panel for each row of the matrix. */
    @Override
    public PackedMatrix pack(float[] matrix, float[] bias, int depth, int columns) {
        float[][] panels = new float[depth][];
        for (int k = 0; k < depth; k++) {
            panels[k] = Arrays.copyOfRange(matrix, k * columns, (k + 1) * columns);
        }
        return new PackedMatrix(depth, columns, panels, Arrays.copyOf(bias, columns));
    }

    @Override
    public void multiply(
            float[] a,
            int aStart,
            Rows rows,
            int first,
            int count,
            PackedMatrix matrix,
            boolean rectify,
            float[] out,
            int outStart) {
        int columns = matrix.columns();
        float[] sums = new float[columns];
        float[] otherSums = new float[columns];
        int length = rows.segmentLength();
        int end = first + count;
        for (int row = first; row < end; row += 2) {
            // An odd last row is computed twice rather than by code of its own.
            int other = Math.min(row + 1, end - 1);
            System.arraycopy(matrix.bias(), 0, sums, 0, columns);
            System.arraycopy(matrix.bias(), 0, otherSums, 0, columns);
            for (int segment = 0; segment < rows.segments(); segment++) {
                int start = aStart + segment * rows.segmentStride();
                int from = start + rows.from()[row];
                int otherFrom = start + rows.from()[other];
                int weight = rows.skipped() + segment * length;
                addSegment(a, from, otherFrom, length, matrix.panels(), weight, sums, otherSums);
            }
            if (rectify) {
                rectify(sums, 0, columns);
                rectify(otherSums, 0, columns);
            }
            System.arraycopy(sums, 0, out, outStart + rows.to()[row], columns);
            System.arraycopy(otherSums, 0, out, outStart + rows.to()[other], columns);
        }
    }

    private static void addSegment(
            float[] a, int at0, int at1, int length, float[][] weights, int weight, float[] first, float[] second) {
        int k = 0;
        for (; k + 4 <= length; k += 4) {
            addFour(a, at0 + k, at1 + k, weights, weight + k, first, second);
        }
        for (; k < length; k++) {
            addOne(a[at0 + k], a[at1 + k], weights[weight + k], first, second);
        }
    }

    private static void addFour(
            float[] a, int at0, int at1, float[][] weights, int weight, float[] first, float[] second) {
        float[] w0 = weights[weight];
        float[] w1 = weights[weight + 1];
        float[] w2 = weights[weight + 2];
        float[] w3 = weights[weight + 3];
        float a0 = a[at0];
        float a1 = a[at0 + 1];
        float a2 = a[at0 + 2];
        float a3 = a[at0 + 3];
        float b0 = a[at1];
        float b1 = a[at1 + 1];
        float b2 = a[at1 + 2];
        float b3 = a[at1 + 3];
        for (int j = 0; j < first.length; j++) {
            first[j] += a0 * w0[j] + a1 * w1[j] + a2 * w2[j] + a3 * w3[j];
            second[j] += b0 * w0[j] + b1 * w1[j] + b2 * w2[j] + b3 * w3[j];
        }
    }

    private static void addOne(float a, float b, float[] w, float[] first, float[] second) {
        for (int j = 0; j < first.length; j++) {
            first[j] += a * w[j];
            second[j] += b * w[j];
        }
    }

    @Override
    public void convolvePlane(
            float[] in,
            int inStart,
            int lineStride,
            int count,
            PackedMatrix matrix,
            boolean rectify,
            float[] out,
            int outStart,
            int outStride) {
        float[][] sums = new float[4][matrix.columns()];
        for (int i = 0; i < count; i++) {
            for (float[] sum : sums) {
                System.arraycopy(matrix.bias(), 0, sum, 0, sum.length);
            }
            for (int tap = 0; tap < 9; tap++) {
                int at = inStart + tap / 3 * lineStride + 2 * i + tap % 3;
                int below = at + lineStride;
                addOne(in[at], in[at + 1], matrix.panels()[tap], sums[0], sums[1]);
                addOne(in[below], in[below + 1], matrix.panels()[tap], sums[2], sums[3]);
            }
            largest(sums[1], sums[0]);
            largest(sums[2], sums[0]);
            largest(sums[3], sums[0]);
            if (rectify) {
                rectify(sums[0], 0, sums[0].length);
            }
            System.arraycopy(sums[0], 0, out, outStart + i * outStride, sums[0].length);
        }
    }

    private static void largest(float[] values, float[] largest) {
        for (int i = 0; i < largest.length; i++) {
            largest[i] = Math.max(largest[i], values[i]);
        }
    }

    @Override
    public void addProducts(
            float[] x,
            int xStart,
            int xStride,
            int count,
            PackedMatrix matrix,
            float[] y,
            int yStart,
            int yStride) {
        float[] sums = new float[matrix.columns()];
        float[] otherSums = new float[matrix.columns()];
        for (int row = 0; row < count; row += 2) {
            // An odd last row is computed twice rather than by code of its own.
            int other = Math.min(row + 1, count - 1);
            System.arraycopy(y, yStart + row * yStride, sums, 0, sums.length);
            System.arraycopy(y, yStart + other * yStride, otherSums, 0, sums.length);
            int from = xStart + row * xStride;
            int otherFrom = xStart + other * xStride;
            addSegment(x, from, otherFrom, matrix.depth(), matrix.panels(), 0, sums, otherSums);
            System.arraycopy(sums, 0, y, yStart + row * yStride, sums.length);
            System.arraycopy(otherSums, 0, y, yStart + other * yStride, sums.length);
        }
    }

    @Override
    public void maxPool(
            float[] in, int inStart, int lineStride, Window window, int channels, int count, float[] out, int outStart) {
        if (window.equals(Window.PIXEL)) {
            System.arraycopy(in, inStart, out, outStart, count * channels);
            return;
        }
        float[] largest = new float[channels];
        float[] pixel = new float[channels];
        for (int x = 0; x < count; x++) {
            int corner = inStart + x * window.stride() * channels;
            System.arraycopy(in, corner, largest, 0, channels);
            for (int line = 0; line < window.height(); line++) {
                for (int column = 0; column < window.width(); column++) {
                    System.arraycopy(in, corner + line * lineStride + column * channels, pixel, 0, channels);
                    for (int c = 0; c < channels; c++) {
                        largest[c] = Math.max(largest[c], pixel[c]);
                    }
                }
            }
            System.arraycopy(largest, 0, out, outStart + x * channels, channels);
        }
    }

    @Override
    public void average(
            float[] in,
            int inStart,
            int lineStride,
            int height,
            int width,
            int channels,
            float[] out,
            int outStart) {
        float[] sums = new float[channels];
        float[] pixel = new float[channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(in, inStart + y * lineStride + x * channels, pixel, 0, channels);
                for (int c = 0; c < channels; c++) {
                    sums[c] += pixel[c];
                }
            }
        }
        float share = 1f / (height * width);
        for (int c = 0; c < channels; c++) {
            out[outStart + c] = sums[c] * share;
        }
    }

    @Override
    public void add(
            float[] a, int aStart, float[] b, int bStart, int count, boolean rectify, float[] out, int outStart) {
        for (int i = 0; i < count; i++) {
            float sum = a[aStart + i] + b[bStart + i];
            out[outStart + i] = rectify ? Math.max(sum, 0) : sum;
        }
    }

    @Override
    public void scale(float[] x, int start, int count, int channels, float[] scale, float[] shift) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < channels; c++) {
                int at = start + i * channels + c;
                x[at] = x[at] * scale[c] + shift[c];
            }
        }
    }

    @Override
    public void rectify(float[] x, int start, int count) {
        for (int i = start; i < start + count; i++) {
            x[i] = Math.max(x[i], 0);
        }
    }

    @Override
    public void lstmCell(
            float[] gates, int gatesStart, float[] cell, int cellStart, float[] hidden, int hiddenStart, int count) {
        for (int unit = 0; unit < count; unit++) {
            int gate = gatesStart + unit / BLOCK * 4 * BLOCK + unit % BLOCK;
            float input = sigmoid(gates[gate]);
            float forget = sigmoid(gates[gate + BLOCK]);
            float candidate = Tanh.of(gates[gate + 2 * BLOCK]);
            float output = sigmoid(gates[gate + 3 * BLOCK]);
            float next = forget * cell[cellStart + unit] + input * candidate;
            cell[cellStart + unit] = next;
            hidden[hiddenStart + unit] = output * Tanh.of(next);
        }
    }

    @Override
    public void winogradInput(
            float[] in,
            int inStart,
            int lineStride,
            int channels,
            int tiles,
            float[] scratch,
            float[] out,
            int outStart,
            int positionStride) {
        ScalarWinograd.input(in, inStart, lineStride, channels, tiles, scratch, out, outStart, positionStride);
    }

    @Override
    public void winogradOutput(
            float[] products,
            int start,
            int positionStride,
            int channels,
            int tiles,
            float[] scratch,
            float[] bias,
            boolean rectify,
            Window pool,
            int lines,
            int pixels,
            float[] out,
            int outStart,
            int lineStride) {
        ScalarWinograd.output(
                products, start, positionStride, channels, tiles, scratch, bias, rectify, pool, lines, pixels, out, outStart,
                lineStride);
    }

    private static float sigmoid(float x) {
        return 0.5f + 0.5f * Tanh.of(0.5f * x);
    }
}
