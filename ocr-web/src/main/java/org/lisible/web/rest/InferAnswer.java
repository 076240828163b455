package org.lisible.web.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * A reading as the Open Inference Protocol gives it: JSON, and behind it the outputs that were asked for as binary data.
 *
 * @param body JSON and binary data
 * @param jsonLength how many bytes of it are JSON
 */
record InferAnswer(byte[] body, int jsonLength) {

    static InferAnswer of(InferRequest request, JsonObject reading, JsonBuilderFactory factory) {
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        JsonArrayBuilder outputs = factory.createArrayBuilder();
        for (InferRequest.Output output : request.outputs()) {
            JsonObjectBuilder tensor = factory.createObjectBuilder()
                    .add("name", output.tensor().label())
                    .add("datatype", output.tensor().datatype())
                    .add("shape", factory.createArrayBuilder().add(1));
            if (output.binary()) {
                byte[] bytes = bytes(output.tensor(), reading);
                binary.writeBytes(bytes);
                tensor.add("parameters", factory.createObjectBuilder().add("binary_data_size", bytes.length));
            } else {
                tensor.add("data", data(factory, output.tensor(), reading));
            }
            outputs.add(tensor);
        }
        JsonObjectBuilder answer = factory.createObjectBuilder()
                .add("model_name", reading.getString("model"))
                .add("model_version", reading.getString("version"))
                .add("outputs", outputs);
        request.id().ifPresent(id -> answer.add("id", id));
        byte[] head = answer.build().toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(head.length + binary.size()).put(head).put(binary.toByteArray());
        return new InferAnswer(body.array(), head.length);
    }

    /** Whether anything follows the JSON. */
    boolean isBinary() {
        return jsonLength < body.length;
    }

    private static JsonArrayBuilder data(JsonBuilderFactory factory, InferTensor tensor, JsonObject reading) {
        JsonArrayBuilder data = factory.createArrayBuilder();
        return switch (tensor) {
            case TEXT -> data.add(reading.getString("text"));
            case CONFIDENCE -> data.add(reading.getJsonNumber("confidence"));
            case JSON -> data.add(reading.toString());
        };
    }

    private static byte[] bytes(InferTensor tensor, JsonObject reading) {
        return switch (tensor) {
            case TEXT -> element(reading.getString("text"));
            case CONFIDENCE -> littleEndian(4)
                    .putFloat((float) reading.getJsonNumber("confidence").doubleValue())
                    .array();
            case JSON -> element(reading.toString());
        };
    }

    /** An element of type BYTES: its length in four bytes, then the bytes. */
    private static byte[] element(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return littleEndian(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
