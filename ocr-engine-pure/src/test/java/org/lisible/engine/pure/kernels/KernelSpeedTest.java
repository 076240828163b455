package org.lisible.engine.pure.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The JIT may give up on a vector kernel that grew too large, and then it runs slower than the scalar one with the same
 * result. Compares best times, and waits long for them, so that a busy machine does not matter.
 */
@Tag("vector-module")
class KernelSpeedTest {

    private static final int ROWS = 50;
    private static final int COLUMNS = 128;
    private static final Rows WINDOWS = new Rows(Rows.evenly(ROWS, 64), Rows.evenly(ROWS, COLUMNS), 3, 52 * 64, 192);

    private final float[] a = new float[5 * 52 * 64];
    private final float[] out = new float[ROWS * COLUMNS];

    @Test
    void theVectorProductIsFasterThanTheScalarOne() {
        Runnable scalar = product(new ScalarKernels());
        Runnable vector = product(KernelChoice.of("auto").kernels());
        long bestScalar = Long.MAX_VALUE;
        long bestVector = Long.MAX_VALUE;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (int round = 0; System.nanoTime() < deadline; round++) {
            bestScalar = Math.min(bestScalar, time(scalar));
            bestVector = Math.min(bestVector, time(vector));
            if (round > 200 && bestVector * 3 < bestScalar * 2) {
                break;
            }
        }
        assertThat(bestVector * 3).as("best of the vector kernel in ns, thrice").isLessThan(bestScalar * 2);
    }

    private Runnable product(Kernels kernels) {
        int depth = WINDOWS.depth();
        PackedMatrix matrix = kernels.pack(new float[depth * COLUMNS], new float[COLUMNS], depth, COLUMNS);
        return () -> kernels.multiply(a, 0, WINDOWS, 0, ROWS, matrix, true, out, 0);
    }

    private static long time(Runnable kernel) {
        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            kernel.run();
        }
        return System.nanoTime() - start;
    }
}
