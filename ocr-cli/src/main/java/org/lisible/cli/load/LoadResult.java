package org.lisible.cli.load;

import java.time.Duration;
import java.util.Map;

import org.HdrHistogram.Histogram;

/**
 * What some callers met.
 *
 * @param connections how many asked at once
 * @param time how long they did
 * @param latencies of the right answers, in microseconds
 * @param failures how often something else came, by what it was: a status, an exception, a wrong answer
 */
public record LoadResult(int connections, Duration time, Histogram latencies, Map<String, Long> failures) {

    /** Right answers. */
    public long answers() {
        return latencies.getTotalCount();
    }

    /** Right answers a second. */
    public double rate() {
        return answers() / (time.toNanos() / 1e9);
    }

    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Milliseconds within which that percentage of the right answers came; 0 if there was none. */
    public double milliseconds(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1000.0;
    }
}
