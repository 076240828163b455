package org.lisible.cli.bench;

import java.util.Arrays;

/**
 * Measurements of one thing.
 *
 * @param sorted smallest first, at least one
 */
record Sample(double[] sorted) {

    static Sample of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    /** The value that a share {@code rank} of all do not exceed, between neighbours linearly. */
    double quantile(double rank) {
        double place = rank * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    double median() {
        return quantile(0.5);
    }

    /** Half of all lie within so much of the median, as a share of it. */
    double spread() {
        return (quantile(0.75) - quantile(0.25)) / median();
    }

    /**
     * Bounds that hold the median of what was sampled with a chance of at least 95 %, whatever its distribution: order statistics
     * by the binomial distribution (Conover, Practical Nonparametric Statistics). With fewer than six values there are none, and
     * the smallest and the largest stand for them.
     */
    double[] medianBounds() {
        int count = sorted.length;
        double term = Math.pow(0.5, count);
        double tail = 0;
        int low = 0;
        while (tail + term <= 0.025) {
            tail += term;
            term *= (double) (count - low) / (low + 1);
            low++;
        }
        int index = Math.max(low - 1, 0);
        return new double[] {sorted[index], sorted[count - 1 - index]};
    }
}
