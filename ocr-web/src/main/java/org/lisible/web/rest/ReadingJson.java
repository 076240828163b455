package org.lisible.web.rest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;

import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.result.Alternative;
import org.lisible.result.Logits;
import org.lisible.result.RecognitionJson;
import org.lisible.result.Span;
import org.lisible.segmentation.Segment;
import org.lisible.tensor.Tensor;
import org.lisible.web.recognition.Outcome;
import org.lisible.web.recognition.Reading;
import org.lisible.web.recognition.Stage;
import org.lisible.web.recognition.TextReading;
import org.lisible.web.recognition.Timings;

/**
 * A reading as the API gives it: the recognition, who read it and, if wanted, every time step; and for one request how long
 * it took.
 */
@ApplicationScoped
public class ReadingJson {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    @Inject
    JsonProvider library;

    private JsonBuilderFactory factory;

    @PostConstruct
    void open() {
        factory = library.createBuilderFactory(Map.of());
    }

    JsonObject of(Reading reading, Extras extras) {
        JsonObjectBuilder json = factory.createObjectBuilder(RecognitionJson.of(reading.recognition(), factory));
        if (reading.manifest().task().equals(Manifest.CHARACTER)) {
            List<Span> spans = reading.recognition().spans();
            json.add("character", reading.recognition().text())
                    .add("top5", topFive(
                            spans.isEmpty()
                                    ? reading.recognition().alternatives()
                                    : spans.getFirst().alternatives()));
        }
        addOutcome(json, reading);
        if (extras.steps()) {
            reading.logits()
                    .ifPresent(logits -> json.add(
                            reading.manifest().decoder().type(), steps(logits, reading.manifest())));
        }
        if (extras.input()) {
            json.add("input", input(reading.input(), reading.manifest().input()));
        }
        return json.build();
    }

    /** Text that was read character by character. */
    JsonObject of(TextReading reading) {
        JsonArrayBuilder segments = factory.createArrayBuilder();
        for (Segment segment : reading.text().segments()) {
            segments.add(factory.createObjectBuilder()
                    .add("character", segment.character())
                    .add("confidence", RecognitionJson.rounded(segment.confidence()))
                    .add("line", segment.line())
                    .add("box", factory.createObjectBuilder()
                            .add("x", segment.box().x())
                            .add("y", segment.box().y())
                            .add("width", segment.box().width())
                            .add("height", segment.box().height()))
                    .add("top5", topFive(segment.top5())));
        }
        JsonObjectBuilder json = factory.createObjectBuilder()
                .add("text", reading.text().text())
                .add("confidence", RecognitionJson.rounded(reading.text().confidence()))
                .add("segments", segments);
        addOutcome(json, reading);
        return json.build();
    }

    /** The answer to the request that a reading was made for. */
    JsonObject of(JsonObject reading, Timings timings, String requestId) {
        return factory.createObjectBuilder(reading)
                .add("timings", timings(timings.stages(), timings.total()))
                .add("requestId", requestId)
                .build();
    }

    /** The answer to a request for which a reading was found that was made for another. */
    JsonObject ofCache(JsonObject reading, long nanos, String requestId) {
        return factory.createObjectBuilder(reading)
                .add("cached", true)
                .add("timings", timings(Map.of(), nanos))
                .add("requestId", requestId)
                .build();
    }

    private void addOutcome(JsonObjectBuilder json, Outcome outcome) {
        json.add("engine", outcome.engine().engine())
                .add("model", outcome.manifest().id())
                .add("version", outcome.manifest().version())
                .add(
                        "image",
                        factory.createObjectBuilder()
                                .add("width", outcome.width())
                                .add("height", outcome.height()));
    }

    /** The impossible left out. */
    private JsonArrayBuilder topFive(List<Alternative> alternatives) {
        JsonArrayBuilder candidates = factory.createArrayBuilder();
        alternatives.stream()
                .filter(candidate -> candidate.confidence() > 0)
                .limit(5)
                .forEach(candidate -> candidates.add(factory.createObjectBuilder()
                        .add("character", candidate.text())
                        .add("confidence", RecognitionJson.rounded(candidate.confidence()))));
        return candidates;
    }

    /** The glyph and the frame, or the channels of another input, as grey levels, row by row. */
    private JsonObjectBuilder input(Tensor input, InputSpec spec) {
        JsonArrayBuilder planes = factory.createArrayBuilder();
        int fineness = spec.frameFineness();
        if (fineness > 0) {
            planes.add(plane(input, spec, 0, 1)).add(plane(input, spec, 1, fineness));
        } else {
            for (int channel = 0; channel < spec.channels(); channel++) {
                planes.add(plane(input, spec, channel, 1));
            }
        }
        return factory.createObjectBuilder().add("planes", planes);
    }

    /** A plane whose pixels were dealt out to channels, put together again: see {@link InputSpec#frameFineness}. */
    private JsonObjectBuilder plane(Tensor input, InputSpec spec, int firstChannel, int fineness) {
        JsonArrayBuilder levels = factory.createArrayBuilder();
        for (int y = 0; y < fineness * spec.height(); y++) {
            for (int x = 0; x < fineness * spec.width(); x++) {
                int channel = firstChannel + y % fineness * fineness + x % fineness;
                float value = input.data()[(channel * spec.height() + y / fineness) * spec.width() + x / fineness];
                levels.add(Math.round(255 * (value - spec.low()) / (spec.high() - spec.low())));
            }
        }
        return factory.createObjectBuilder()
                .add("width", fineness * spec.width())
                .add("height", fineness * spec.height())
                .add("levels", levels);
    }

    private JsonObjectBuilder timings(Map<Stage, Long> stages, long total) {
        JsonObjectBuilder json = factory.createObjectBuilder();
        for (Stage stage : Stage.values()) {
            json.add(stage.label(), milliseconds(stages.getOrDefault(stage, 0L)));
        }
        return json.add("total", milliseconds(total));
    }

    private static BigDecimal milliseconds(long nanos) {
        return BigDecimal.valueOf(nanos, 6).setScale(3, RoundingMode.HALF_UP);
    }

    private JsonObjectBuilder steps(Logits logits, Manifest manifest) {
        JsonArrayBuilder rows = factory.createArrayBuilder();
        for (double[] row : logits.logProbabilities(manifest.decoder().temperature())) {
            JsonArrayBuilder probabilities = factory.createArrayBuilder();
            for (double logProbability : row) {
                probabilities.add(new BigDecimal(Math.exp(logProbability), FOUR_DIGITS));
            }
            rows.add(probabilities);
        }
        return factory.createObjectBuilder()
                .add("symbols", factory.createArrayBuilder(manifest.symbols()))
                .add("probabilities", rows);
    }
}
