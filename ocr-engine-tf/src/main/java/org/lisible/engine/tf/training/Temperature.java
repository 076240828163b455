package org.lisible.engine.tf.training;

import java.util.function.DoubleUnaryOperator;

/**
 * Fits the temperature that calibrates confidences (Guo et al. 2017): the one that makes the validation labels most
 * probable.
 */
final class Temperature {

    /** A model that makes no mistake on the validation set would want none at all; no further than this. */
    static final double LEAST = 0.5;

    static final double MOST = 10;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Temperature() {}

    /** The temperature between {@link #LEAST} and {@link #MOST} with the smallest loss. */
    static double fit(Validation.Outcome outcome) {
        return Math.exp(minimum(
                Math.log(LEAST), Math.log(MOST), logTemperature -> outcome.loss(Math.exp(logTemperature))));
    }

    /** Golden-section search of a function with one valley, to 1e-4. */
    private static double minimum(double low, double high, DoubleUnaryOperator f) {
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = f.applyAsDouble(left);
        double atRight = f.applyAsDouble(right);
        while (high - low > 1e-4) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = f.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = f.applyAsDouble(right);
            }
        }
        return (low + high) / 2;
    }
}
