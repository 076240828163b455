package org.lisible.web.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

import jakarta.json.spi.JsonProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;

class InferRequestTest {

    private static final JsonProvider LIBRARY = JsonProvider.provider();
    private static final byte[] SMALL = {1, 2, 3};

    @Test
    void readsTheImageTheIdAndTheParameters() {
        InferRequest request = read(json("\"AQID\"").replace("{\"inputs\"",
                "{\"id\":\"42\",\"parameters\":{\"beam\":20,\"engine\":\"tf\",\"binary_data_output\":false},\"inputs\""));

        assertThat(request.id()).contains("42");
        assertThat(request.image()).containsExactly(SMALL);
        assertThat(request.parameters()).containsOnlyKeys("beam", "engine").containsEntry("beam", "20");
        assertThat(request.outputs()).extracting(InferRequest.Output::tensor).containsExactly(InferTensor.values());
        assertThat(request.outputs()).noneMatch(InferRequest.Output::binary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "\\/"})
    void readsImagesTooLargeForAParser(String slash) {
        byte[] image = new byte[300_000];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (i * 31 + i / 777);
        }
        String base64 = Base64.getEncoder().encodeToString(image);
        assertThat(base64).contains("/");

        assertThat(read(json("[\"" + base64.replace("/", slash) + "\"]")).image()).containsExactly(image);
    }

    @Test
    void readsBinaryDataBehindTheJson() {
        String head = json("\"AQID\"").replace("\"data\":[\"AQID\"]", "\"parameters\":{\"binary_data_size\":7}");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(UTF_8));
        body.writeBytes(new byte[] {3, 0, 0, 0, 1, 2, 3});

        InferRequest request = InferRequest.read(body.toByteArray(), String.valueOf(head.length()), LIBRARY);

        assertThat(request.image()).containsExactly(SMALL);
        assertThatThrownBy(() -> InferRequest.read(body.toByteArray(), "100000", LIBRARY))
                .hasMessageContaining("Inference-Header-Content-Length is \"100000\"");
    }

    @Test
    void givesTheOutputsThatAreAskedForAsTheyAreAskedFor() {
        InferRequest request = read(json("\"AQID\"").replace("{\"inputs\"",
                "{\"parameters\":{\"binary_data_output\":true},\"outputs\":[{\"name\":\"confidence\"},"
                        + "{\"name\":\"text\",\"parameters\":{\"binary_data\":false}}],\"inputs\""));

        assertThat(request.outputs())
                .containsExactly(
                        new InferRequest.Output(InferTensor.CONFIDENCE, true),
                        new InferRequest.Output(InferTensor.TEXT, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"BYTES\"      | \"FP32\"      | the datatype of image is \"FP32\", not BYTES",
        "[1]            | [2]           | the shape of image is [2]; it holds one image, so its shape is [1]",
        "\"image\"      | \"picture\"   | inputs has picture; send exactly one, named image",
        "[\"AQID\"]     | [\"A\",\"B\"] | data has 2 values; it holds one image, in base64",
        "[\"AQID\"]     | [17]          | data is not a string with an image in base64",
        "[\"AQID\"]     | [\"*\"]       | data is no base64",
        "[\"AQID\"]     | []            | data has 0 values",
        "\"inputs\"     | \"input\"     | inputs has no tensor; send exactly one, named image",
        "[1]            | {}            | the request has a value of a wrong type",
    })
    void saysWhatIsWrong(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(json("\"AQID\"").replace(right, wrong)))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "17", "{\"id\":\"", "{\"id\":\"\\", "{} {}", "\"\\u00010\"", "{\"inputs\":[\"\\u000199\"]}"})
    void refusesWhatIsNoRequest(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(OcrException.class);
    }

    @Test
    void keepsNoMoreOfARequestThanAnImage() {
        assertThatThrownBy(() -> read("{\"a\":[" + "1,".repeat(50_000) + "1]}")).hasMessageContaining("65536 bytes");
        assertThatThrownBy(() -> read("[".repeat(200))).hasMessageContaining("100 levels");
        assertThatThrownBy(() -> read(json("\"" + "*".repeat(100_000) + "\""))).hasMessageContaining("no base64");
        String many = "[" + ("\"" + "A".repeat(5000) + "\",").repeat(200) + "\"AQID\"]";
        assertThatThrownBy(() -> read(json(many))).hasMessageContaining("201 values");
    }

    private static InferRequest read(String body) {
        return InferRequest.read(body.getBytes(UTF_8), null, LIBRARY);
    }

    private static String json(String data) {
        return "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[" + data + "]}]}";
    }
}
