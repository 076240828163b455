package org.lisible.engine.pure.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.lisible.result.Logits;

/** How far two outputs of a network are apart. */
public final class LogProbabilities {

    private LogProbabilities() {}

    /** The largest difference of a log-probability, relative to the largest expected one and at least to 1. */
    public static double difference(Logits actual, Logits expected) {
        double[][] actualRows = actual.logProbabilities(1);
        double[][] expectedRows = expected.logProbabilities(1);
        assertThat(actualRows).hasDimensions(expected.steps(), expected.classes());
        double scale = 1;
        double difference = 0;
        for (int step = 0; step < expected.steps(); step++) {
            for (int clazz = 0; clazz < expected.classes(); clazz++) {
                assertThat(actualRows[step][clazz]).isFinite();
                scale = Math.max(scale, Math.abs(expectedRows[step][clazz]));
                difference = Math.max(difference, Math.abs(expectedRows[step][clazz] - actualRows[step][clazz]));
            }
        }
        return difference / scale;
    }
}
