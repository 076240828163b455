package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.it.Captchas.Captcha;

/** The Open Inference Protocol as its clients speak it; every message is checked against the schema. */
@ExtendWith(SharedServer.class)
class InferenceIT {

    private static final Captcha CAPTCHA = Captchas.captcha(3);

    private final Client client;

    InferenceIT(LisibleServer server) {
        this.client = server.client();
    }

    @Test
    void saysWhatItIsAndThatItIsReady() {
        assertThat(get("server", "/v2").getString("name")).isEqualTo("lisible");
        assertThat(get("server", "/v2").getJsonArray("extensions").getString(0)).isEqualTo("binary_tensor_data");
        assertThat(get("live", "/v2/health/live").getBoolean("live")).isTrue();
        assertThat(get("live", "/v2/health/ready").getBoolean("ready")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/captcha-v2", "/v2/models/captcha-v2/versions/1"})
    void tellsOfAModelAndThatItIsReady(String address) {
        JsonObject model = get("model", address);
        assertThat(model.getString("name")).isEqualTo("captcha-v2");
        assertThat(model.getJsonArray("versions").getString(0)).isEqualTo("1");
        assertThat(model.getJsonArray("inputs").getJsonObject(0).getString("name")).isEqualTo("image");
        assertThat(model.getJsonArray("outputs")).hasSize(3);
        assertThat(get("modelReady", address + "/ready").getBoolean("ready")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/captcha-v2", "/v2/models/captcha-v2/versions/1"})
    void readsAnImageAsPredictDoes(String address) {
        JsonObject expected = client.predict(CAPTCHA.png(), "").ok().json();

        JsonObject answer = infer(address, request().add("id", "42"));

        assertThat(answer.getString("id")).isEqualTo("42");
        assertThat(answer.getString("model_name")).isEqualTo("captcha-v2");
        assertThat(answer.getString("model_version")).isEqualTo("1");
        JsonArray outputs = answer.getJsonArray("outputs");
        assertThat(output(outputs, "text").getString(0)).isEqualTo(expected.getString("text"));
        assertThat(output(outputs, "confidence").getJsonNumber(0).doubleValue())
                .isCloseTo(expected.getJsonNumber("confidence").doubleValue(), within(1e-5));
        JsonObject all = parse(output(outputs, "json").getString(0));
        assertThat(all.getJsonArray("characters")).isEqualTo(expected.getJsonArray("characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void obeysParametersAndGivesOnlyTheOutputsThatAreWanted(String engine) {
        JsonObject answer = infer("/v2/models/captcha-v2", request()
                .add("parameters", Json.createObjectBuilder().add("engine", engine).add("length", 3))
                .add("outputs", Json.createArrayBuilder()
                        .add(Json.createObjectBuilder().add("name", "json"))
                        .add(Json.createObjectBuilder().add("name", "text"))));

        JsonArray outputs = answer.getJsonArray("outputs");
        assertThat(outputs).extracting(output -> output.asJsonObject().getString("name")).containsExactly("json", "text");
        assertThat(output(outputs, "text").getString(0)).hasSize(3);
        assertThat(parse(output(outputs, "json").getString(0)).getString("engine")).isEqualTo(engine);
    }

    @Test
    void takesAndGivesBinaryDataAsTritonsClientsDo() {
        byte[] json = InferenceSchema.require(
                        "inferenceRequest",
                        """
                        {"parameters":{"binary_data_output":true},
                         "inputs":[{"name":"image","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":%d}}]}
                        """.formatted(CAPTCHA.png().length + 4))
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json);
        body.writeBytes(littleEndian(4).putInt(CAPTCHA.png().length).array());
        body.writeBytes(CAPTCHA.png());

        Answer answer = client.send("POST", "/v2/models/captcha-v2/infer", body.toByteArray(),
                        "Inference-Header-Content-Length", String.valueOf(json.length))
                .ok();

        int length = Integer.parseInt(answer.header("Inference-Header-Content-Length"));
        String head = new String(answer.body(), 0, length, StandardCharsets.UTF_8);
        JsonArray outputs =
                parse(InferenceSchema.require("inferenceResponse", head)).getJsonArray("outputs");
        int size = outputs.getJsonObject(0).getJsonObject("parameters").getInt("binary_data_size");
        ByteBuffer binary = ByteBuffer.wrap(Arrays.copyOfRange(answer.body(), length, answer.body().length))
                .order(ByteOrder.LITTLE_ENDIAN);
        byte[] text = new byte[binary.getInt()];
        binary.get(text);
        assertThat(text).hasSize(size - 4).asString(StandardCharsets.UTF_8).isEqualTo(CAPTCHA.label());
        assertThat(binary.getFloat()).isBetween(0.5f, 1f);
        assertThat(binary.getInt()).isEqualTo(binary.remaining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GET  | /v2/models/captcha-v9                  |             | 404 | unknown model 'captcha-v9'; there are:",
        "GET  | /v2/models/captcha-v2/versions/9/ready |             | 404 | unknown model 'captcha-v2/9'",
        "GET  | /v2/nothing                            |             | 404 | there is nothing at this address",
        "GET  | /v2/models/captcha-v2/infer            |             | 405 | does not take this method",
        "POST | /v2/models/captcha-v2/infer            | {           | 400 | no valid JSON",
        "POST | /v2/models/captcha-v2/infer            | {\"a\":1E5555555555555} | 400 | no valid JSON",
        "POST | /v2/models/captcha-v2/infer            | {\"a\":1}   | 400 | inputs has no tensor; send exactly one, named image",
        "POST | /v2/models/captcha-v9/infer            | {IMAGE}     | 404 | unknown model 'captcha-v9'",
        "POST | /v2/models/captcha-v2/infer            | {NOTHING}   | 415 | image",
    })
    void tellsFailuresInTheProtocolsForm(String method, String path, String body, int status, String error) {
        String sent = body == null ? null : body.replace("{IMAGE}", request().build().toString())
                .replace("{NOTHING}", request("AAAA").build().toString());
        Answer answer = client.send(method, path, sent == null ? null : sent.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(parse(InferenceSchema.require("error", answer.text())).getString("error")).contains(error);
    }

    @Test
    void isDescribed() {
        JsonObject paths = client.get("/openapi", "Accept", "application/json").ok().json().getJsonObject("paths");
        assertThat(paths).containsKeys("/v2", "/v2/health/ready", "/v2/models/{model}/versions/{version}/infer");
        assertThat(paths.getJsonObject("/v2/models/{model}/infer").getJsonObject("post").getJsonObject("responses"))
                .containsKeys("200", "400", "404", "503", "504");
    }

    private JsonObject get(String message, String path) {
        return parse(InferenceSchema.require(message, client.get(path).ok().text()));
    }

    private JsonObject infer(String address, JsonObjectBuilder request) {
        String sent = InferenceSchema.require("inferenceRequest", request.build().toString());
        Answer answer = client.post(address + "/infer", "application/json", sent.getBytes(StandardCharsets.UTF_8));
        return parse(InferenceSchema.require("inferenceResponse", answer.ok().text()));
    }

    private static JsonObjectBuilder request() {
        return request(Base64.getEncoder().encodeToString(CAPTCHA.png()));
    }

    private static JsonObjectBuilder request(String base64) {
        return Json.createObjectBuilder()
                .add("inputs", Json.createArrayBuilder()
                        .add(Json.createObjectBuilder()
                                .add("name", "image")
                                .add("shape", Json.createArrayBuilder().add(1))
                                .add("datatype", "BYTES")
                                .add("data", Json.createArrayBuilder().add(base64))));
    }

    private static JsonArray output(JsonArray outputs, String name) {
        return outputs.getValuesAs(JsonObject.class).stream()
                .filter(output -> output.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getJsonArray("data");
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
