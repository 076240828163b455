package org.lisible.engine.pure.panama;

import static org.lisible.engine.pure.panama.PanamaKernels.LANES;
import static org.lisible.engine.pure.panama.PanamaKernels.PANEL;
import static org.lisible.engine.pure.panama.PanamaKernels.WIDTH;

import org.lisible.engine.pure.kernels.Rows;

import jdk.incubator.vector.FloatVector;

/**
 * The matrix product, where nearly all the time goes. A tile of rows by one panel of columns keeps its sums in registers
 * for the whole depth: each step loads two vectors of weights once for all rows. The tiles are written out because the JIT
 * keeps an array of vectors in memory, and stores are in them because it would not inline a method of their own.
 */
final class PanamaProduct {

    /** Sixteen registers, as of AVX2, hold the sums of four rows; the other machines have thirty-two. */
    static final boolean MANY_REGISTERS = LANES.vectorBitSize() != 256;

    private PanamaProduct() {}

    /** {@code out[r] = bias + a[r] · panel}. @param full whether the panel's second vector is to be stored too */
    static void multiply(
            float[] a,
            int aStart,
            Rows rows,
            int first,
            int count,
            float[] panel,
            float[] bias,
            int column,
            float[] out,
            int outStart,
            boolean full) {
        int end = first + count;
        int row = first;
        for (; MANY_REGISTERS && row + 8 <= end; row += 8) {
            tile8(a, aStart, rows, row, panel, bias, column, out, outStart, full);
        }
        for (; row + 1 < end && count >= 4; row += 4) {
            // The last tile moves back to end with the last row: some rows twice is quicker than two rows one by one.
            tile4(a, aStart, rows, Math.min(row, end - 4), panel, bias, column, out, outStart, full);
        }
        for (; row < end; row++) {
            tile1(a, aStart, rows, row, panel, bias, column, out, outStart, full);
        }
    }

    /** Rows that were just put out, made positive. @param columns a multiple of the vector's width */
    static void rectify(float[] out, int outStart, Rows rows, int first, int count, int columns) {
        for (int row = first; row < first + count; row++) {
            int start = outStart + rows.to()[row];
            for (int at = start; at < start + columns; at += WIDTH) {
                PanamaKernels.positive(FloatVector.fromArray(LANES, out, at)).intoArray(out, at);
            }
        }
    }

    /** 8 rows by one panel: 16 sums in registers. */
    private static void tile8(float[] a, int aStart, Rows rows, int row, float[] panel, float[] bias, int column, float[] out, int outStart, boolean full) {
        FloatVector bias0 = FloatVector.fromArray(LANES, bias, column);
        FloatVector bias1 = FloatVector.fromArray(LANES, bias, column + WIDTH);
        FloatVector s00 = bias0;
        FloatVector s01 = bias1;
        FloatVector s10 = bias0;
        FloatVector s11 = bias1;
        FloatVector s20 = bias0;
        FloatVector s21 = bias1;
        FloatVector s30 = bias0;
        FloatVector s31 = bias1;
        FloatVector s40 = bias0;
        FloatVector s41 = bias1;
        FloatVector s50 = bias0;
        FloatVector s51 = bias1;
        FloatVector s60 = bias0;
        FloatVector s61 = bias1;
        FloatVector s70 = bias0;
        FloatVector s71 = bias1;
        int[] from = rows.from();
        int length = rows.segmentLength();
        for (int segment = 0; segment < rows.segments(); segment++) {
            int weight = (rows.skipped() + segment * length) * PANEL;
            int start = aStart + segment * rows.segmentStride();
            int at0 = start + from[row];
            int at1 = start + from[row + 1];
            int at2 = start + from[row + 2];
            int at3 = start + from[row + 3];
            int at4 = start + from[row + 4];
            int at5 = start + from[row + 5];
            int at6 = start + from[row + 6];
            int at7 = start + from[row + 7];
            for (int k = 0; k < length; k++) {
                FloatVector w0 = FloatVector.fromArray(LANES, panel, weight + k * PANEL);
                FloatVector w1 = FloatVector.fromArray(LANES, panel, weight + k * PANEL + WIDTH);
                FloatVector x = FloatVector.broadcast(LANES, a[at0 + k]);
                s00 = x.fma(w0, s00);
                s01 = x.fma(w1, s01);
                x = FloatVector.broadcast(LANES, a[at1 + k]);
                s10 = x.fma(w0, s10);
                s11 = x.fma(w1, s11);
                x = FloatVector.broadcast(LANES, a[at2 + k]);
                s20 = x.fma(w0, s20);
                s21 = x.fma(w1, s21);
                x = FloatVector.broadcast(LANES, a[at3 + k]);
                s30 = x.fma(w0, s30);
                s31 = x.fma(w1, s31);
                x = FloatVector.broadcast(LANES, a[at4 + k]);
                s40 = x.fma(w0, s40);
                s41 = x.fma(w1, s41);
                x = FloatVector.broadcast(LANES, a[at5 + k]);
                s50 = x.fma(w0, s50);
                s51 = x.fma(w1, s51);
                x = FloatVector.broadcast(LANES, a[at6 + k]);
                s60 = x.fma(w0, s60);
                s61 = x.fma(w1, s61);
                x = FloatVector.broadcast(LANES, a[at7 + k]);
                s70 = x.fma(w0, s70);
                s71 = x.fma(w1, s71);
            }
        }
        int[] to = rows.to();
        s00.intoArray(out, outStart + to[row]);
        s10.intoArray(out, outStart + to[row + 1]);
        s20.intoArray(out, outStart + to[row + 2]);
        s30.intoArray(out, outStart + to[row + 3]);
        s40.intoArray(out, outStart + to[row + 4]);
        s50.intoArray(out, outStart + to[row + 5]);
        s60.intoArray(out, outStart + to[row + 6]);
        s70.intoArray(out, outStart + to[row + 7]);
        if (full) {
            s01.intoArray(out, outStart + to[row] + WIDTH);
            s11.intoArray(out, outStart + to[row + 1] + WIDTH);
            s21.intoArray(out, outStart + to[row + 2] + WIDTH);
            s31.intoArray(out, outStart + to[row + 3] + WIDTH);
            s41.intoArray(out, outStart + to[row + 4] + WIDTH);
            s51.intoArray(out, outStart + to[row + 5] + WIDTH);
            s61.intoArray(out, outStart + to[row + 6] + WIDTH);
            s71.intoArray(out, outStart + to[row + 7] + WIDTH);
        }
    }

