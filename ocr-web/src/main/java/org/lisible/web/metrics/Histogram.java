package org.lisible.web.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Durations counted by upper bounds in seconds, cumulative as Prometheus has it. Our own, because the quantiles of
 * MicroProfile's timers come out in nanoseconds under a name in seconds on some servers. Safe for any thread.
 */
final class Histogram {

    /** From half a millisecond to ten seconds: a captcha takes a few milliseconds, a full queue seconds. */
    static final List<Double> BOUNDS =
            List.of(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    private final LongAdder[] within = new LongAdder[BOUNDS.size() + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
        for (int i = 0; i < within.length; i++) {
            within[i] = new LongAdder();
        }
    }

    void add(long durationNanos) {
        int bucket = 0;
        while (bucket < BOUNDS.size() && durationNanos > BOUNDS.get(bucket) * 1e9) {
            bucket++;
        }
        within[bucket].increment();
        nanos.add(durationNanos);
    }

    /** How many durations were at most the bound of that index; with the index after the last bound, all. */
    long atMost(int bucket) {
        long count = 0;
        for (int i = 0; i <= bucket; i++) {
            count += within[i].sum();
        }
        return count;
    }

    long count() {
        return atMost(BOUNDS.size());
    }

    double sumSeconds() {
        return nanos.sum() / 1e9;
    }
}
