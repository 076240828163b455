package org.lisible.engine.tf.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Gradients against finite differences. */
final class Slope {

    private static final double WIDTH = 1e-3;

    private Slope() {}

    /** The gradient's norm is the loss's slope along it, up to the kinks of rectifiers and maxima nearby. */
    static void check(
            TrainableNetwork network, Weights weights, Batch batch, int[] seed, String name, float[] gradient) {
        double norm = norm(gradient);
        assertThat(along(network, weights, batch, seed, name, gradient, norm))
                .as("slope along the gradient of " + name)
                .isCloseTo(norm, within(0.02 * norm + 2e-3));
    }

    static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    /** At the weights in the direction of the gradient, by a central difference. */
    private static double along(
            TrainableNetwork network, Weights weights, Batch batch, int[] seed, String name, float[] gradient, double norm) {
        double[] loss = new double[2];
        for (int side = 0; side < 2; side++) {
            Weights moved = weights.copy();
            float[] tensor = moved.get(name);
            for (int i = 0; i < tensor.length; i++) {
                tensor[i] += (float) ((side == 0 ? -WIDTH : WIDTH) * gradient[i] / Math.max(norm, 1e-9));
            }
            loss[side] = network.learn(moved, batch, seed).loss();
        }
        return (loss[1] - loss[0]) / (2 * WIDTH);
    }
}
