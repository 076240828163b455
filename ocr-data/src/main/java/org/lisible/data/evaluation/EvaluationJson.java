package org.lisible.data.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** An evaluation as JSON, for {@code metrics.json} and for programs. Rates have six decimals. */
public final class EvaluationJson {

    private static final int DECIMALS = 6;
    /** Thousands of characters make hundreds of mistakes; the full matrix is a table of its own. */
    private static final int MOST_OF_CHARACTERS = 40;

    private EvaluationJson() {}

    /**
     * {@code {"images", "exact", "exactMatch", "exactMatchInterval": {"low", "high"}, "characters",
     * "characterErrorRate", "characterAccuracy", "confusions": [{"expected", "actual", "count"}],
     * "byLength": [{"length", "images", "exact"}], "calibration": {"expectedError", "bins": [{"low", "high", "count",
     * "confidence", "accuracy"}]}, "mistakes": [{"id", "expected", "actual", "confidence"}]}}
     *
     * <p>Of single characters the {@value #MOST_OF_CHARACTERS} most frequent confusions and most confident mistakes alone,
     * and besides {@code {"classification": {"top1": {"images", "right", "rate", "low", "high"}, "topFive", "withoutCase",
     * "letters", "digits", "symbols", "meanOfClasses", "unread", "classes": [{"character", "images", "right", "rate", "low",
     * "high", "rightInFive", "readAs"}]}}}.
     */
    public static JsonObject of(Evaluation evaluation) {
        JsonObjectBuilder json = Json.createObjectBuilder()
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
                .add("mistakes", mistakes(evaluation));
        evaluation.classification().ifPresent(classification -> json.add("classification", of(classification)));
        return json.build();
    }

    private static JsonObjectBuilder of(Classification classification) {
        JsonArrayBuilder classes = Json.createArrayBuilder();
        for (ClassScore score : classification.classes()) {
            classes.add(Json.createObjectBuilder()
                    .add("character", score.character())
                    .addAll(of(score.top1()))
                    .add("rightInFive", score.topFive().right())
                    .add("readAs", score.readAs()));
        }
        return scores(classification).add("classes", classes);
    }

    /** All that is said of the whole set, without the single characters. */
    static JsonObjectBuilder scores(Classification classification) {
        return Json.createObjectBuilder()
                .add("top1", of(classification.top1()))
                .add("topFive", of(classification.topFive()))
                .add("withoutCase", of(classification.withoutCase()))
                .add("letters", of(classification.letters()))
                .add("digits", of(classification.digits()))
                .add("symbols", of(classification.symbols()))
                .add("meanOfClasses", rate(classification.meanOfClasses()))
                .add("unread", classification.unread());
    }

    private static JsonObjectBuilder of(Score score) {
        return Json.createObjectBuilder()
                .add("images", score.images())
                .add("right", score.right())
                .add("rate", rate(score.rate()))
                .add("low", rate(score.interval().low()))
                .add("high", rate(score.interval().high()));
    }

    private static JsonArrayBuilder confusions(Evaluation evaluation) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Confusion confusion : most(evaluation.confusions(), evaluation)) {
            array.add(Json.createObjectBuilder()
                    .add("expected", confusion.expected())
                    .add("actual", confusion.actual())
                    .add("count", confusion.count()));
        }
        return array;
    }

    private static <T> List<T> most(List<T> all, Evaluation evaluation) {
        return evaluation.classification().isEmpty() ? all : all.subList(0, Math.min(MOST_OF_CHARACTERS, all.size()));
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
        for (Reading reading : most(evaluation.mistakes(), evaluation)) {
            array.add(Json.createObjectBuilder()
                    .add("id", reading.id())
                    .add("expected", reading.expected())
                    .add("actual", reading.actual())
                    .add("confidence", rate(reading.confidence())));
        }
        return array;
    }

    static BigDecimal rate(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
