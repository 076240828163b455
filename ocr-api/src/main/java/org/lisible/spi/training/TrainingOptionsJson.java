package org.lisible.spi.training;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** {@link TrainingOptions} as JSON, for checkpoints and a bundle's metrics: its components by name. */
public final class TrainingOptionsJson {

    private TrainingOptionsJson() {}

    public static JsonObject of(TrainingOptions options) {
        return Json.createObjectBuilder()
                .add("epochs", options.epochs())
                .add("batchSize", options.batchSize())
                .add("learningRate", options.learningRate())
                .add("warmupEpochs", options.warmupEpochs())
                .add("weightDecay", options.weightDecay())
                .add("clipNorm", options.clipNorm())
                .add("averageDecay", options.averageDecay())
                .add("patience", options.patience())
                .add("checkpointEvery", options.checkpointEvery())
                .add("seed", options.seed())
                .add("labelSmoothing", options.labelSmoothing())
                .build();
    }
}
