package org.lisible.engine.pure.panama;

import static org.lisible.engine.pure.kernels.Winograd.SPAN;
import static org.lisible.engine.pure.kernels.Winograd.TILE;
import static org.lisible.engine.pure.panama.PanamaKernels.LANES;
import static org.lisible.engine.pure.panama.PanamaKernels.WIDTH;

import org.lisible.engine.pure.kernels.Window;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The way of {@link org.lisible.engine.pure.kernels.Winograd} tiles back from their products, {@code Aᵀ m A}, a vector of channels
 * at a time: two lines of a tile at once, from the products to what is left after pooling without leaving the registers.
 */
final class PanamaWinogradOutput {

    private PanamaWinogradOutput() {}

    static void transform(
            float[] products,
            int start,
            int positionStride,
            int channels,
            int tiles,
            float[] bias,
            boolean rectify,
            Window pool,
            int lines,
            int pixels,
            float[] out,
            int outStart,
            int lineStride) {
        float low = rectify ? 0 : Float.NEGATIVE_INFINITY;
        int perTile = TILE / pool.width();
        int perHalf = 2 / pool.height();
        for (int tile = 0; tile < tiles; tile++) {
            int some = Math.min(perTile, pixels - tile * perTile);
            for (int c = 0; c < channels; c += WIDTH) {
                int from = start + tile * channels + c;
                int to = outStart + tile * perTile * channels + c;
                half(products, from, positionStride, 0, 1, 1, 2, 0, bias, c, low, pool, lines, some, channels, out, to, lineStride);
                if (lines > perHalf) {
                    int below = to + perHalf * lineStride;
                    int left = lines - perHalf;
                    int last = (SPAN - 1) * SPAN;
                    half(products, from, positionStride, last, 4, 0, 8, 1, bias, c, low, pool, left, some, channels, out, below, lineStride);
                }
            }
        }
    }

