package org.lisible.result;

import static java.util.Objects.requireNonNull;

/**
 * What the last layer of a network put out for one input, before any softmax.
 *
 * @param steps time steps, at least 1 (1 for a plain classifier)
 * @param classes classes in the manifest's order; with CTC, class 0 is the blank
 * @param values {@code float[steps * classes]}, row-major; not written to after it was handed over
 */
public record Logits(int steps, int classes, float[] values) implements EngineResult {

    public Logits {
        requireNonNull(values, "values is null");
        if (steps < 1 || classes < 1 || (long) steps * classes != values.length) {
            throw new IllegalArgumentException(
                    steps + " steps of " + classes + " classes cannot be " + values.length + " values");
        }
    }

    public float at(int step, int clazz) {
        return values[step * classes + clazz];
    }

    /**
     * Natural-log softmax over the classes of each step, computed in double from the step's maximum.
     *
     * @param temperature divides the logits first; 1 leaves them, above 1 flattens (Guo et al. 2017)
     * @return {@code double[steps][classes]}, each row summing to 1 in the linear domain
     */
    public double[][] logProbabilities(double temperature) {
        double[][] rows = new double[steps][classes];
        for (int step = 0; step < steps; step++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int clazz = 0; clazz < classes; clazz++) {
                rows[step][clazz] = at(step, clazz) / temperature;
                max = Math.max(max, rows[step][clazz]);
            }
            double sum = 0;
            for (double logit : rows[step]) {
                sum += Math.exp(logit - max);
            }
            double logSum = max + Math.log(sum);
            for (int clazz = 0; clazz < classes; clazz++) {
                rows[step][clazz] -= logSum;
            }
        }
        return rows;
    }
}
