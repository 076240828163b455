package org.lisible.engine.tf.training;

import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov &amp; Hutter 2019) and clipping by the global norm, in Java: one pass over
 * some 100,000 numbers takes less than a millisecond, and the state is plain arrays that a checkpoint can hold.
 */
final class AdamW {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private AdamW() {}

    /**
     * One step.
     *
     * @param weights modified
     * @param first running mean of the gradients; modified
     * @param second running mean of their squares; modified
     * @param gradients by tensor name; not modified
     * @param step from 1
     * @param rate learning rate
     * @param weightDecay applied to tensors of two or more dimensions only
     * @param clipNorm gradients are scaled down to this global norm
     * @return the global norm before clipping
     */
    static double step(
            Weights weights,
            Weights first,
            Weights second,
            Map<String, float[]> gradients,
            long step,
            double rate,
            double weightDecay,
            double clipNorm) {
        double norm = norm(gradients);
        float clip = (float) Math.min(1, clipNorm / (norm + 1e-6));
        float size = (float) (rate / (1 - Math.pow(BETA_1, step)));
        float scale = (float) (1 / Math.sqrt(1 - Math.pow(BETA_2, step)));
        gradients.forEach((name, gradient) -> {
            boolean decays = weights.shapes().get(name).length >= 2;
            float keep = decays ? (float) (1 - rate * weightDecay) : 1;
            update(weights.get(name), first.get(name), second.get(name), gradient, clip, size, scale, keep);
        });
        return norm;
    }

    private static void update(
            float[] weight,
            float[] first,
            float[] second,
            float[] gradient,
            float clip,
            float size,
            float scale,
            float keep) {
        for (int i = 0; i < weight.length; i++) {
            float g = gradient[i] * clip;
            first[i] += (float) (1 - BETA_1) * (g - first[i]);
            second[i] += (float) (1 - BETA_2) * (g * g - second[i]);
            weight[i] = weight[i] * keep - size * first[i] / ((float) Math.sqrt(second[i]) * scale + (float) EPSILON);
        }
    }

    private static double norm(Map<String, float[]> gradients) {
        double squares = 0;
        for (float[] gradient : gradients.values()) {
            for (float g : gradient) {
                squares += (double) g * g;
            }
        }
        return Math.sqrt(squares);
    }
}