    /** 4 rows by one panel: 8 sums in registers. */
    private static void tile4(float[] a, int aStart, Rows rows, int row, float[] panel, float[] bias, int column, float[] out, int outStart, boolean full) {
        FloatVector bias0 = FloatVector.fromArray(LANES, bias, column);
        FloatVector bias1 = FloatVector.fromArray(LANES, bias, column + WIDTH);
        FloatVector s00 = bias0;
        FloatVector s01 = bias1;
        FloatVector s10 = bias0;
        FloatVector s11 = bias1;
        FloatVector s20 = bias0;
        FloatVector s21 = bias1;
        FloatVector s30 = bias0;
        FloatVector s31 = bias1;
        int[] from = rows.from();
        int length = rows.segmentLength();
        for (int segment = 0; segment < rows.segments(); segment++) {
            int weight = (rows.skipped() + segment * length) * PANEL;
            int start = aStart + segment * rows.segmentStride();
            int at0 = start + from[row];
            int at1 = start + from[row + 1];
            int at2 = start + from[row + 2];
            int at3 = start + from[row + 3];
            for (int k = 0; k < length; k++) {
                FloatVector w0 = FloatVector.fromArray(LANES, panel, weight + k * PANEL);
                FloatVector w1 = FloatVector.fromArray(LANES, panel, weight + k * PANEL + WIDTH);
                FloatVector x = FloatVector.broadcast(LANES, a[at0 + k]);
                s00 = x.fma(w0, s00);
                s01 = x.fma(w1, s01);
                x = FloatVector.broadcast(LANES, a[at1 + k]);
                s10 = x.fma(w0, s10);
                s11 = x.fma(w1, s11);
                x = FloatVector.broadcast(LANES, a[at2 + k]);
                s20 = x.fma(w0, s20);
                s21 = x.fma(w1, s21);
                x = FloatVector.broadcast(LANES, a[at3 + k]);
                s30 = x.fma(w0, s30);
                s31 = x.fma(w1, s31);
            }
        }
        int[] to = rows.to();
        s00.intoArray(out, outStart + to[row]);
        s10.intoArray(out, outStart + to[row + 1]);
        s20.intoArray(out, outStart + to[row + 2]);
        s30.intoArray(out, outStart + to[row + 3]);
        if (full) {
            s01.intoArray(out, outStart + to[row] + WIDTH);
            s11.intoArray(out, outStart + to[row + 1] + WIDTH);
            s21.intoArray(out, outStart + to[row + 2] + WIDTH);
            s31.intoArray(out, outStart + to[row + 3] + WIDTH);
        }
    }

    /** 1 row by one panel: 2 sums in registers. */
    private static void tile1(float[] a, int aStart, Rows rows, int row, float[] panel, float[] bias, int column, float[] out, int outStart, boolean full) {
        FloatVector bias0 = FloatVector.fromArray(LANES, bias, column);
        FloatVector bias1 = FloatVector.fromArray(LANES, bias, column + WIDTH);
        FloatVector s00 = bias0;
        FloatVector s01 = bias1;
        int[] from = rows.from();
        int length = rows.segmentLength();
        for (int segment = 0; segment < rows.segments(); segment++) {
            int weight = (rows.skipped() + segment * length) * PANEL;
            int start = aStart + segment * rows.segmentStride();
            int at0 = start + from[row];
            for (int k = 0; k < length; k++) {
                FloatVector w0 = FloatVector.fromArray(LANES, panel, weight + k * PANEL);
                FloatVector w1 = FloatVector.fromArray(LANES, panel, weight + k * PANEL + WIDTH);
                FloatVector x = FloatVector.broadcast(LANES, a[at0 + k]);
                s00 = x.fma(w0, s00);
                s01 = x.fma(w1, s01);
            }
        }
        int[] to = rows.to();
        s00.intoArray(out, outStart + to[row]);
        if (full) {
            s01.intoArray(out, outStart + to[row] + WIDTH);
        }
    }
}
