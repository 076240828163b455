package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.it.Captchas.Captcha;

/**
 * Both engines as plug-in jars, among plug-ins and models that are broken in every way known: the same scenarios for both,
 * the two against each other, and what is said of the broken ones.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class EnginesIT {

    private static final String BROKEN_INITIALISER =
            "static class Native { static final Object LIBRARY = load(); "
                    + "static Object load() { throw new UnsatisfiedLinkError(\"no such library\"); } } "
                    + "private Probe probing() { return Probe.usable(String.valueOf(Native.LIBRARY), \"none\"); }";

    @ArquillianResource
    URL url;

    private Client client;

    @Deployment(testable = false)
    static WebArchive war() {
        PluginFolder plugins = new PluginFolder(Build.scratch("engines/plugins"))
                .add(Build.pureEngineJar())
                .add(Build.tensorFlowPlugin())
                .addProvider("Throwing", "throwing", "1",
                        "public Throwing() { throw new IllegalStateException(\"no licence\"); }", "")
                .addProvider("Ancient", "ancient", "0", "", "")
                .addProvider("Incomplete", "incomplete", "1",
                        "static class Gone {} private final Object gone = new Gone();", "")
                .addProvider("Nameless", "Not An Id", "1", "", "")
                .addProvider("Unlinked", "unlinked", "1", "", BROKEN_INITIALISER)
                .addProvider("Choosy", "choosy", "1", "",
                        "private Probe probing() { return Probe.unusable(\"needs an abacus\"); }")
                .addProvider("Faulty", "faulty", "1", "", "")
                .addJarWithoutItsClass("Vanished")
                .addFile("garbage.jar", "this is no jar")
                .addFile("README.txt", "this is no plug-in, and nobody minds");
        ModelFolder models = new ModelFolder(Build.scratch("engines/models"))
                .add("random")
                .addWithTensors("not-a-number", tensors -> tensors.get("lstm.weight_hh_l0").data()[17] = Float.NaN)
                .addWithTensors("missing-tensor", tensors -> tensors.remove("fc.bias"))
                .addWithTensors("wrong-shape", tensors -> tensors.put("fc.bias", tensors.get("out.bias")))
                .addCut("cut")
                .addTampered("tampered")
                .addWithManifest("no-json", "{", "<")
                .addWithManifest("unknown-layer", "\"relu\"", "\"warp\"");
        return Deployments.war(Map.of(
                "ocr.plugins.dir", plugins.path().toString(),
                "ocr.models.dir", models.path().toString(),
                "ocr.engine.tf.device", "cpu"));
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        client = new Client(new URI("http", null, url.getHost(), url.getPort(), "/", null, null));
        client.awaitReady(Duration.ofSeconds(60));
    }

    // ---- the same scenarios for both engines

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void readsCaptchasThatItNeverSaw(String engine) {
        List<Captcha> captchas = Captchas.captchas(40);
        long right = captchas.stream()
                .filter(captcha -> read(captcha, engine).getString("text").equals(captcha.label()))
                .count();
        assertThat(right).isGreaterThanOrEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void readsTheSamplesThatTheServerHandsOut(String engine) {
        int right = 0;
        for (int i = 0; i < 20; i++) {
            Answer sample = client.get("/test-sample").ok();
            assertThat(sample.header("Cache-Control")).contains("no-store");
            assertThat(sample.header("X-Sample-Id")).isNotBlank();
            String text = client.predict(sample.body(), "?engine=" + engine).ok().json().getString("text");
            right += text.equals(sample.header("X-True-Label")) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void tellsEverythingItKnowsAboutAReading(String engine) {
        Captcha captcha = Captchas.captcha(1);
        JsonObject reading =
                client.predict(captcha.png(), "?steps=true&alternatives=3&beam=10&engine=" + engine).ok().json();
        assertThat(reading.getString("engine")).isEqualTo(engine);
        assertThat(reading.getString("model")).isEqualTo("captcha-v2");
        assertThat(reading.getString("requestId")).isNotBlank();
        assertThat(reading.getJsonObject("image").getInt("width")).isEqualTo(200);
        assertThat(reading.getJsonArray("alternatives")).hasSize(3);
        assertThat(number(reading.getJsonObject("timings"), "total")).isPositive();

        StringBuilder text = new StringBuilder();
        int end = 0;
        for (JsonObject character : reading.getJsonArray("characters").getValuesAs(JsonObject.class)) {
            text.append(character.getString("character"));
            assertThat(character.getJsonObject("steps").getInt("start")).isGreaterThanOrEqualTo(end);
            end = character.getJsonObject("steps").getInt("end");
            assertThat(character.getJsonObject("columns").getInt("end")).isLessThanOrEqualTo(200);
            assertThat(number(character, "confidence")).isBetween(0.0, 1.0);
        }
        assertThat(text).hasToString(reading.getString("text"));

        JsonObject ctc = reading.getJsonObject("ctc");
        assertThat(ctc.getJsonArray("symbols")).hasSize(20);
        for (JsonArray row : ctc.getJsonArray("probabilities").getValuesAs(JsonArray.class)) {
            assertThat(numbers(row).stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(0.01));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void readsOnlyWhatTheCallerAllows(String engine) {
        String query = "?alphabet=234&length=4&engine=" + engine;
        assertThat(client.predict(Captchas.captcha(2).png(), query).ok().json().getString("text"))
                .matches("[234]{4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void givesTheBareTextToThoseWhoAskForIt(String engine) {
        byte[] png = Captchas.captcha(3).png();
        String text = read(Captchas.captcha(3), engine).getString("text");
        Answer bare = client.send(
                "POST", "/predict?engine=" + engine, png, "Content-Type", "image/png", "Accept", "text/plain").ok();
        assertThat(bare.header("Content-Type")).startsWith("text/plain");
        assertThat(bare.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void readsManyImagesInOneRequestInTheirOrderAndSaysWhichOneIsBroken(String engine) {
        List<Captcha> captchas = Captchas.captchas(3);
        JsonArray results = client.postForm(
                        "/api/v1/recognize?engine=" + engine, "file",
                        captchas.get(0).png(), "no image".getBytes(), captchas.get(2).png())
                .ok().json().getJsonArray("results");
        assertThat(results).hasSize(3);
        assertThat(results.getJsonObject(0).getString("text"))
                .isEqualTo(read(captchas.get(0), engine).getString("text"));
        assertThat(results.getJsonObject(1).getJsonObject("problem").getString("code"))
                .isEqualTo("unknown-image-format");
        assertThat(results.getJsonObject(2).getString("text"))
                .isEqualTo(read(captchas.get(2), engine).getString("text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void giveEveryCallerHisOwnAnswerUnderLoad(String engine) throws Exception {
        List<Captcha> captchas = Captchas.captchas(64);
        Map<Captcha, JsonObject> alone = new HashMap<>();
        captchas.forEach(captcha -> alone.put(captcha, read(captcha, engine)));
        assertThat(alone.values().stream().map(reading -> reading.getString("text")).distinct())
                .as("different images read differently, or the mix-up could not show")
                .hasSizeGreaterThan(55);

        try (ExecutorService callers = Executors.newFixedThreadPool(64)) {
            for (int round = 0; round < 4; round++) {
                List<Future<JsonObject>> readings = new ArrayList<>();
                captchas.forEach(captcha -> readings.add(callers.submit(() -> read(captcha, engine))));
                for (int i = 0; i < captchas.size(); i++) {
                    JsonObject expected = alone.get(captchas.get(i));
                    JsonObject actual = readings.get(i).get();
                    assertThat(actual.getString("text")).isEqualTo(expected.getString("text"));
                    assertThat(number(actual, "confidence")).isCloseTo(number(expected, "confidence"), within(1e-3));
                }
            }
        }
    }

    @Test
    void agreeOnEveryStepOfEveryImage() {
        for (String model : List.of("captcha-v2", "random")) {
            for (Captcha captcha : Captchas.captchas(12)) {
                JsonObject pure = client.predict(captcha.png(), "?steps=true&engine=pure&model=" + model).ok().json();
                JsonObject tf = client.predict(captcha.png(), "?steps=true&engine=tf&model=" + model).ok().json();
                assertThat(pure.getString("text")).isEqualTo(tf.getString("text"));
                List<Double> ofPure = probabilities(pure);
                List<Double> ofTf = probabilities(tf);
                assertThat(ofPure).hasSameSizeAs(ofTf);
                for (int i = 0; i < ofPure.size(); i++) {
                    assertThat(ofPure.get(i)).isCloseTo(ofTf.get(i), within(1e-3));
                }
            }
        }
    }

    // ---- plug-ins

    @Test
    void takesBothEnginesFromThePluginFolderAndSaysWhichOneReplacesABuiltInOne() {
        JsonObject tf = engine("tf", "tf");
        assertThat(tf.getString("state")).isEqualTo("ready");
        assertThat(tf.getString("device")).isNotBlank();

        String jar = Build.pureEngineJar().getFileName().toString();
        JsonObject pure = engine(jar, "pure");
        assertThat(pure.getString("state")).isEqualTo("ready");
        assertThat(pure.getString("kernels")).isNotBlank();
        assertThat(pure.getString("replaces")).startsWith("built-in");
        assertThat(engine("built-in", "pure").getString("reason")).contains("replaced by " + jar);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Throwing.jar   | failed  | no licence
            Ancient.jar    | refused | built for API level 0; this host has 1
            Incomplete.jar | failed  | Gone
            Nameless.jar   | refused | Not An Id
            Unlinked.jar   | failed  | no such library
            Choosy.jar     | failed  | needs an abacus
            Vanished.jar   | failed  | broken.Vanished
            garbage.jar    | failed  | garbage.jar cannot be read as a jar
            """)
    void saysWhatIsWrongWithABrokenPlugin(String source, String state, String reason) {
        JsonObject engine = engine(source, null);
        assertThat(engine.getString("state")).isEqualTo(state);
        assertThat(engine.getString("reason")).contains(reason);
    }

    @Test
    void survivesAnEngineThatFailsAtEveryCall() {
        byte[] png = Captchas.captcha(4).png();
        for (int i = 0; i < 3; i++) {
            assertThat(client.predict(png, "?engine=faulty").status()).isEqualTo(500);
        }
        client.predict(png, "?engine=faulty").problem(500, "engine-failed");
        client.predict(png, "?engine=pure").ok();
        client.predict(png, "?engine=tf").ok();
    }

    @Test
    void saysWhyAnEngineThatIsThereCannotBeUsed() {
        String detail = client.predict(Captchas.captcha(4).png(), "?engine=choosy").problem(503, "engine-not-ready");
        assertThat(detail).contains("needs an abacus").contains("pure, tf");
    }

    // ---- models

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not-a-number   | lstm.weight_hh_l0
            missing-tensor | fc.bias
            wrong-shape    | fc.bias
            cut            | weights.safetensors
            tampered       | SHA-256 digest
            no-json        | model.json
            unknown-layer  | warp
            """)
    void saysWhatIsWrongWithABrokenModelAndReadsOn(String id, String reason) {
        JsonObject model = client.get("/api/v1/models").ok().json().getJsonArray("models")
                .getValuesAs(JsonObject.class).stream()
                .filter(entry -> entry.getString("id").equals(id))
                .findFirst().orElseThrow();
        assertThat(model.getString("state")).isEqualTo("broken");
        assertThat(model.getString("reason")).contains(reason);

        assertThat(client.predict(Captchas.captcha(5).png(), "?model=" + id).problem(503, "model-broken"))
                .contains(reason);
        client.predict(Captchas.captcha(5).png(), "?model=random").ok();
    }

    // ---- helpers

    private JsonObject read(Captcha captcha, String engine) {
        return client.predict(captcha.png(), "?engine=" + engine).ok().json();
    }

    private JsonObject engine(String source, String id) {
        return client.get("/api/v1/engines").ok().json().getJsonArray("engines").getValuesAs(JsonObject.class).stream()
                .filter(entry -> entry.getString("source").equals(source))
                .filter(entry -> id == null || entry.getString("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no engine from " + source));
    }

    private static List<Double> probabilities(JsonObject reading) {
        return reading.getJsonObject("ctc").getJsonArray("probabilities").getValuesAs(JsonArray.class).stream()
                .flatMap(row -> numbers(row).stream())
                .toList();
    }

    private static List<Double> numbers(JsonArray array) {
        return array.stream().map((JsonValue value) -> Double.valueOf(value.toString())).toList();
    }

    private static double number(JsonObject object, String name) {
        return object.getJsonNumber(name).doubleValue();
    }
}
