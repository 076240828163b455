package org.lisible.engine.pure.panama;

import static org.lisible.engine.pure.panama.PanamaKernels.LANES;
import static org.lisible.engine.pure.panama.PanamaKernels.PANEL;
import static org.lisible.engine.pure.panama.PanamaKernels.WIDTH;

import org.lisible.engine.pure.kernels.PackedMatrix;

import jdk.incubator.vector.FloatVector;

/**
 * What an LSTM's hidden state adds to the gates. For one row each weight is read once and used once, so as many panels as there
 * are registers for are read side by side; for several rows it is a matrix product.
 */
final class PanamaRecurrence {

    private PanamaRecurrence() {}

    /** {@code y[r] += x[r] · matrix} */
    static void add(
            float[] x, int xStart, int xStride, int count, PackedMatrix matrix, float[] y, int yStart, int yStride) {
        float[][] panels = matrix.panels();
        int whole = matrix.columns() / PANEL;
        int row = 0;
        for (; PanamaProduct.MANY_REGISTERS && row + 8 <= count; row += 8) {
            for (int panel = 0; panel < whole; panel++) {
                int to = yStart + row * yStride + panel * PANEL;
                tile8(x, xStart + row * xStride, xStride, matrix.depth(), panels[panel], y, to, yStride);
            }
        }
        for (; row + 4 <= count; row += 4) {
            for (int panel = 0; panel < whole; panel++) {
                int to = yStart + row * yStride + panel * PANEL;
                tile4(x, xStart + row * xStride, xStride, matrix.depth(), panels[panel], y, to, yStride);
            }
        }
        for (int last = row; last < count; last++) {
            addRow(x, xStart + last * xStride, matrix, whole, y, yStart + last * yStride);
        }
        if (whole < panels.length) {
            for (int narrow = 0; narrow < row; narrow++) {
                int to = yStart + narrow * yStride + whole * PANEL;
                addPanel(x, xStart + narrow * xStride, matrix.depth(), panels[whole], y, to, false);
            }
        }
    }

    private static void addRow(float[] x, int xStart, PackedMatrix matrix, int whole, float[] y, int yStart) {
        float[][] panels = matrix.panels();
        int depth = matrix.depth();
        int panel = 0;
        for (; panel + 4 <= whole; panel += 4) {
            int to = yStart + panel * PANEL;
            addFourPanels(x, xStart, depth, panels[panel], panels[panel + 1], panels[panel + 2], panels[panel + 3], y, to);
        }
        for (; panel < panels.length; panel++) {
            addPanel(x, xStart, depth, panels[panel], y, yStart + panel * PANEL, panel < whole);
        }
    }

