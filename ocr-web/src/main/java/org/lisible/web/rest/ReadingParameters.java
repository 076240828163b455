package org.lisible.web.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

import jakarta.ws.rs.core.UriInfo;

import org.lisible.OcrException;
import org.lisible.decode.DecodeOptions;
import org.lisible.web.recognition.RecognitionRequest;

/**
 * The parameters of everything that reads images; strings, so that a wrong one can be answered with what is right.
 * Described in {@link ApiSchemas}. Taken out of the query here: Jersey finds out anew for each request how a field of a bean
 * parameter is made of a string, and catches two exceptions for each on the way.
 *
 * @param values a parameter's value by its name; null if it was not given
 */
record ReadingParameters(UnaryOperator<String> values) {

    /** Those of a query. */
    static ReadingParameters of(UriInfo address) {
        return new ReadingParameters(address.getQueryParameters()::getFirst);
    }

    /**
     * Parameters from elsewhere.
     *
     * @param values by the names of the query's; others are passed over
     * @param model the model, whatever the values say
     */
    static ReadingParameters of(Map<String, String> values, String model) {
        return new ReadingParameters(name -> name.equals("model") ? model : values.get(name));
    }

    /**
     * @throws OcrException of kind {@code INVALID} that says which parameter is wrong and what it may be
     */
    RecognitionRequest request() {
        OptionalInt readings = number("alternatives");
        OptionalInt exactLength = number("length");
        DecodeOptions decoding = new DecodeOptions(
                number("beam").orElse(1),
                readings.orElse(1),
                given("alphabet").orElse(""),
                exactLength,
                OptionalInt.empty(),
                List.of(),
                Math.max(readings.orElse(0), DecodeOptions.GREEDY.characterAlternatives()));
        extras();
        return new RecognitionRequest(given("engine"), given("model"), decoding);
    }

    /**
     * What is to be told beside the text.
     *
     * @throws OcrException of kind {@code INVALID} that says which parameter is wrong and what it may be
     */
    Extras extras() {
        return new Extras(truth("steps"), truth("input"));
    }

    private boolean truth(String name) {
        return given(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(name, text, "true or false");
                })
                .orElse(false);
    }

    private OptionalInt number(String name) {
        Optional<String> value = given(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value.get()));
        } catch (NumberFormatException e) {
            throw wrong(name, value.get(), "a whole number");
        }
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(values.apply(name)).filter(text -> !text.isEmpty());
    }

    private static OcrException wrong(String name, String value, String expected) {
        return new OcrException(
                OcrException.Kind.INVALID, "wrong-parameter", name + " is \"" + value + "\", not " + expected);
    }
}
