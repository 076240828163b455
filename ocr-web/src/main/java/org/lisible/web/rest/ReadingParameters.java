package org.lisible.web.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.ws.rs.QueryParam;

import org.lisible.OcrException;
import org.lisible.decode.DecodeOptions;
import org.lisible.web.recognition.RecognitionRequest;

/**
 * The query parameters of everything that reads images; strings, so that a wrong one can be answered with what is right.
 * Described in {@link ApiSchemas}.
 */
public class ReadingParameters {

    @QueryParam("engine")
    String engine;

    @QueryParam("model")
    String model;

    @QueryParam("alternatives")
    String alternatives;

    @QueryParam("beam")
    String beam;

    @QueryParam("alphabet")
    String alphabet;

    @QueryParam("length")
    String length;

    @QueryParam("steps")
    String steps;

    @QueryParam("input")
    String input;

    /**
     * Parameters from elsewhere than a query.
     *
     * @param values by the names of the query's; others are passed over
     * @param model the model, whatever the values say
     */
    static ReadingParameters of(Map<String, String> values, String model) {
        ReadingParameters parameters = new ReadingParameters();
        parameters.engine = values.get("engine");
        parameters.model = model;
        parameters.alternatives = values.get("alternatives");
        parameters.beam = values.get("beam");
        parameters.alphabet = values.get("alphabet");
        parameters.length = values.get("length");
        parameters.steps = values.get("steps");
        parameters.input = values.get("input");
        return parameters;
    }

    /**
     * @throws OcrException of kind {@code INVALID} that says which parameter is wrong and what it may be
     */
    RecognitionRequest request() {
        OptionalInt readings = number("alternatives", alternatives);
        OptionalInt exactLength = number("length", length);
        DecodeOptions decoding = new DecodeOptions(
                number("beam", beam).orElse(1),
                readings.orElse(1),
                given(alphabet).orElse(""),
                exactLength,
                OptionalInt.empty(),
                List.of(),
                Math.max(readings.orElse(0), DecodeOptions.GREEDY.characterAlternatives()));
        extras();
        return new RecognitionRequest(given(engine), given(model), decoding);
    }

    /**
     * What is to be told beside the text.
     *
     * @throws OcrException of kind {@code INVALID} that says which parameter is wrong and what it may be
     */
    Extras extras() {
        return new Extras(truth("steps", steps), truth("input", input));
    }

    private static boolean truth(String name, String value) {
        return given(value)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(name, text, "true or false");
                })
                .orElse(false);
    }

    private static OptionalInt number(String name, String value) {
        if (given(value).isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a whole number");
        }
    }

    private static Optional<String> given(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static OcrException wrong(String name, String value, String expected) {
        return new OcrException(
                OcrException.Kind.INVALID, "wrong-parameter", name + " is \"" + value + "\", not " + expected);
    }
}
