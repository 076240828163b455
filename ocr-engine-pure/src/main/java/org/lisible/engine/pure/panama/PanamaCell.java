package org.lisible.engine.pure.panama;

import static org.lisible.engine.pure.kernels.Kernels.BLOCK;
import static org.lisible.engine.pure.panama.PanamaKernels.LANES;
import static org.lisible.engine.pure.panama.PanamaKernels.WIDTH;

import org.lisible.engine.pure.kernels.Tanh;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The cell of an LSTM: activations in a loop of their own, so that several are under way at once. */
final class PanamaCell {

    private PanamaCell() {}

    static void step(
            float[] gates, int gatesStart, float[] cell, int cellStart, float[] hidden, int hiddenStart, int count) {
        activate(gates, gatesStart, gates, gatesStart, 4 * count, true);
        update(gates, gatesStart, cell, cellStart, count);
        activate(cell, cellStart, hidden, hiddenStart, count, false);
        putOut(gates, gatesStart, hidden, hiddenStart, count);
    }

    private static void update(float[] gates, int gatesStart, float[] cell, int cellStart, int count) {
        for (int unit = 0; unit < count; unit += WIDTH) {
            int gate = gatesStart + unit / BLOCK * 4 * BLOCK + unit % BLOCK;
            FloatVector input = FloatVector.fromArray(LANES, gates, gate);
            FloatVector forget = FloatVector.fromArray(LANES, gates, gate + BLOCK);
            FloatVector candidate = FloatVector.fromArray(LANES, gates, gate + 2 * BLOCK);
            FloatVector before = FloatVector.fromArray(LANES, cell, cellStart + unit);
            before.fma(forget, input.mul(candidate)).intoArray(cell, cellStart + unit);
        }
    }

    private static void putOut(float[] gates, int gatesStart, float[] hidden, int hiddenStart, int count) {
        for (int unit = 0; unit < count; unit += WIDTH) {
            int gate = gatesStart + unit / BLOCK * 4 * BLOCK + unit % BLOCK + 3 * BLOCK;
            FloatVector output = FloatVector.fromArray(LANES, gates, gate);
            FloatVector.fromArray(LANES, hidden, hiddenStart + unit).mul(output).intoArray(hidden, hiddenStart + unit);
        }
    }

    /**
     * {@code scale * tanh(scale * x) + shift}: tanh with 1 and 0; of gates i, f and o the logistic function, with halves. All in
     * one method: the JIT does not always inline one that returns a vector.
     */
    private static void activate(float[] in, int from, float[] out, int to, int count, boolean isGates) {
        for (int i = 0; i < count; i += WIDTH) {
            boolean isLogistic = isGates && (i / BLOCK & 3) != 2;
            float scale = isLogistic ? 0.5f : 1;
            float shift = isLogistic ? 0.5f : 0;
            FloatVector x = FloatVector.fromArray(LANES, in, from + i).mul(scale);
            x = x.blend(Tanh.LIMIT, x.compare(VectorOperators.GT, Tanh.LIMIT));
            x = x.blend(-Tanh.LIMIT, x.compare(VectorOperators.LT, -Tanh.LIMIT));
            FloatVector square = x.mul(x);
            FloatVector p = FloatVector.broadcast(LANES, Tanh.P13);
            p = p.fma(square, FloatVector.broadcast(LANES, Tanh.P11));
            p = p.fma(square, FloatVector.broadcast(LANES, Tanh.P9));
            p = p.fma(square, FloatVector.broadcast(LANES, Tanh.P7));
            p = p.fma(square, FloatVector.broadcast(LANES, Tanh.P5));
            p = p.fma(square, FloatVector.broadcast(LANES, Tanh.P3));
            p = p.fma(square, FloatVector.broadcast(LANES, Tanh.P1));
            FloatVector q = FloatVector.broadcast(LANES, Tanh.Q6);
            q = q.fma(square, FloatVector.broadcast(LANES, Tanh.Q4));
            q = q.fma(square, FloatVector.broadcast(LANES, Tanh.Q2));
            q = q.fma(square, FloatVector.broadcast(LANES, Tanh.Q0));
            x.mul(p).div(q).mul(scale).add(shift).intoArray(out, to + i);
        }
    }
}