    /**
     * Lines 0 and 1 of a tile, or 2 and 3: {@code m1 + m2 + a (m3 + m4) + b e} and {@code m1 - m2 + c (m3 - m4) + d e}, with
     * {@code e} the product at the edge, {@code m0} or {@code m5}.
     */
    private static void half(
            float[] m,
            int at,
            int stride,
            int edge,
            float sumFactor,
            float sumEdge,
            float differenceFactor,
            float differenceEdge,
            float[] bias,
            int channel,
            float low,
            Window pool,
            int lines,
            int pixels,
            int channels,
            float[] out,
            int to,
            int lineStride) {
        FloatVector a = FloatVector.broadcast(LANES, sumFactor);
        FloatVector b = FloatVector.broadcast(LANES, sumEdge);
        FloatVector c = FloatVector.broadcast(LANES, differenceFactor);
        FloatVector d = FloatVector.broadcast(LANES, differenceEdge);
        FloatVector m1;
        FloatVector m2;
        FloatVector m3;
        FloatVector m4;
        FloatVector e;
        m1 = FloatVector.fromArray(LANES, m, at + SPAN * stride);
        m2 = FloatVector.fromArray(LANES, m, at + (2 * SPAN) * stride);
        m3 = FloatVector.fromArray(LANES, m, at + (3 * SPAN) * stride);
        m4 = FloatVector.fromArray(LANES, m, at + (4 * SPAN) * stride);
        e = FloatVector.fromArray(LANES, m, at + edge * stride);
        FloatVector u0 = e.fma(b, m3.add(m4).fma(a, m1.add(m2)));
        FloatVector v0 = e.fma(d, m3.sub(m4).fma(c, m1.sub(m2)));
        m1 = FloatVector.fromArray(LANES, m, at + (SPAN + 1) * stride);
        m2 = FloatVector.fromArray(LANES, m, at + (2 * SPAN + 1) * stride);
        m3 = FloatVector.fromArray(LANES, m, at + (3 * SPAN + 1) * stride);
        m4 = FloatVector.fromArray(LANES, m, at + (4 * SPAN + 1) * stride);
        e = FloatVector.fromArray(LANES, m, at + (edge + 1) * stride);
        FloatVector u1 = e.fma(b, m3.add(m4).fma(a, m1.add(m2)));
        FloatVector v1 = e.fma(d, m3.sub(m4).fma(c, m1.sub(m2)));
        m1 = FloatVector.fromArray(LANES, m, at + (SPAN + 2) * stride);
        m2 = FloatVector.fromArray(LANES, m, at + (2 * SPAN + 2) * stride);
        m3 = FloatVector.fromArray(LANES, m, at + (3 * SPAN + 2) * stride);
        m4 = FloatVector.fromArray(LANES, m, at + (4 * SPAN + 2) * stride);
        e = FloatVector.fromArray(LANES, m, at + (edge + 2) * stride);
        FloatVector u2 = e.fma(b, m3.add(m4).fma(a, m1.add(m2)));
        FloatVector v2 = e.fma(d, m3.sub(m4).fma(c, m1.sub(m2)));
        m1 = FloatVector.fromArray(LANES, m, at + (SPAN + 3) * stride);
        m2 = FloatVector.fromArray(LANES, m, at + (2 * SPAN + 3) * stride);
        m3 = FloatVector.fromArray(LANES, m, at + (3 * SPAN + 3) * stride);
        m4 = FloatVector.fromArray(LANES, m, at + (4 * SPAN + 3) * stride);
        e = FloatVector.fromArray(LANES, m, at + (edge + 3) * stride);
        FloatVector u3 = e.fma(b, m3.add(m4).fma(a, m1.add(m2)));
        FloatVector v3 = e.fma(d, m3.sub(m4).fma(c, m1.sub(m2)));
        m1 = FloatVector.fromArray(LANES, m, at + (SPAN + 4) * stride);
        m2 = FloatVector.fromArray(LANES, m, at + (2 * SPAN + 4) * stride);
        m3 = FloatVector.fromArray(LANES, m, at + (3 * SPAN + 4) * stride);
        m4 = FloatVector.fromArray(LANES, m, at + (4 * SPAN + 4) * stride);
        e = FloatVector.fromArray(LANES, m, at + (edge + 4) * stride);
        FloatVector u4 = e.fma(b, m3.add(m4).fma(a, m1.add(m2)));
        FloatVector v4 = e.fma(d, m3.sub(m4).fma(c, m1.sub(m2)));
        m1 = FloatVector.fromArray(LANES, m, at + (SPAN + 5) * stride);
        m2 = FloatVector.fromArray(LANES, m, at + (2 * SPAN + 5) * stride);
        m3 = FloatVector.fromArray(LANES, m, at + (3 * SPAN + 5) * stride);
        m4 = FloatVector.fromArray(LANES, m, at + (4 * SPAN + 5) * stride);
        e = FloatVector.fromArray(LANES, m, at + (edge + 5) * stride);
        FloatVector u5 = e.fma(b, m3.add(m4).fma(a, m1.add(m2)));
        FloatVector v5 = e.fma(d, m3.sub(m4).fma(c, m1.sub(m2)));
        FloatVector two = FloatVector.broadcast(LANES, 2);
        FloatVector four = FloatVector.broadcast(LANES, 4);
        FloatVector eight = FloatVector.broadcast(LANES, 8);
        FloatVector uSum = u1.add(u2);
        FloatVector uDifference = u1.sub(u2);
        FloatVector uSumTwo = u3.add(u4);
        FloatVector uDifferenceTwo = u3.sub(u4);
        FloatVector p0 = u0.add(uSum).add(uSumTwo);
        FloatVector p1 = uDifferenceTwo.fma(two, uDifference);
        FloatVector p2 = uSumTwo.fma(four, uSum);
        FloatVector p3 = uDifferenceTwo.fma(eight, u5.add(uDifference));
        FloatVector vSum = v1.add(v2);
        FloatVector vDifference = v1.sub(v2);
        FloatVector vSumTwo = v3.add(v4);
        FloatVector vDifferenceTwo = v3.sub(v4);
        FloatVector q0 = v0.add(vSum).add(vSumTwo);
        FloatVector q1 = vDifferenceTwo.fma(two, vDifference);
        FloatVector q2 = vSumTwo.fma(four, vSum);
        FloatVector q3 = vDifferenceTwo.fma(eight, v5.add(vDifference));
        FloatVector shift = FloatVector.fromArray(LANES, bias, channel);
        FloatVector floor = FloatVector.broadcast(LANES, low);
        if (pool.height() == 1) {
            p0 = p0.add(shift);
p0.blend(floor, floor.compare(VectorOperators.GT, p0)).intoArray(out, to);
            if (pixels > 1) {
                p1 = p1.add(shift);
p1.blend(floor, floor.compare(VectorOperators.GT, p1)).intoArray(out, to + channels);
            }
            if (pixels > 2) {
                p2 = p2.add(shift);
p2.blend(floor, floor.compare(VectorOperators.GT, p2)).intoArray(out, to + 2 * channels);
            }
            if (pixels > 3) {
                p3 = p3.add(shift);
p3.blend(floor, floor.compare(VectorOperators.GT, p3)).intoArray(out, to + 3 * channels);
            }
            if (lines > 1) {
                int below = to + lineStride;
                q0 = q0.add(shift);
q0.blend(floor, floor.compare(VectorOperators.GT, q0)).intoArray(out, below);
                if (pixels > 1) {
                    q1 = q1.add(shift);
q1.blend(floor, floor.compare(VectorOperators.GT, q1)).intoArray(out, below + channels);
                }
                if (pixels > 2) {
                    q2 = q2.add(shift);
q2.blend(floor, floor.compare(VectorOperators.GT, q2)).intoArray(out, below + 2 * channels);
                }
                if (pixels > 3) {
                    q3 = q3.add(shift);
q3.blend(floor, floor.compare(VectorOperators.GT, q3)).intoArray(out, below + 3 * channels);
                }
            }
            return;
        }
        p0 = p0.blend(q0, q0.compare(VectorOperators.GT, p0)).add(shift);
        p1 = p1.blend(q1, q1.compare(VectorOperators.GT, p1)).add(shift);
        p2 = p2.blend(q2, q2.compare(VectorOperators.GT, p2)).add(shift);
        p3 = p3.blend(q3, q3.compare(VectorOperators.GT, p3)).add(shift);
        if (pool.width() == 1) {
            p0.blend(floor, floor.compare(VectorOperators.GT, p0)).intoArray(out, to);
            if (pixels > 1) {
                p1.blend(floor, floor.compare(VectorOperators.GT, p1)).intoArray(out, to + channels);
            }
            if (pixels > 2) {
                p2.blend(floor, floor.compare(VectorOperators.GT, p2)).intoArray(out, to + 2 * channels);
            }
            if (pixels > 3) {
                p3.blend(floor, floor.compare(VectorOperators.GT, p3)).intoArray(out, to + 3 * channels);
            }
            return;
        }
        p0 = p0.blend(p1, p1.compare(VectorOperators.GT, p0));
p0.blend(floor, floor.compare(VectorOperators.GT, p0)).intoArray(out, to);
        if (pixels > 1) {
            p2 = p2.blend(p3, p3.compare(VectorOperators.GT, p2));
p2.blend(floor, floor.compare(VectorOperators.GT, p2)).intoArray(out, to + channels);
        }
    }
}
