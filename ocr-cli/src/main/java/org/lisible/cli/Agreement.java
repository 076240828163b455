package org.lisible.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;

/**
 * Whether engines say the same of the same images: every logit of a classifier, every log-probability of a text's steps
 * within {@value #TOLERANCE} of the first engine's, relative to the largest logit of the image (at least 1), and the same
 * greedy text.
 */
final class Agreement {

    /** Largest difference that counts as the same. */
    static final double TOLERANCE = 1e-4;

    /** One engine against the first. */
    private record Difference(String first, String second, int images, double largest, List<String> otherTexts) {
        boolean holds() {
            return largest <= TOLERANCE && otherTexts.isEmpty();
        }
    }

    private final Manifest manifest;
    private final List<Difference> differences;

    /** @param runs of one model on the same samples */
    Agreement(List<ModelRun> runs) {
        this.manifest = runs.getFirst().manifest();
        this.differences = runs.stream().skip(1).map(run -> difference(runs.getFirst(), run)).toList();
    }

    /** True also if there is nothing to compare. */
    boolean holds() {
        return differences.stream().allMatch(Difference::holds);
    }

    private Difference difference(ModelRun first, ModelRun second) {
        double largest = 0;
        List<String> otherTexts = new ArrayList<>();
        for (int i = 0; i < first.results().size(); i++) {
            EngineResult left = first.results().get(i);
            EngineResult right = second.results().get(i);
            if (left instanceof Logits leftLogits && right instanceof Logits rightLogits) {
                largest = Math.max(largest, difference(leftLogits, rightLogits, manifest.decoder()));
            }
            String leftText = text(left);
            String rightText = text(right);
            if (!leftText.equals(rightText)) {
                otherTexts.add(leftText + " / " + rightText);
            }
        }
        return new Difference(
                first.engine().engine(), second.engine().engine(), first.results().size(), largest, otherTexts);
    }

    private String text(EngineResult result) {
        return Decoder.decode(result, manifest, DecodeOptions.GREEDY).text();
    }

    /** Largest difference over the largest absolute logit, or over 1 if that is larger. */
    static double difference(Logits left, Logits right, DecoderSpec decoder) {
        double scale = 1;
        for (float logit : left.values()) {
            scale = Math.max(scale, Math.abs(logit));
        }
        double largest = 0;
        if (isClassifier(decoder)) {
            for (int i = 0; i < left.values().length; i++) {
                largest = Math.max(largest, Math.abs(left.values()[i] - right.values()[i]));
            }
            return largest / scale;
        }
        double[][] leftRows = left.logProbabilities(1);
        double[][] rightRows = right.logProbabilities(1);
        for (int step = 0; step < leftRows.length; step++) {
            for (int clazz = 0; clazz < leftRows[step].length; clazz++) {
                largest = Math.max(largest, Math.abs(leftRows[step][clazz] - rightRows[step][clazz]));
            }
        }
        return largest / scale;
    }

    private static boolean isClassifier(DecoderSpec decoder) {
        return decoder.type().equals(DecoderSpec.SOFTMAX);
    }

    JsonArrayBuilder json() {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Difference difference : differences) {
            JsonObjectBuilder row = Json.createObjectBuilder()
                    .add("engines", Json.createArrayBuilder().add(difference.first()).add(difference.second()))
                    .add("images", difference.images())
                    .add("largestRelativeDifference", difference.largest())
                    .add("tolerance", TOLERANCE)
                    .add("otherTexts", Json.createArrayBuilder(difference.otherTexts()))
                    .add("agree", difference.holds());
            array.add(row);
        }
        return array;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Difference difference : differences) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s and %s %s on %d images: %s differ by at most %.1e of the largest logit (%.0e allowed), %s%n",
                    difference.first(),
                    difference.second(),
                    difference.holds() ? "agree" : "DISAGREE",
                    difference.images(),
                    isClassifier(manifest.decoder()) ? "logits" : "log-probabilities",
                    difference.largest(),
                    TOLERANCE,
                    difference.otherTexts().isEmpty()
                            ? "all texts are the same"
                            : "other texts: " + String.join(", ", difference.otherTexts())));
        }
        return text.isEmpty() ? "one engine alone: there is nothing to compare" : text.toString().stripTrailing();
    }
}
