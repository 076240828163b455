package org.lisible.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * A recognition as JSON, the same for the HTTP API and the command line: {@code text}, {@code confidence}, {@code
 * characters} (each with {@code character}, {@code confidence}, {@code alternatives}, {@code steps} and, if known, {@code
 * columns}) and {@code alternatives}. Confidences are rounded to six significant digits.
 */
public final class RecognitionJson {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final JsonBuilderFactory json;

    private RecognitionJson(JsonBuilderFactory json) {
        this.json = json;
    }

    public static JsonObject of(Recognition recognition) {
        return of(recognition, Json.createBuilderFactory(Map.of()));
    }

    /** As {@link #of(Recognition)}, for who has a factory already: to look for one takes longer than what is done with it. */
    public static JsonObject of(Recognition recognition, JsonBuilderFactory factory) {
        return new RecognitionJson(factory).object(recognition);
    }

    private JsonObject object(Recognition recognition) {
        JsonArrayBuilder characters = json.createArrayBuilder();
        recognition.spans().forEach(span -> characters.add(character(span)));
        return json.createObjectBuilder()
                .add("text", recognition.text())
                .add("confidence", rounded(recognition.confidence()))
                .add("characters", characters)
                .add("alternatives", alternatives(recognition.alternatives()))
                .build();
    }

    private JsonObjectBuilder character(Span span) {
        JsonObjectBuilder character = json.createObjectBuilder()
                .add("character", span.text())
                .add("confidence", rounded(span.confidence()))
                .add("alternatives", alternatives(span.alternatives()))
                .add("steps", range(span.steps()));
        span.columns().ifPresent(columns -> character.add("columns", range(columns)));
        return character;
    }

    private JsonArrayBuilder alternatives(List<Alternative> alternatives) {
        JsonArrayBuilder array = json.createArrayBuilder();
        for (Alternative alternative : alternatives) {
            array.add(json.createObjectBuilder()
                    .add("text", alternative.text())
                    .add("confidence", rounded(alternative.confidence())));
        }
        return array;
    }

    private JsonObjectBuilder range(Range range) {
        return json.createObjectBuilder().add("start", range.start()).add("end", range.end());
    }

    /** As all confidences are shown. */
    public static BigDecimal rounded(double confidence) {
        return new BigDecimal(confidence, SIX_DIGITS).stripTrailingZeros();
    }
}
