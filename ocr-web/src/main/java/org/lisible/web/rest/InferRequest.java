package org.lisible.web.rest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import org.lisible.OcrException;

/**
 * What the Open Inference Protocol asks of a model here: one input {@value #INPUT} of type BYTES that holds one image file,
 * in base64 in the JSON or, by the binary extension, behind it.
 *
 * @param id the client's name for the request, to be given back
 * @param image the image file
 * @param outputs what is wanted back; at least one
 * @param parameters such as the query parameters of {@code /predict}, by name
 */
record InferRequest(Optional<String> id, byte[] image, List<Output> outputs, Map<String, String> parameters) {

    /** The name of the input. */
    static final String INPUT = "image";

    private static final String BINARY_SIZE = "binary_data_size";
    private static final String BINARY = "binary_data";
    private static final String ALL_BINARY = "binary_data_output";

    /**
     * An output that is wanted.
     *
     * @param tensor which
     * @param binary whether behind the JSON instead of in it
     */
    record Output(InferTensor tensor, boolean binary) {}

    /**
     * @param body JSON, and behind it what the binary extension puts there
     * @param jsonLength the header {@code Inference-Header-Content-Length}; null if all is JSON
     * @param library parses it
     * @throws OcrException of kind {@code INVALID}, {@code malformed-json}, {@code wrong-tensor} or {@code wrong-parameter}
     */
    static InferRequest read(byte[] body, String jsonLength, JsonProvider library) {
        int length = jsonLength == null ? body.length : lengthOfJson(jsonLength, body.length);
        SlimJson slim = SlimJson.read(body, length, library);
        try {
            JsonObject json = slim.json();
            JsonObject parameters = object(json, "parameters");
            return new InferRequest(
                    Optional.ofNullable(json.getString("id", null)),
                    image(input(json), slim, Arrays.copyOfRange(body, length, body.length)),
                    outputs(json, parameters.getBoolean(ALL_BINARY, false)),
                    texts(parameters));
        } catch (ClassCastException | NullPointerException e) {
            throw wrong("the request has a value of a wrong type: " + e.getMessage());
        }
    }

    private static int lengthOfJson(String header, int most) {
        if (!header.matches("[0-9]{1,9}") || Integer.parseInt(header) > most) {
            throw wrong("Inference-Header-Content-Length is \"" + header + "\", not from 0 to the body's " + most + " bytes");
        }
        return Integer.parseInt(header);
    }

    private static JsonObject input(JsonObject json) {
        JsonArray inputs = array(json, "inputs");
        if (inputs.size() != 1 || !inputs.getJsonObject(0).getString("name", "").equals(INPUT)) {
            throw wrong("inputs has " + names(inputs) + "; send exactly one, named " + INPUT);
        }
        JsonObject input = inputs.getJsonObject(0);
        if (!input.getString("datatype", "").equals(InferTensor.BYTES)) {
            throw wrong("the datatype of " + INPUT + " is \"" + input.getString("datatype", "") + "\", not BYTES");
        }
        JsonArray shape = array(input, "shape");
        if (shape.isEmpty()
                || !shape.stream().allMatch(size -> size instanceof JsonNumber number && number.longValue() == 1)) {
            throw wrong("the shape of " + INPUT + " is " + shape + "; it holds one image, so its shape is [1]");
        }
        return input;
    }

    private static byte[] image(JsonObject input, SlimJson slim, byte[] binary) {
        JsonNumber size = object(input, "parameters").getJsonNumber(BINARY_SIZE);
        if (size != null) {
            return ofBinary(binary, size.longValue());
        }
        JsonValue data = array(input, "data");
        while (data instanceof JsonArray nested) {
            if (nested.size() != 1) {
                throw wrong("data has " + nested.size() + " values; it holds one image, in base64");
            }
            data = nested.getFirst();
        }
        if (!(data instanceof JsonString string)) {
            throw wrong("data is not a string with an image in base64");
        }
        byte[] base64 =
                slim.cut(string.getString()).orElseGet(() -> string.getString().getBytes(StandardCharsets.UTF_8));
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw wrong("data is no base64 (RFC 4648, with padding or without, no line breaks): " + e.getMessage());
        }
    }

    /** One element: its length in four bytes, little-endian, then the bytes. */
    private static byte[] ofBinary(byte[] binary, long size) {
        if (binary.length < 4 || size != binary.length) {
            throw wrong(BINARY_SIZE + " is " + size + ", but " + binary.length + " bytes follow the JSON");
        }
        int length = ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length != binary.length - 4) {
            throw wrong("the binary data names a length of " + Integer.toUnsignedString(length) + ", but has "
                    + (binary.length - 4) + " bytes; it holds one image");
        }
        return Arrays.copyOfRange(binary, 4, binary.length);
    }

    private static List<Output> outputs(JsonObject json, boolean allBinary) {
        List<Output> outputs = new ArrayList<>();
        for (JsonObject wanted : array(json, "outputs").getValuesAs(JsonObject.class)) {
            JsonObject parameters = object(wanted, "parameters");
            outputs.add(new Output(
                    InferTensor.of(wanted.getString("name", "")), parameters.getBoolean(BINARY, allBinary)));
        }
        return outputs.isEmpty()
                ? Arrays.stream(InferTensor.values())
                        .map(tensor -> new Output(tensor, allBinary))
                        .toList()
                : outputs;
    }

    private static Map<String, String> texts(JsonObject parameters) {
        Map<String, String> texts = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (!name.equals(ALL_BINARY)) {
                texts.put(name, value instanceof JsonString text ? text.getString() : value.toString());
            }
        });
        return texts;
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.containsKey(name) ? json.getJsonObject(name) : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonArray array(JsonObject json, String name) {
        return json.containsKey(name) ? json.getJsonArray(name) : JsonValue.EMPTY_JSON_ARRAY;
    }

    private static String names(JsonArray inputs) {
        return inputs.isEmpty()
                ? "no tensor"
                : String.join(", ", inputs.getValuesAs((JsonObject input) -> input.getString("name", "one without a name")));
    }

    static OcrException wrong(String message) {
        return new OcrException(OcrException.Kind.INVALID, "wrong-tensor", message);
    }
}