    /** 8 rows by one panel: 16 sums in registers. */
    private static void tile8(float[] x, int xStart, int xStride, int depth, float[] panel, float[] y, int yStart, int yStride) {
        int to0 = yStart;
        FloatVector s00 = FloatVector.fromArray(LANES, y, to0);
        FloatVector s01 = FloatVector.fromArray(LANES, y, to0 + WIDTH);
        int to1 = yStart + yStride;
        FloatVector s10 = FloatVector.fromArray(LANES, y, to1);
        FloatVector s11 = FloatVector.fromArray(LANES, y, to1 + WIDTH);
        int to2 = yStart + 2 * yStride;
        FloatVector s20 = FloatVector.fromArray(LANES, y, to2);
        FloatVector s21 = FloatVector.fromArray(LANES, y, to2 + WIDTH);
        int to3 = yStart + 3 * yStride;
        FloatVector s30 = FloatVector.fromArray(LANES, y, to3);
        FloatVector s31 = FloatVector.fromArray(LANES, y, to3 + WIDTH);
        int to4 = yStart + 4 * yStride;
        FloatVector s40 = FloatVector.fromArray(LANES, y, to4);
        FloatVector s41 = FloatVector.fromArray(LANES, y, to4 + WIDTH);
        int to5 = yStart + 5 * yStride;
        FloatVector s50 = FloatVector.fromArray(LANES, y, to5);
        FloatVector s51 = FloatVector.fromArray(LANES, y, to5 + WIDTH);
        int to6 = yStart + 6 * yStride;
        FloatVector s60 = FloatVector.fromArray(LANES, y, to6);
        FloatVector s61 = FloatVector.fromArray(LANES, y, to6 + WIDTH);
        int to7 = yStart + 7 * yStride;
        FloatVector s70 = FloatVector.fromArray(LANES, y, to7);
        FloatVector s71 = FloatVector.fromArray(LANES, y, to7 + WIDTH);
        int at0 = xStart;
        int at1 = xStart + xStride;
        int at2 = xStart + 2 * xStride;
        int at3 = xStart + 3 * xStride;
        int at4 = xStart + 4 * xStride;
        int at5 = xStart + 5 * xStride;
        int at6 = xStart + 6 * xStride;
        int at7 = xStart + 7 * xStride;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(LANES, panel, k * PANEL);
            FloatVector w1 = FloatVector.fromArray(LANES, panel, k * PANEL + WIDTH);
            FloatVector value = FloatVector.broadcast(LANES, x[at0 + k]);
            s00 = value.fma(w0, s00);
            s01 = value.fma(w1, s01);
            value = FloatVector.broadcast(LANES, x[at1 + k]);
            s10 = value.fma(w0, s10);
            s11 = value.fma(w1, s11);
            value = FloatVector.broadcast(LANES, x[at2 + k]);
            s20 = value.fma(w0, s20);
            s21 = value.fma(w1, s21);
            value = FloatVector.broadcast(LANES, x[at3 + k]);
            s30 = value.fma(w0, s30);
            s31 = value.fma(w1, s31);
            value = FloatVector.broadcast(LANES, x[at4 + k]);
            s40 = value.fma(w0, s40);
            s41 = value.fma(w1, s41);
            value = FloatVector.broadcast(LANES, x[at5 + k]);
            s50 = value.fma(w0, s50);
            s51 = value.fma(w1, s51);
            value = FloatVector.broadcast(LANES, x[at6 + k]);
            s60 = value.fma(w0, s60);
            s61 = value.fma(w1, s61);
            value = FloatVector.broadcast(LANES, x[at7 + k]);
            s70 = value.fma(w0, s70);
            s71 = value.fma(w1, s71);
        }
        s00.intoArray(y, to0);
        s01.intoArray(y, to0 + WIDTH);
        s10.intoArray(y, to1);
        s11.intoArray(y, to1 + WIDTH);
        s20.intoArray(y, to2);
        s21.intoArray(y, to2 + WIDTH);
        s30.intoArray(y, to3);
        s31.intoArray(y, to3 + WIDTH);
        s40.intoArray(y, to4);
        s41.intoArray(y, to4 + WIDTH);
        s50.intoArray(y, to5);
        s51.intoArray(y, to5 + WIDTH);
        s60.intoArray(y, to6);
        s61.intoArray(y, to6 + WIDTH);
        s70.intoArray(y, to7);
        s71.intoArray(y, to7 + WIDTH);
    }

    /** 4 rows by one panel: 8 sums in registers. */
    private static void tile4(float[] x, int xStart, int xStride, int depth, float[] panel, float[] y, int yStart, int yStride) {
        int to0 = yStart;
        FloatVector s00 = FloatVector.fromArray(LANES, y, to0);
        FloatVector s01 = FloatVector.fromArray(LANES, y, to0 + WIDTH);
        int to1 = yStart + yStride;
        FloatVector s10 = FloatVector.fromArray(LANES, y, to1);
        FloatVector s11 = FloatVector.fromArray(LANES, y, to1 + WIDTH);
        int to2 = yStart + 2 * yStride;
        FloatVector s20 = FloatVector.fromArray(LANES, y, to2);
        FloatVector s21 = FloatVector.fromArray(LANES, y, to2 + WIDTH);
        int to3 = yStart + 3 * yStride;
        FloatVector s30 = FloatVector.fromArray(LANES, y, to3);
        FloatVector s31 = FloatVector.fromArray(LANES, y, to3 + WIDTH);
        int at0 = xStart;
        int at1 = xStart + xStride;
        int at2 = xStart + 2 * xStride;
        int at3 = xStart + 3 * xStride;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(LANES, panel, k * PANEL);
            FloatVector w1 = FloatVector.fromArray(LANES, panel, k * PANEL + WIDTH);
            FloatVector value = FloatVector.broadcast(LANES, x[at0 + k]);
            s00 = value.fma(w0, s00);
            s01 = value.fma(w1, s01);
            value = FloatVector.broadcast(LANES, x[at1 + k]);
            s10 = value.fma(w0, s10);
            s11 = value.fma(w1, s11);
            value = FloatVector.broadcast(LANES, x[at2 + k]);
            s20 = value.fma(w0, s20);
            s21 = value.fma(w1, s21);
            value = FloatVector.broadcast(LANES, x[at3 + k]);
            s30 = value.fma(w0, s30);
            s31 = value.fma(w1, s31);
        }
        s00.intoArray(y, to0);
        s01.intoArray(y, to0 + WIDTH);
        s10.intoArray(y, to1);
        s11.intoArray(y, to1 + WIDTH);
        s20.intoArray(y, to2);
        s21.intoArray(y, to2 + WIDTH);
        s30.intoArray(y, to3);
        s31.intoArray(y, to3 + WIDTH);
    }

    private static void addFourPanels(
            float[] x, int xStart, int depth, float[] a, float[] b, float[] c, float[] d, float[] y, int yStart) {
        FloatVector a0 = FloatVector.fromArray(LANES, y, yStart);
        FloatVector a1 = FloatVector.fromArray(LANES, y, yStart + WIDTH);
        FloatVector b0 = FloatVector.fromArray(LANES, y, yStart + 2 * WIDTH);
        FloatVector b1 = FloatVector.fromArray(LANES, y, yStart + 3 * WIDTH);
        FloatVector c0 = FloatVector.fromArray(LANES, y, yStart + 4 * WIDTH);
        FloatVector c1 = FloatVector.fromArray(LANES, y, yStart + 5 * WIDTH);
        FloatVector d0 = FloatVector.fromArray(LANES, y, yStart + 6 * WIDTH);
        FloatVector d1 = FloatVector.fromArray(LANES, y, yStart + 7 * WIDTH);
        for (int k = 0; k < depth; k++) {
            FloatVector value = FloatVector.broadcast(LANES, x[xStart + k]);
            a0 = value.fma(FloatVector.fromArray(LANES, a, k * PANEL), a0);
            a1 = value.fma(FloatVector.fromArray(LANES, a, k * PANEL + WIDTH), a1);
            b0 = value.fma(FloatVector.fromArray(LANES, b, k * PANEL), b0);
            b1 = value.fma(FloatVector.fromArray(LANES, b, k * PANEL + WIDTH), b1);
            c0 = value.fma(FloatVector.fromArray(LANES, c, k * PANEL), c0);
            c1 = value.fma(FloatVector.fromArray(LANES, c, k * PANEL + WIDTH), c1);
            d0 = value.fma(FloatVector.fromArray(LANES, d, k * PANEL), d0);
            d1 = value.fma(FloatVector.fromArray(LANES, d, k * PANEL + WIDTH), d1);
        }
        a0.intoArray(y, yStart);
        a1.intoArray(y, yStart + WIDTH);
        b0.intoArray(y, yStart + 2 * WIDTH);
        b1.intoArray(y, yStart + 3 * WIDTH);
        c0.intoArray(y, yStart + 4 * WIDTH);
        c1.intoArray(y, yStart + 5 * WIDTH);
        d0.intoArray(y, yStart + 6 * WIDTH);
        d1.intoArray(y, yStart + 7 * WIDTH);
    }

    private static void addPanel(
            float[] x, int xStart, int depth, float[] panel, float[] y, int yStart, boolean full) {
        FloatVector s0 = FloatVector.fromArray(LANES, y, yStart);
        FloatVector s1 = full ? FloatVector.fromArray(LANES, y, yStart + WIDTH) : s0;
        for (int k = 0; k < depth; k++) {
            FloatVector value = FloatVector.broadcast(LANES, x[xStart + k]);
            s0 = value.fma(FloatVector.fromArray(LANES, panel, k * PANEL), s0);
            s1 = value.fma(FloatVector.fromArray(LANES, panel, k * PANEL + WIDTH), s1);
        }
        s0.intoArray(y, yStart);
        if (full) {
            s1.intoArray(y, yStart + WIDTH);
        }
    }
}
