package org.lisible.web.readers;

import java.util.List;

import org.lisible.model.InputSpec;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;
import org.lisible.web.queue.GuardedEngine;

/**
 * Runs an engine until the JVM has compiled what it needs. An engine that takes over before would answer its first callers
 * too late: vector code that is not compiled takes seconds for what it later does in a millisecond.
 */
final class WarmUp {

    private static final int RUNS = 10;
    private static final long ENOUGH_NANOS = 1_500_000_000L;

    private WarmUp() {}

    /**
     * @param fastNanos a run that takes longer is not believed to be warm
     * @param mostNanos when the engine is taken as it is, for some are slow
     * @return the nanoseconds of the last run
     */
    static long run(GuardedEngine engine, InputSpec spec, long fastNanos, long mostNanos) {
        int size = Math.toIntExact(Tensor.size(spec.channels(), spec.height(), spec.width()));
        Tensor blank = new Tensor(new int[] {spec.channels(), spec.height(), spec.width()}, new float[size]);
        long start = System.nanoTime();
        long took = Long.MAX_VALUE;
        for (int run = 0; run < 2 || goesOn(run, took > fastNanos, System.nanoTime() - start, mostNanos); run++) {
            long began = System.nanoTime();
            engine.recognize(List.of(blank), RunOptions.UNLIMITED);
            took = System.nanoTime() - began;
        }
        return took;
    }

    private static boolean goesOn(int run, boolean slow, long sinceNanos, long mostNanos) {
        return slow ? sinceNanos < mostNanos : run < RUNS && sinceNanos < ENOUGH_NANOS;
    }
}
