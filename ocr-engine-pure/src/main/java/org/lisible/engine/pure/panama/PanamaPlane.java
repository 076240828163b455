package org.lisible.engine.pure.panama;

import static org.lisible.engine.pure.panama.PanamaKernels.LANES;
import static org.lisible.engine.pure.panama.PanamaKernels.PANEL;
import static org.lisible.engine.pure.panama.PanamaKernels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A 3x3 convolution over one channel under 2x2 pooling. The weights stay in registers for a whole line; each of the 4x4 values
 * under a pooled pixel is read once, for the up to four windows that it is in, and of their sums only the largest is stored.
 */
final class PanamaPlane {

    private PanamaPlane() {}

    /** @param full whether the panel's second vector is to be stored too */
    static void line(
            float[] in,
            int inStart,
            int lineStride,
            int count,
            float[] panel,
            float[] bias,
            int column,
            float low,
            float[] out,
            int outStart,
            int outStride,
            boolean full) {
        lineOf(in, inStart, lineStride, count, panel, 0, bias, column, low, out, outStart, outStride);
        if (full) {
            int next = column + WIDTH;
            lineOf(in, inStart, lineStride, count, panel, WIDTH, bias, next, low, out, outStart + WIDTH, outStride);
        }
    }

    private static void lineOf(
            float[] in,
            int inStart,
            int lineStride,
            int count,
            float[] panel,
            int weights,
            float[] bias,
            int column,
            float low,
            float[] out,
            int outStart,
            int outStride) {
        FloatVector w00 = FloatVector.fromArray(LANES, panel, weights);
        FloatVector w01 = FloatVector.fromArray(LANES, panel, weights + PANEL);
        FloatVector w02 = FloatVector.fromArray(LANES, panel, weights + 2 * PANEL);
        FloatVector w10 = FloatVector.fromArray(LANES, panel, weights + 3 * PANEL);
        FloatVector w11 = FloatVector.fromArray(LANES, panel, weights + 4 * PANEL);
        FloatVector w12 = FloatVector.fromArray(LANES, panel, weights + 5 * PANEL);
        FloatVector w20 = FloatVector.fromArray(LANES, panel, weights + 6 * PANEL);
        FloatVector w21 = FloatVector.fromArray(LANES, panel, weights + 7 * PANEL);
        FloatVector w22 = FloatVector.fromArray(LANES, panel, weights + 8 * PANEL);
        FloatVector shift = FloatVector.fromArray(LANES, bias, column);
        FloatVector floor = FloatVector.broadcast(LANES, low);
        int line1 = lineStride;
        int line2 = 2 * lineStride;
        int line3 = 3 * lineStride;
        int at = inStart;
        int to = outStart;
        for (int i = 0; i < count; i++) {
            FloatVector x = FloatVector.broadcast(LANES, in[at]);
            FloatVector s00 = x.mul(w00);
            x = FloatVector.broadcast(LANES, in[at + 1]);
            s00 = x.fma(w01, s00);
            FloatVector s01 = x.mul(w00);
            x = FloatVector.broadcast(LANES, in[at + 2]);
            s00 = x.fma(w02, s00);
            s01 = x.fma(w01, s01);
            x = FloatVector.broadcast(LANES, in[at + 3]);
            s01 = x.fma(w02, s01);
            x = FloatVector.broadcast(LANES, in[at + line1]);
            s00 = x.fma(w10, s00);
            FloatVector s10 = x.mul(w00);
            x = FloatVector.broadcast(LANES, in[at + line1 + 1]);
            s00 = x.fma(w11, s00);
            s01 = x.fma(w10, s01);
            s10 = x.fma(w01, s10);
            FloatVector s11 = x.mul(w00);
            x = FloatVector.broadcast(LANES, in[at + line1 + 2]);
            s00 = x.fma(w12, s00);
            s01 = x.fma(w11, s01);
            s10 = x.fma(w02, s10);
            s11 = x.fma(w01, s11);
            x = FloatVector.broadcast(LANES, in[at + line1 + 3]);
            s01 = x.fma(w12, s01);
            s11 = x.fma(w02, s11);
            x = FloatVector.broadcast(LANES, in[at + line2]);
            s00 = x.fma(w20, s00);
            s10 = x.fma(w10, s10);
            x = FloatVector.broadcast(LANES, in[at + line2 + 1]);
            s00 = x.fma(w21, s00);
            s01 = x.fma(w20, s01);
            s10 = x.fma(w11, s10);
            s11 = x.fma(w10, s11);
            x = FloatVector.broadcast(LANES, in[at + line2 + 2]);
            s00 = x.fma(w22, s00);
            s01 = x.fma(w21, s01);
            s10 = x.fma(w12, s10);
            s11 = x.fma(w11, s11);
            x = FloatVector.broadcast(LANES, in[at + line2 + 3]);
            s01 = x.fma(w22, s01);
            s11 = x.fma(w12, s11);
            x = FloatVector.broadcast(LANES, in[at + line3]);
            s10 = x.fma(w20, s10);
            x = FloatVector.broadcast(LANES, in[at + line3 + 1]);
            s10 = x.fma(w21, s10);
            s11 = x.fma(w20, s11);
            x = FloatVector.broadcast(LANES, in[at + line3 + 2]);
            s10 = x.fma(w22, s10);
            s11 = x.fma(w21, s11);
            x = FloatVector.broadcast(LANES, in[at + line3 + 3]);
            s11 = x.fma(w22, s11);
            s00 = s00.blend(s01, s01.compare(VectorOperators.GT, s00));
            s10 = s10.blend(s11, s11.compare(VectorOperators.GT, s10));
            s00 = s00.blend(s10, s10.compare(VectorOperators.GT, s00)).add(shift);
            s00.blend(floor, floor.compare(VectorOperators.GT, s00)).intoArray(out, to);
            at += 2;
            to += outStride;
        }
    }
}
