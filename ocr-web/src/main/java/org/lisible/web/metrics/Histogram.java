package org.lisible.web.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Values counted by upper bounds, cumulative as Prometheus has it. Our own, because the quantiles of MicroProfile's timers
 * come out in nanoseconds under a name in seconds on some servers. Safe for any thread.
 */
final class Histogram {

    /** Seconds from half a millisecond to ten: a captcha takes a few milliseconds, a full queue seconds. */
    static final List<Double> SECONDS =
            List.of(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    /** How many of something there were at once. */
    static final List<Double> COUNTS = List.of(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0);

    private final List<Double> bounds;
    private final LongAdder[] within;
    private final DoubleAdder sum = new DoubleAdder();

    /** @param bounds upper bounds, included, in rising order */
    Histogram(List<Double> bounds) {
        this.bounds = requireNonNull(bounds, "bounds is null");
        this.within = new LongAdder[bounds.size() + 1];
        for (int i = 0; i < within.length; i++) {
            within[i] = new LongAdder();
        }
    }

    List<Double> bounds() {
        return bounds;
    }

    void add(double value) {
        int bucket = 0;
        while (bucket < bounds.size() && value > bounds.get(bucket)) {
            bucket++;
        }
        within[bucket].increment();
        sum.add(value);
    }

    /** How many values were at most the bound of that index; with the index after the last bound, all. */
    long atMost(int bucket) {
        long count = 0;
        for (int i = 0; i <= bucket; i++) {
            count += within[i].sum();
        }
        return count;
    }

    long count() {
        return atMost(bounds.size());
    }

    double sum() {
        return sum.sum();
    }
}
