package org.lisible.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.training.TrainingOptionsJson;

/** What a training was, for {@code metrics.json} and for knowing it again. */
final class TrainingRecord {

    private TrainingRecord() {}

    /** What has to be the same for a training to go on where it was stopped. */
    static JsonObject identity(
            Manifest manifest, SampleSplit split, TrainingFlags flags, CharacterFlags characters) {
        return characters.addTo(Json.createObjectBuilder())
                .add("model", manifest.name())
                .add("split", split.digest())
                .add("augmentation", flags.augmentationName(manifest))
                .add("synthetic", flags.synthetic())
                .add("options", TrainingOptionsJson.of(flags.options()))
                .add("start", flags.startDigest())
                .build();
    }

    static JsonObjectBuilder json(
            ModelBundle model,
            SampleSplit split,
            TrainingFlags flags,
            CharacterFlags characters,
            String trainer,
            String device) {
        return characters.addTo(Json.createObjectBuilder())
                .add("trainer", trainer)
                .add("device", device)
                .add("trainingImages", split.training().size())
                .add("validationImages", split.validation().size())
                .add("split", split.digest())
                .add("augmentation", flags.augmentationName(model.manifest()))
                .add("syntheticImagesPerEpoch", flags.synthetic())
                .add("options", TrainingOptionsJson.of(flags.options()))
                .add("start", flags.startDigest())
                .add("temperature", model.manifest().decoder().temperature());
    }
}
