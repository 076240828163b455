package org.lisible.data.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** An evaluation as JSON, for {@code metrics.json} and for programs. Rates have six decimals. */
public final class EvaluationJson {

    private static final int DECIMALS = 6;

    private EvaluationJson() {}

    /**
     * {@code {"images", "exact", "exactMatch", "exactMatchInterval": {"low", "high"}, "characters",
     * "characterErrorRate", "characterAccuracy", "confusions": [{"expected", "actual", "count"}],
     * "byLength": [{"length", "images", "exact"}], "calibration": {"expectedError", "bins": [{"low", "high", "count",
     * "confidence", "accuracy"}]}, "mistakes": [{"id", "expected", "actual", "confidence"}]}}
     */
    public static JsonObject of(Evaluation evaluation) {
        return Json.createObjectBuilder()
                .add("images", evaluation.images())
                .add("exact", evaluation.exact())
                .add("exactMatch", rate(evaluation.exactMatch()))
                .add("exactMatchInterval", Json.createObjectBuilder()
                        .add("low", rate(evaluation.exactInterval().low()))
                        .add("high", rate(evaluation.exactInterval().high())))
                .add("characters", evaluation.characters())
                .add("characterErrorRate", rate(evaluation.characterErrorRate()))
                .add("characterAccuracy", rate(evaluation.characterAccuracy()))
                .add("confusions", confusions(evaluation))
                .add("byLength", lengths(evaluation))
                .add("calibration", calibration(evaluation.calibration()))
                .add("mistakes", mistakes(evaluation))
                .build();
    }

    private static JsonArrayBuilder confusions(Evaluation evaluation) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Confusion confusion : evaluation.confusions()) {
            array.add(Json.createObjectBuilder()
                    .add("expected", confusion.expected())
                    .add("actual", confusion.actual())
                    .add("count", confusion.count()));
        }
        return array;
    }

    private static JsonArrayBuilder lengths(Evaluation evaluation) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (LengthScore score : evaluation.lengths()) {
            array.add(Json.createObjectBuilder()
                    .add("length", score.length())
                    .add("images", score.images())
                    .add("exact", score.exact()));
        }
        return array;
    }

    private static JsonObjectBuilder calibration(Calibration calibration) {
        JsonArrayBuilder bins = Json.createArrayBuilder();
        for (Calibration.Bin bin : calibration.bins()) {
            bins.add(Json.createObjectBuilder()
                    .add("low", rate(bin.low()))
                    .add("high", rate(bin.high()))
                    .add("count", bin.count())
                    .add("confidence", rate(bin.confidence()))
                    .add("accuracy", rate(bin.accuracy())));
        }
        return Json.createObjectBuilder()
                .add("expectedError", rate(calibration.expectedError()))
                .add("bins", bins);
    }

    private static JsonArrayBuilder mistakes(Evaluation evaluation) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Reading reading : evaluation.mistakes()) {
            array.add(Json.createObjectBuilder()
                    .add("id", reading.id())
                    .add("expected", reading.expected())
                    .add("actual", reading.actual())
                    .add("confidence", rate(reading.confidence())));
        }
        return array;
    }

    private static BigDecimal rate(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
