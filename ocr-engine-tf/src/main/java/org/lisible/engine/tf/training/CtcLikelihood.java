package org.lisible.engine.tf.training;

import java.util.Arrays;

/** The forward algorithm of connectionist temporal classification (Graves et al. 2006, section 4.1), in double. */
final class CtcLikelihood {

    private CtcLikelihood() {}

    /**
     * Minus the natural logarithm of the probability of a label, summed over all its alignments.
     *
     * @param logProbabilities {@code double[steps][classes]}, class 0 is the blank
     * @param label symbol indices; symbol i is class i + 1
     * @return at least 0 but for rounding; infinite if no alignment fits the steps
     */
    static double negativeLog(double[][] logProbabilities, int[] label) {
        int states = 2 * label.length + 1; // blank, symbol, blank, …, symbol, blank
        double[] alpha = new double[states];
        Arrays.fill(alpha, Double.NEGATIVE_INFINITY);
        alpha[0] = logProbabilities[0][0];
        if (states > 1) {
            alpha[1] = logProbabilities[0][label[0] + 1];
        }
        for (int step = 1; step < logProbabilities.length; step++) {
            // Downwards, so that the earlier states are still those of the step before.
            for (int state = states - 1; state >= 0; state--) {
                boolean symbol = state % 2 == 1;
                int clazz = symbol ? label[state / 2] + 1 : 0;
                double sum = alpha[state];
                if (state >= 1) {
                    sum = add(sum, alpha[state - 1]);
                }
                if (symbol && state >= 3 && label[state / 2] != label[state / 2 - 1]) {
                    sum = add(sum, alpha[state - 2]);
                }
                alpha[state] = sum + logProbabilities[step][clazz];
            }
        }
        return -(states > 1 ? add(alpha[states - 1], alpha[states - 2]) : alpha[0]);
    }

    private static double add(double a, double b) {
        double max = Math.max(a, b);
        return max == Double.NEGATIVE_INFINITY ? max : max + Math.log1p(Math.exp(-Math.abs(a - b)));
    }
}
