package org.lisible.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.model.Manifest;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;

/**
 * Whether engines say the same of the same images: every log-probability within {@value #TOLERANCE} of the first
 * engine's, relative to the largest logit of the image (at least 1), and the same greedy text.
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
    private final Map<String, List<Logits>> byEngine = new LinkedHashMap<>();

    Agreement(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Runs all samples and keeps the logits. */
    void add(TextReader reader, List<Sample> samples) {
        List<Logits> logits = new ArrayList<>();
        for (int first = 0; first < samples.size(); first += TextReader.BATCH) {
            List<Sample> batch = samples.subList(first, Math.min(samples.size(), first + TextReader.BATCH));
            for (EngineResult result : reader.run(batch.stream().map(Sample::image).toList())) {
                if (result instanceof Logits raw) {
                    logits.add(raw);
                }
            }
        }
        byEngine.put(reader.info().engine(), logits);
    }

    /** True also if there is nothing to compare. */
    boolean holds() {
        return differences().stream().allMatch(Difference::holds);
    }

    private List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        List<String> engines = List.copyOf(byEngine.keySet());
        for (int i = 1; i < engines.size(); i++) {
            differences.add(difference(engines.getFirst(), engines.get(i)));
        }
        return differences;
    }

    private Difference difference(String first, String second) {
        List<Logits> left = byEngine.get(first);
        List<Logits> right = byEngine.get(second);
        double largest = 0;
        List<String> otherTexts = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            largest = Math.max(largest, difference(left.get(i), right.get(i)));
            String leftText = Decoder.decode(left.get(i), manifest, DecodeOptions.GREEDY).text();
            String rightText = Decoder.decode(right.get(i), manifest, DecodeOptions.GREEDY).text();
            if (!leftText.equals(rightText)) {
                otherTexts.add(leftText + " / " + rightText);
            }
        }
        return new Difference(first, second, left.size(), largest, otherTexts);
    }

    /** Largest difference of a log-probability over the largest absolute logit, or over 1 if that is larger. */
    static double difference(Logits left, Logits right) {
        double scale = 1;
        for (float logit : left.values()) {
            scale = Math.max(scale, Math.abs(logit));
        }
        double[][] leftRows = left.logProbabilities(1);
        double[][] rightRows = right.logProbabilities(1);
        double largest = 0;
        for (int step = 0; step < leftRows.length; step++) {
            for (int clazz = 0; clazz < leftRows[step].length; clazz++) {
                largest = Math.max(largest, Math.abs(leftRows[step][clazz] - rightRows[step][clazz]));
            }
        }
        return largest / scale;
    }

    JsonArrayBuilder json() {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Difference difference : differences()) {
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
        for (Difference difference : differences()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s and %s %s on %d images: log-probabilities differ by at most %.1e of the largest logit (%.0e allowed), %s%n",
                    difference.first(),
                    difference.second(),
                    difference.holds() ? "agree" : "DISAGREE",
                    difference.images(),
                    difference.largest(),
                    TOLERANCE,
                    difference.otherTexts().isEmpty()
                            ? "all texts are the same"
                            : "other texts: " + String.join(", ", difference.otherTexts())));
        }
        return text.isEmpty() ? "one engine alone: there is nothing to compare" : text.toString().stripTrailing();
    }
}
