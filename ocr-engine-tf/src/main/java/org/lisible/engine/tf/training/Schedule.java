package org.lisible.engine.tf.training;

import org.lisible.spi.training.TrainingOptions;

/** Rates as functions of how far the training is, so that they do not depend on the batch size. */
final class Schedule {

    private Schedule() {}

    /**
     * The learning rate: linear rise from 0 during the warm-up, then a cosine down to 1 % of the peak.
     *
     * @param epochs done so far, with fractions
     */
    static double learningRate(TrainingOptions options, double epochs) {
        if (epochs < options.warmupEpochs()) {
            return options.learningRate() * epochs / options.warmupEpochs();
        }
        double rest = options.epochs() - options.warmupEpochs();
        double done = rest <= 0 ? 1 : Math.min(1, (epochs - options.warmupEpochs()) / rest);
        return options.learningRate() * (0.01 + 0.99 * (1 + Math.cos(Math.PI * done)) / 2);
    }

    /** The decay of the averaged weights at a step: short at first, so that the start is soon forgotten. */
    static float averageDecay(TrainingOptions options, long step) {
        return (float) Math.min(options.averageDecay(), (1.0 + step) / (10.0 + step));
    }
}
