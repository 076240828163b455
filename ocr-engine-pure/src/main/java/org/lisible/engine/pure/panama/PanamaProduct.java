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
    private static final boolean MANY_REGISTERS = LANES.vectorBitSize() != 256;

    private PanamaProduct() {}

    /** {@code out[r] = bias + a[r] · panel}. @param full whether the panel's second vector is to be stored too */
    static void multiply(
            float[] a,
            int aStart,
            Rows rows,
            int count,
            float[] panel,
            float[] bias,
            int column,
            boolean rectify,
            float[] out,
            int outStart,
            int outStride,
            boolean full) {
        int stride = rows.rowStride();
        int row = 0;
        for (; MANY_REGISTERS && row + 8 <= count; row += 8) {
            int at = aStart + row * stride;
            tile8(a, at, rows, panel, bias, column, rectify, out, outStart + row * outStride, outStride, full);
        }
        for (; row < count && count >= 4; row += 4) {
            // The last tile moves back to end with the last row: some rows twice is quicker than rows one by one.
            int top = Math.min(row, count - 4);
            int at = aStart + top * stride;
            tile4(a, at, rows, panel, bias, column, rectify, out, outStart + top * outStride, outStride, full);
        }
        for (; row < count; row++) {
            int at = aStart + row * stride;
            tile1(a, at, rows, panel, bias, column, rectify, out, outStart + row * outStride, full);
        }
    }

    /** 8 rows by one panel: 16 sums in registers. */
    private static void tile8(
            float[] a,
            int aStart,
            Rows rows,
            float[] panel,
            float[] bias,
            int column,
            boolean rectify,
            float[] out,
            int outStart,
            int outStride,
            boolean full) {
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
        int length = rows.segmentLength();
        int stride = rows.rowStride();
        for (int segment = 0; segment < rows.segments(); segment++) {
            int weight = segment * length * PANEL;
            int at0 = aStart + segment * rows.segmentStride();
            int at1 = at0 + stride;
            int at2 = at1 + stride;
            int at3 = at2 + stride;
            int at4 = at3 + stride;
            int at5 = at4 + stride;
            int at6 = at5 + stride;
            int at7 = at6 + stride;
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
        FloatVector floor = FloatVector.broadcast(LANES, rectify ? 0 : Float.NEGATIVE_INFINITY);
        s00.max(floor).intoArray(out, outStart);
        s10.max(floor).intoArray(out, outStart + outStride);
        s20.max(floor).intoArray(out, outStart + 2 * outStride);
        s30.max(floor).intoArray(out, outStart + 3 * outStride);
        s40.max(floor).intoArray(out, outStart + 4 * outStride);
        s50.max(floor).intoArray(out, outStart + 5 * outStride);
        s60.max(floor).intoArray(out, outStart + 6 * outStride);
        s70.max(floor).intoArray(out, outStart + 7 * outStride);
        if (full) {
            s01.max(floor).intoArray(out, outStart + WIDTH);
            s11.max(floor).intoArray(out, outStart + outStride + WIDTH);
            s21.max(floor).intoArray(out, outStart + 2 * outStride + WIDTH);
            s31.max(floor).intoArray(out, outStart + 3 * outStride + WIDTH);
            s41.max(floor).intoArray(out, outStart + 4 * outStride + WIDTH);
            s51.max(floor).intoArray(out, outStart + 5 * outStride + WIDTH);
            s61.max(floor).intoArray(out, outStart + 6 * outStride + WIDTH);
            s71.max(floor).intoArray(out, outStart + 7 * outStride + WIDTH);
        }
    }

    /** 4 rows by one panel: 8 sums in registers. */
    private static void tile4(
            float[] a,
            int aStart,
            Rows rows,
            float[] panel,
            float[] bias,
            int column,
            boolean rectify,
            float[] out,
            int outStart,
            int outStride,
            boolean full) {
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
        int length = rows.segmentLength();
        int stride = rows.rowStride();
        for (int segment = 0; segment < rows.segments(); segment++) {
            int weight = segment * length * PANEL;
            int at0 = aStart + segment * rows.segmentStride();
            int at1 = at0 + stride;
            int at2 = at1 + stride;
            int at3 = at2 + stride;
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
        FloatVector floor = FloatVector.broadcast(LANES, rectify ? 0 : Float.NEGATIVE_INFINITY);
        s00.max(floor).intoArray(out, outStart);
        s10.max(floor).intoArray(out, outStart + outStride);
        s20.max(floor).intoArray(out, outStart + 2 * outStride);
        s30.max(floor).intoArray(out, outStart + 3 * outStride);
        if (full) {
            s01.max(floor).intoArray(out, outStart + WIDTH);
            s11.max(floor).intoArray(out, outStart + outStride + WIDTH);
            s21.max(floor).intoArray(out, outStart + 2 * outStride + WIDTH);
            s31.max(floor).intoArray(out, outStart + 3 * outStride + WIDTH);
        }
    }

    private static void tile1(
            float[] a,
            int aStart,
            Rows rows,
            float[] panel,
            float[] bias,
            int column,
            boolean rectify,
            float[] out,
            int outStart,
            boolean full) {
        FloatVector s0 = FloatVector.fromArray(LANES, bias, column);
        FloatVector s1 = FloatVector.fromArray(LANES, bias, column + WIDTH);
        int length = rows.segmentLength();
        for (int segment = 0; segment < rows.segments(); segment++) {
            int weight = segment * length * PANEL;
            int at = aStart + segment * rows.segmentStride();
            for (int k = 0; k < length; k++) {
                FloatVector x = FloatVector.broadcast(LANES, a[at + k]);
                s0 = x.fma(FloatVector.fromArray(LANES, panel, weight + k * PANEL), s0);
                s1 = x.fma(FloatVector.fromArray(LANES, panel, weight + k * PANEL + WIDTH), s1);
            }
        }
        FloatVector floor = FloatVector.broadcast(LANES, rectify ? 0 : Float.NEGATIVE_INFINITY);
        s0.max(floor).intoArray(out, outStart);
        if (full) {
            s1.max(floor).intoArray(out, outStart + WIDTH);
        }
    }
}
