package org.lisible.web.readers;

import java.util.List;

import org.lisible.model.InputSpec;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;
import org.lisible.web.queue.GuardedEngine;

/** Runs an engine until the JVM has compiled what it needs. */
final class WarmUp {

    private static final int RUNS = 10;
    private static final long ENOUGH_NANOS = 1_500_000_000L;

    private WarmUp() {}

    /** Returns the nanoseconds of the last run. */
    static long run(GuardedEngine engine, InputSpec spec) {
        int size = Math.toIntExact(Tensor.size(spec.channels(), spec.height(), spec.width()));
        Tensor blank = new Tensor(new int[] {spec.channels(), spec.height(), spec.width()}, new float[size]);
        long start = System.nanoTime();
        long began = start;
        for (int run = 0; run < RUNS && (run < 2 || began - start < ENOUGH_NANOS); run++) {
            began = System.nanoTime();
            engine.recognize(List.of(blank), RunOptions.UNLIMITED);
        }
        return System.nanoTime() - began;
    }
}
