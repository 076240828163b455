package org.lisible.engine.tf.training;

import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.model.ManifestJson;
import org.lisible.spi.training.TrainingEvent;
import org.lisible.spi.training.TrainingJob;
import org.lisible.spi.training.TrainingOptionsJson;

/** Trainings as JSON: which job it is, and the rows of its history. */
final class TrainingJson {

    private TrainingJson() {}

    /** What makes two jobs the same: the network, the options and how many examples there are. */
    static JsonObject identity(TrainingJob job) {
        Manifest manifest = job.manifest();
        JsonObject network = ManifestJson.write(manifest.with(new DecoderSpec(manifest.decoder().type(), 1), Map.of()));
        return Json.createObjectBuilder()
                .add("manifest", network)
                .add("options", TrainingOptionsJson.of(job.options()))
                .add("examples", Json.createObjectBuilder()
                        .add("training", job.training().size())
                        .add("validation", job.validation().size()))
                .build();
    }

    static JsonArray history(List<TrainingEvent.Epoch> epochs) {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        epochs.forEach(epoch -> rows.add(row(epoch)));
        return rows.build();
    }

    static JsonObjectBuilder row(TrainingEvent.Epoch epoch) {
        return Json.createObjectBuilder()
                .add("epoch", epoch.epoch())
                .add("trainingLoss", epoch.trainingLoss())
                .add("validationLoss", epoch.validationLoss())
                .add("exactMatch", epoch.exactMatch())
                .add("characterErrorRate", epoch.characterErrorRate())
                .add("learningRate", epoch.learningRate())
                .add("seconds", epoch.seconds())
                .add("best", epoch.best());
    }

    static List<TrainingEvent.Epoch> history(JsonArray rows) {
        return rows.getValuesAs(JsonObject.class).stream()
                .map(row -> new TrainingEvent.Epoch(
                        row.getInt("epoch"),
                        number(row, "trainingLoss"),
                        number(row, "validationLoss"),
                        number(row, "exactMatch"),
                        number(row, "characterErrorRate"),
                        number(row, "learningRate"),
                        number(row, "seconds"),
                        row.getBoolean("best")))
                .toList();
    }

    static double number(JsonObject json, String name) {
        return json.getJsonNumber(name).doubleValue();
    }
}
