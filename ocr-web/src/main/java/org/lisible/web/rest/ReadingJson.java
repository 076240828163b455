package org.lisible.web.rest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;

import org.lisible.model.Manifest;
import org.lisible.result.Logits;
import org.lisible.result.RecognitionJson;
import org.lisible.web.recognition.Reading;
import org.lisible.web.recognition.Stage;

/** A reading as the API gives it: the recognition, who read it, how long it took and, if wanted, every time step. */
final class ReadingJson {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private ReadingJson() {}

    static JsonObjectBuilder of(Reading reading, String requestId, boolean withSteps) {
        JsonBuilderFactory factory = Json.createBuilderFactory(Map.of());
        JsonObjectBuilder json = factory.createObjectBuilder(RecognitionJson.of(reading.recognition()))
                .add("engine", reading.engine().engine())
                .add("model", reading.manifest().id())
                .add("version", reading.manifest().version())
                .add(
                        "image",
                        factory.createObjectBuilder()
                                .add("width", reading.width())
                                .add("height", reading.height()))
                .add("timings", timings(factory, reading))
                .add("requestId", requestId);
        if (withSteps) {
            reading.logits().ifPresent(logits -> json.add("ctc", steps(factory, logits, reading.manifest())));
        }
        return json;
    }

    private static JsonObjectBuilder timings(JsonBuilderFactory factory, Reading reading) {
        JsonObjectBuilder json = factory.createObjectBuilder();
        for (Stage stage : Stage.values()) {
            json.add(stage.label(), milliseconds(reading.timings().stages().getOrDefault(stage, 0L)));
        }
        return json.add("total", milliseconds(reading.timings().total()));
    }

    private static BigDecimal milliseconds(long nanos) {
        return BigDecimal.valueOf(nanos, 6).setScale(3, RoundingMode.HALF_UP);
    }

    private static JsonObjectBuilder steps(JsonBuilderFactory factory, Logits logits, Manifest manifest) {
        JsonArrayBuilder rows = factory.createArrayBuilder();
        for (double[] row : logits.logProbabilities(manifest.decoder().temperature())) {
            JsonArrayBuilder probabilities = factory.createArrayBuilder();
            for (double logProbability : row) {
                probabilities.add(new BigDecimal(Math.exp(logProbability), FOUR_DIGITS));
            }
            rows.add(probabilities);
        }
        return factory.createObjectBuilder().add("symbols", factory.createArrayBuilder(manifest.symbols())).add("probabilities", rows);
    }
}
