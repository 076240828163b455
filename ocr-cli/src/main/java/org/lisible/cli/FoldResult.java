package org.lisible.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

import org.lisible.data.evaluation.Reading;

/**
 * What one fold's model read of its fold; kept in {@code fold-<n>/readings.json}.
 *
 * @param fold from 1
 * @param readings of the images that the model never saw
 * @param epochs how many it was trained
 * @param temperature that its confidences are calibrated with
 */
record FoldResult(int fold, List<Reading> readings, int epochs, double temperature) {

    static Path folder(Path work, int fold) {
        return work.resolve("fold-" + fold);
    }

    static Path file(Path work, int fold) {
        return folder(work, fold).resolve("readings.json");
    }

    long exact() {
        return readings.stream().filter(Reading::exact).count();
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "fold %d: %d of %d read without a fault (%.2f %%)",
                fold,
                exact(),
                readings.size(),
                100.0 * exact() / readings.size());
    }

    void write(Path work) {
        WorkFolder.write(file(work, fold), json().toString());
    }

    static FoldResult read(Path work, int fold) {
        return of(ModelFiles.json(file(work, fold)));
    }

    JsonObject json() {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        readings.forEach(reading -> rows.add(Json.createObjectBuilder()
                .add("id", reading.id())
                .add("expected", reading.expected())
                .add("actual", reading.actual())
                .add("confidence", reading.confidence())));
        return Json.createObjectBuilder()
                .add("fold", fold)
                .add("epochs", epochs)
                .add("temperature", temperature)
                .add("readings", rows)
                .build();
    }

    static FoldResult of(JsonObject json) {
        return new FoldResult(
                json.getInt("fold"),
                json.getJsonArray("readings").getValuesAs(JsonObject.class).stream()
                        .map(row -> new Reading(
                                row.getString("id"),
                                row.getString("expected"),
                                row.getString("actual"),
                                row.getJsonNumber("confidence").doubleValue()))
                        .toList(),
                json.getInt("epochs"),
                json.getJsonNumber("temperature").doubleValue());
    }
}
