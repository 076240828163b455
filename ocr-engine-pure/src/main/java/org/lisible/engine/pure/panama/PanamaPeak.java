package org.lisible.engine.pure.panama;

import static org.lisible.engine.pure.panama.PanamaKernels.LANES;
import static org.lisible.engine.pure.panama.PanamaKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/** The most that a core can do: twelve independent chains of multiply-adds, enough for any latency, none of them in memory. */
final class PanamaPeak {

    private static final int CHAINS = 12;

    private PanamaPeak() {}

    /** @return floating-point operations done */
    static long run(int rounds) {
        // The sum is never zero; asking for it keeps the JIT from leaving the loop out.
        return sum(rounds) == 0 ? 0 : 2L * CHAINS * WIDTH * rounds;
    }

    private static float sum(int rounds) {
        FloatVector half = FloatVector.broadcast(LANES, 0.5f);
        FloatVector s0 = half;
        FloatVector s1 = half;
        FloatVector s2 = half;
        FloatVector s3 = half;
        FloatVector s4 = half;
        FloatVector s5 = half;
        FloatVector s6 = half;
        FloatVector s7 = half;
        FloatVector s8 = half;
        FloatVector s9 = half;
        FloatVector s10 = half;
        FloatVector s11 = half;
        for (int round = 0; round < rounds; round++) {
            s0 = s0.fma(half, half);
            s1 = s1.fma(half, half);
            s2 = s2.fma(half, half);
            s3 = s3.fma(half, half);
            s4 = s4.fma(half, half);
            s5 = s5.fma(half, half);
            s6 = s6.fma(half, half);
            s7 = s7.fma(half, half);
            s8 = s8.fma(half, half);
            s9 = s9.fma(half, half);
            s10 = s10.fma(half, half);
            s11 = s11.fma(half, half);
        }
        FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
        return sum.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11).lane(0);
    }
}
