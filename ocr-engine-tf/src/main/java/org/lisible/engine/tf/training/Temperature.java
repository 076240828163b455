package org.lisible.engine.tf.training;

import java.util.function.DoubleUnaryOperator;

/**
 * Fits the temperature that calibrates confidences (Guo et al. 2017): the one that makes the validation labels most
 * probable, given that its logarithm is expected to be 0, give or take {@link #SPREAD}. Without that expectation a model
 * that makes no mistake on a small validation set would be sharpened without end, on no evidence; with some hundred
 * images that hold mistakes it hardly matters.
 */
final class Temperature {

    static final double LEAST = 0.5;

    static final double MOST = 10;

    /** Standard deviation of the temperature's logarithm before any image was seen. */
    private static final double SPREAD = 0.25;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Temperature() {}

    /** The most probable temperature between {@link #LEAST} and {@link #MOST}. */
    static double fit(Validation.Outcome outcome) {
        int images = outcome.labels().size();
        return Math.exp(minimum(
                Math.log(LEAST),
                Math.log(MOST),
                logTemperature -> images * outcome.loss(Math.exp(logTemperature))
                        + logTemperature * logTemperature / (2 * SPREAD * SPREAD)));
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
