package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec.Polarity;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.preprocess.Preprocessor;
import org.lisible.result.Alternative;
import org.lisible.result.Recognition;
import org.lisible.spi.PlainNetwork;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

/**
 * Single characters over HTTP, as image files and as JSON, on both engines. The model's weights are random: what counts is
 * that the server says what a plain computation says.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CharactersIT {

    private static final ModelBundle MODEL = TestBundles.characters(5).getFirst();

    @ArquillianResource
    URL url;

    private Client client;

    @Deployment(testable = false)
    static WebArchive war() {
        PluginFolder plugins = new PluginFolder(Build.scratch("characters/plugins")).add(Build.tensorFlowPlugin());
        ModelFolder models = new ModelFolder(Build.scratch("characters/models"));
        TestBundles.characters(5).forEach(models::add);
        return Deployments.war(Map.of(
                "ocr.plugins.dir", plugins.path().toString(),
                "ocr.models.dir", models.path().toString(),
                "ocr.model.characters", MODEL.manifest().name(),
                "ocr.engine.tf.device", "cpu"));
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        client = new Client(new URI("http", null, url.getHost(), url.getPort(), "/", null, null));
        client.awaitReady(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void readsACharacterFromAnImageFile(String engine) {
        GrayImage ring = ring(140, 50);
        JsonObject answer = client.predict(png(ring), "?model=characters&engine=" + engine).ok().json();
        Recognition expected = expected(ring, Polarity.DARK_PAPER);

        assertThat(answer.getString("character")).isEqualTo(expected.text()).isEqualTo(answer.getString("text"));
        assertThat(number(answer.get("confidence"))).isCloseTo(expected.confidence(), within(1e-3));
        List<Alternative> candidates = expected.spans().getFirst().alternatives();
        JsonArray top5 = answer.getJsonArray("top5");
        assertThat(top5).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(top5.getJsonObject(i).getString("character")).isEqualTo(candidates.get(i).text());
            assertThat(number(top5.getJsonObject(i).get("confidence")))
                    .isCloseTo(candidates.get(i).confidence(), within(1e-3));
        }
        assertThat(answer.getString("model")).isEqualTo(MODEL.manifest().id());
        assertThat(answer.getString("engine")).isEqualTo(engine);
        JsonObject columns = answer.getJsonArray("characters").getJsonObject(0).getJsonObject("columns");
        assertThat(columns.getInt("start")).isCloseTo(11, within(2));
        assertThat(columns.getInt("end")).isCloseTo(129, within(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void readsACharacterFromJson(String engine) {
        GrayImage ring = ring(28, 9);
        Recognition expected = expected(ring, Polarity.AS_IS);
        String flat = json(ring);
        String rows = IntStream.range(0, 28)
                .mapToObj(row -> Arrays.asList(flat.replaceAll("[\\[\\]]", "").split(",")).subList(row * 28, row * 28 + 28).toString())
                .collect(Collectors.joining(",", "[", "]"));
        for (String body : List.of(flat, rows, "{\"image\":" + flat + "}", "{\"pixels\":" + rows + ",\"user\":7}")) {
            JsonObject answer = client.post("/predict?engine=" + engine, "application/json", body.getBytes()).ok().json();
            assertThat(answer.getString("character")).isEqualTo(expected.text());
            assertThat(answer.getJsonArray("top5")).hasSize(5);
            assertThat(number(answer.get("confidence"))).isCloseTo(expected.confidence(), within(1e-3));
            assertThat(answer.getJsonObject("image").getInt("width")).isEqualTo(28);
        }
    }

    @Test
    void inkThatFillsTheBorderOfJsonPixelsIsStillInk() {
        byte[] pixels = new byte[784];
        Arrays.fill(pixels, (byte) 255);
        for (int i = 0; i < 784; i++) {
            if (i / 28 > 3 && i / 28 < 24 && i % 28 > 3 && i % 28 < 24) {
                pixels[i] = 0;
            }
        }
        GrayImage box = new GrayImage(28, 28, pixels);
        JsonObject answer = client.post("/predict?input=true", "application/json", json(box).getBytes()).ok().json();
        int[] glyph = plane(answer, 0);
        assertThat(glyph[9 * 19 + 9]).isZero();
        assertThat(glyph[9 * 19 + 4]).isGreaterThan(200);
    }

    @Test
    void showsWhatTheNetworkSaw() {
        GrayImage ring = ring(140, 50);
        JsonObject answer = client.predict(png(ring), "?model=characters&input=true").ok().json();
        JsonArray planes = answer.getJsonObject("input").getJsonArray("planes");
        assertThat(planes).hasSize(2).allSatisfy(plane -> {
            assertThat(plane.asJsonObject().getInt("width")).isEqualTo(19);
            assertThat(plane.asJsonObject().getInt("height")).isEqualTo(19);
        });
        float[] seen = Preprocessor.apply(ring, MODEL.manifest().input()).data();
        for (int plane = 0; plane < 2; plane++) {
            int[] levels = plane(answer, plane);
            assertThat(levels).hasSize(19 * 19);
            for (int i = 0; i < levels.length; i++) {
                assertThat((double) levels[i]).isCloseTo(255.0 * seen[plane * levels.length + i], within(0.51));
            }
        }
        assertThat(client.predict(png(ring), "?model=characters").ok().json()).doesNotContainKey("input");
    }

    @Test
    void tellsTheProbabilityOfEveryCharacter() {
        JsonObject softmax = client.predict(png(ring(140, 50)), "?model=characters&steps=true").ok().json()
                .getJsonObject("softmax");
        assertThat(softmax.getJsonArray("symbols")).hasSize(MODEL.manifest().alphabet().size());
        JsonArray row = softmax.getJsonArray("probabilities").getJsonArray(0);
        assertThat(row.stream().mapToDouble(CharactersIT::number).sum()).isCloseTo(1, within(1e-3));
    }

    @Test
    void readsOnlyTheCharactersThatTheCallerAllows() {
        byte[] png = png(ring(140, 50));
        JsonObject answer = client.predict(png, "?model=characters&alphabet=12&length=1").ok().json();
        assertThat(answer.getString("character")).isIn("1", "2");
        JsonArray top5 = answer.getJsonArray("top5");
        assertThat(top5).hasSize(2);
        assertThat(number(top5.getJsonObject(0).get("confidence")) + number(top5.getJsonObject(1).get("confidence")))
                .isCloseTo(1, within(1e-5));
        assertThat(client.predict(png, "?model=characters&length=5").problem(400, "length-out-of-range"))
                .contains("reads one character");
        assertThat(client.predict(png, "?model=characters&alphabet=%C3%9F").problem(400, "alphabet-matches-nothing"))
                .contains(MODEL.manifest().alphabet().toString());
    }

    @Test
    void readsManyCharactersInOneRequest() {
        GrayImage[] rings = {ring(28, 5), ring(28, 9), ring(28, 12)};
        String blank = json(new GrayImage(28, 28, new byte[784]));
        String body = "{\"images\":[" + json(rings[0]) + "," + blank + "," + json(rings[2]) + "]}";
        JsonArray results = client.post("/api/v1/recognize", "application/json", body.getBytes()).ok().json()
                .getJsonArray("results");
        assertThat(results).hasSize(3);
        assertThat(results.getJsonObject(0).getString("character")).isEqualTo(expected(rings[0], Polarity.AS_IS).text());
        assertThat(results.getJsonObject(1).getJsonObject("problem").getString("code")).isEqualTo("empty-canvas");
        assertThat(results.getJsonObject(2).getString("character")).isEqualTo(expected(rings[2], Polarity.AS_IS).text());
        assertThat(client.post("/predict", "application/json", body.getBytes()).problem(400, "too-many-files"))
                .contains("/api/v1/recognize");
        String crowd = "{\"images\":[" + String.join(",", Collections.nCopies(33, blank)) + "]}";
        client.post("/api/v1/recognize", "application/json", crowd.getBytes()).problem(413, "too-many-images");
    }

    @Test
    void givesTheBareCharacterToThoseWhoAskForIt() {
        GrayImage ring = ring(28, 9);
        Answer bare = client.send(
                        "POST", "/predict", json(ring).getBytes(), "Content-Type", "application/json", "Accept", "text/plain")
                .ok();
        assertThat(bare.text()).isEqualTo(expected(ring, Polarity.AS_IS).text());
    }

    @Test
    void namesTheModelBehindTheAlias() {
        JsonObject models = client.get("/api/v1/models").ok().json();
        assertThat(models.getString("characters")).isEqualTo(MODEL.manifest().name());
        assertThat(models.getString("default")).isEqualTo("captcha-v2");
    }

    // ---- text of several characters

    @ParameterizedTest
    @ValueSource(strings = {"pure", "tf"})
    void readsTextCharacterByCharacter(String engine) {
        JsonObject answer = client.post("/predict_text?engine=" + engine, "image/png", png(rings(3))).ok().json();
        List<JsonObject> segments = answer.getJsonArray("segments").getValuesAs(JsonObject.class);
        assertThat(segments).hasSize(3);
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            JsonObject segment = segments.get(i);
            JsonObject box = segment.getJsonObject("box");
            assertThat(box.getInt("x")).isCloseTo(20 + 120 * i, within(12));
            assertThat(box.getInt("y")).isCloseTo(20, within(12));
            assertThat(box.getInt("width")).isCloseTo(100, within(20));
            assertThat(box.getInt("height")).isCloseTo(100, within(20));
            assertThat(segment.getInt("line")).isZero();
            assertThat(number(segment.get("confidence"))).isBetween(0.0, 1.0);
            assertThat(segment.getJsonArray("top5")).hasSize(5);
            characters.append(segment.getString("character"));
        }
        assertThat(answer.getString("text").replace(" ", "")).isEqualTo(characters.toString());
        assertThat(answer.getString("model")).isEqualTo(MODEL.manifest().id());
        assertThat(answer.getString("engine")).isEqualTo(engine);
        assertThat(number(answer.getJsonObject("timings").get("inference"))).isPositive();
        assertThat(answer.getJsonObject("image").getInt("width")).isEqualTo(380);
    }

    @Test
    void givesTheBareTextToThoseWhoAskForIt() {
        byte[] png = png(rings(3));
        String text = client.post("/predict_text", "image/png", png).ok().json().getString("text");
        Answer bare = client.send("POST", "/predict_text", png, "Content-Type", "image/png", "Accept", "text/plain").ok();
        assertThat(bare.header("Content-Type")).startsWith("text/plain");
        assertThat(bare.text()).isEqualTo(text);
    }

    @Test
    void readsOnlyTheCharactersThatTheCallerAllowsInText() {
        JsonObject answer = client.post("/predict_text?alphabet=12", "image/png", png(rings(3))).ok().json();
        assertThat(answer.getString("text").replace(" ", "")).matches("[12]{3}");
        assertThat(answer.getJsonArray("segments").getJsonObject(0).getJsonArray("top5")).hasSize(2);
        client.post("/predict_text?length=3", "image/png", png(rings(3))).problem(400, "length-out-of-range");
    }

    @Test
    void readsTheTextOfManyImagesInOneRequest() {
        JsonArray results = client.postForm("/predict_text", "file", png(rings(2)), "no image".getBytes(), png(rings(1)))
                .ok().json().getJsonArray("results");
        assertThat(results.getJsonObject(0).getJsonArray("segments")).hasSize(2);
        assertThat(results.getJsonObject(0).getString("name")).isEqualTo("0.png");
        assertThat(results.getJsonObject(1).getJsonObject("problem").getString("code")).isEqualTo("unknown-image-format");
        assertThat(results.getJsonObject(2).getJsonArray("segments")).hasSize(1);
    }

    @Test
    void tellsThePlaceOfEachCharacterThatAModelOfLinesReads() {
        byte[] captcha = Captchas.captcha(1).png();
        JsonObject reading = client.predict(captcha, "").ok().json();
        JsonObject text = client.post("/predict_text?model=captcha-v2&length=5", "image/png", captcha).ok().json();
        assertThat(text.getString("text")).hasSize(5).isEqualTo(reading.getString("text"));
        for (int i = 0; i < 5; i++) {
            JsonObject columns = reading.getJsonArray("characters").getJsonObject(i).getJsonObject("columns");
            JsonObject box = text.getJsonArray("segments").getJsonObject(i).getJsonObject("box");
            assertThat(box.getInt("x")).isEqualTo(columns.getInt("start"));
            assertThat(box.getInt("width")).isEqualTo(columns.getInt("end") - columns.getInt("start"));
            assertThat(box.getInt("height")).isEqualTo(50);
        }
    }

    @Test
    void refusesTextThatIsNone() {
        byte[] onePixel = new byte[280 * 280];
        onePixel[40_000] = (byte) 255;
        for (byte[] pixels : List.of(new byte[280 * 280], onePixel)) {
            client.post("/predict_text", "image/png", png(new GrayImage(280, 280, pixels))).problem(422, "empty-canvas");
        }
        byte[] specks = new byte[1000 * 1000];
        for (int i = 0; i < specks.length; i++) {
            specks[i] = (byte) (i % 1000 % 7 < 2 && i / 1000 % 7 < 2 ? 255 : 0); // 143 * 143 = 20,449 of them
        }
        client.post("/predict_text", "image/png", png(new GrayImage(1000, 1000, specks)))
                .problem(422, "too-many-components");
    }

    // ---- bad input

    @Test
    void refusesPixelsThatAreNone() {
        String good = json(ring(28, 9));
        assertThat(problem(good.replaceFirst("0,", ""))).contains("783 values, not 784");
        assertThat(problem(good.replaceFirst("0,", "NaN,"))).contains("a pixel is NaN");
        assertThat(problem(good.replaceFirst("0,", "\"NaN\","))).contains("value 0 is string");
        assertThat(problem(good.replaceFirst("0,", "1.5,"))).contains("value 0 is 1.5, not from 0 (paper) to 1 (ink)");
        assertThat(problem(good.replaceFirst("0,", "-0.1,"))).contains("value 0 is -0.1");
        assertThat(problem(good.replaceFirst("0,", "255,"))).contains("divide grey levels by 255");
    }

    @Test
    void refusesAnEmptyCanvas() {
        byte[] pixels = new byte[784];
        GrayImage blank = new GrayImage(28, 28, pixels.clone());
        pixels[400] = (byte) 255;
        GrayImage onePixel = new GrayImage(28, 28, pixels);
        for (GrayImage image : List.of(blank, onePixel, ring(280, 2))) {
            assertThat(client.predict(png(image), "?model=characters").problem(422, "empty-canvas"))
                    .contains("nothing is drawn");
        }
        for (GrayImage image : List.of(blank, onePixel)) {
            client.post("/predict", "application/json", json(image).getBytes()).problem(422, "empty-canvas");
        }
    }

    private String problem(String json) {
        return client.post("/predict", "application/json", json.getBytes(StandardCharsets.UTF_8)).problem(400, "wrong-pixels");
    }

    // ---- helpers

    private static Recognition expected(GrayImage image, Polarity polarity) {
        Manifest manifest = MODEL.manifest();
        Tensor input = Preprocessor.apply(image, manifest.input().with(polarity));
        return Decoder.decode(
                PlainNetwork.run(MODEL, input), manifest, DecodeOptions.GREEDY.withCharacterAlternatives(5));
    }

    /** Light on dark. */
    private static GrayImage ring(int side, double radius) {
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.length; i++) {
            double away = Math.abs(Math.hypot(i % side + 0.5 - side / 2.0, i / side + 0.5 - side / 2.0) - radius);
            pixels[i] = (byte) Math.clamp(255 * (radius / 6 + 0.5 - away), 0, 255);
        }
        return new GrayImage(side, side, pixels);
    }

    /** In a row, 120 pixels from one to the next. */
    private static GrayImage rings(int count) {
        GrayImage ring = ring(120, 46);
        int width = 120 * count + 20;
        byte[] pixels = new byte[width * 140];
        for (int i = 0; i < 120 * 120 * count; i++) {
            int x = i % (120 * count);
            int y = i / (120 * count);
            pixels[(y + 10) * width + x + 10] = (byte) ring.at(x % 120, y);
        }
        return new GrayImage(width, 140, pixels);
    }

    private static byte[] png(GrayImage image) {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, image.width(), image.height(), image.pixels());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static String json(GrayImage image) {
        return IntStream.range(0, image.pixels().length)
                .mapToObj(i -> image.pixels()[i] == 0 ? "0" : String.valueOf((image.pixels()[i] & 0xff) / 255f))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static int[] plane(JsonObject answer, int plane) {
        return answer.getJsonObject("input").getJsonArray("planes").getJsonObject(plane).getJsonArray("levels")
                .getValuesAs(JsonNumber.class).stream()
                .mapToInt(JsonNumber::intValue)
                .toArray();
    }

    private static double number(Object value) {
        return ((JsonNumber) value).doubleValue();
    }
}
