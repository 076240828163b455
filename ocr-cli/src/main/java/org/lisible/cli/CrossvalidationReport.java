package org.lisible.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

import org.lisible.OcrException;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.EvaluationJson;
import org.lisible.data.evaluation.EvaluationMarkdown;
import org.lisible.data.evaluation.Reading;

/**
 * All folds together; {@code report.json}.
 *
 * @param identity what was cross-validated and how
 * @param folds every fold's readings
 */
record CrossvalidationReport(JsonObject identity, List<FoldResult> folds) {

    /** Reads a report back. */
    static CrossvalidationReport read(Path file) {
        JsonObject json = ModelFiles.json(file);
        if (!json.containsKey("identity") || !json.containsKey("folds")) {
            throw new OcrException(
                    OcrException.Kind.INVALID, "no-report", file + " is not the report.json of lisible crossvalidate");
        }
        return new CrossvalidationReport(
                json.getJsonObject("identity"),
                json.getJsonArray("folds").getValuesAs(JsonObject.class).stream().map(FoldResult::of).toList());
    }

    Evaluation pooled() {
        List<Reading> readings = folds.stream().flatMap(fold -> fold.readings().stream()).toList();
        return Evaluation.of(readings);
    }

    JsonObject json() {
        JsonArrayBuilder each = Json.createArrayBuilder();
        folds.forEach(fold -> each.add(fold.json()));
        return Json.createObjectBuilder(summary()).add("folds", each).build();
    }

    /** The report without the single readings, for a bundle's metrics. */
    JsonObject summary() {
        JsonArrayBuilder each = Json.createArrayBuilder();
        folds.forEach(fold -> each.add(Json.createObjectBuilder()
                .add("fold", fold.fold())
                .add("images", fold.readings().size())
                .add("exact", fold.exact())
                .add("epochs", fold.epochs())
                .add("temperature", fold.temperature())));
        return Json.createObjectBuilder()
                .add("identity", identity)
                .add("eachFold", each)
                .add("pooled", EvaluationJson.of(pooled()))
                .build();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("Pooled over ").append(folds.size()).append(" folds, each read by a model that was trained without it.\n\n");
        text.append(EvaluationMarkdown.of(pooled()));
        text.append("\n| fold | images | read without a fault | epochs | temperature |\n|---|---|---|---|---|\n");
        for (FoldResult fold : folds) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %d (%.2f %%) | %d | %.3f |\n",
                    fold.fold(),
                    fold.readings().size(),
                    fold.exact(),
                    100.0 * fold.exact() / fold.readings().size(),
                    fold.epochs(),
                    fold.temperature()));
        }
        return text.toString();
    }
}
