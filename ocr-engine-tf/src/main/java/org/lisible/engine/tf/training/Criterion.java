package org.lisible.engine.tf.training;

import java.util.Arrays;

import org.lisible.model.DecoderSpec;
import org.lisible.result.Logits;

/** How a decoder type's logits are read and judged in validation. */
enum Criterion {
    /** Texts of any length, blank at class 0. */
    CTC {
        @Override
        double negativeLog(double[][] logProbabilities, int[] label) {
            return CtcLikelihood.negativeLog(logProbabilities, label);
        }

        @Override
        int[] greedy(Logits logits) {
            int[] symbols = new int[logits.steps()];
            int count = 0;
            int before = 0;
            for (int step = 0; step < logits.steps(); step++) {
                int best = largest(logits, step);
                if (best != 0 && best != before) {
                    symbols[count++] = best - 1;
                }
                before = best;
            }
            return Arrays.copyOf(symbols, count);
        }
    },
    /** One symbol, which is the class. */
    SOFTMAX {
        @Override
        double negativeLog(double[][] logProbabilities, int[] label) {
            return -logProbabilities[0][label[0]];
        }

        @Override
        int[] greedy(Logits logits) {
            return new int[] {largest(logits, 0)};
        }
    };

    static Criterion of(DecoderSpec decoder) {
        return decoder.type().equals(DecoderSpec.SOFTMAX) ? SOFTMAX : CTC;
    }

    /**
     * Minus the natural logarithm of the probability of a label.
     *
     * @param logProbabilities {@code double[steps][classes]}
     * @param label symbol indices
     */
    abstract double negativeLog(double[][] logProbabilities, int[] label);

    /** What the most probable class of each step says, as symbol indices. */
    abstract int[] greedy(Logits logits);

    private static int largest(Logits logits, int step) {
        int best = 0;
        for (int clazz = 1; clazz < logits.classes(); clazz++) {
            if (logits.at(step, clazz) > logits.at(step, best)) {
                best = clazz;
            }
        }
        return best;
    }
}
