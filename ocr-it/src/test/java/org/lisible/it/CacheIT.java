package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lisible.it.Captchas.Captcha;
import org.lisible.model.BundleReader;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;

/** Two servers on this machine that share their answers, and what becomes of one when the other is killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CacheIT {

    private static final Path PLUGINS = Build.scratch("cache/plugins");

    private static LisibleServer one;
    private static LisibleServer other;

    @BeforeAll
    static void start() {
        // The shipped model once more, under another version: same weights, same answers, and yet not its answers.
        ModelBundle shipped = BundleReader.read(Path.of("..", "models", "captcha-v2", "1"));
        Manifest like = shipped.manifest();
        Manifest renamed = new Manifest(
                like.id(), "1b", like.title(), like.task(), like.input(), like.layers(), like.alphabet(), like.decoder(),
                like.about());
        ModelFolder models = new ModelFolder(Build.scratch("cache/models"))
                .add(new ModelBundle(renamed, shipped.weights(), shipped.digest()));
        Map<String, String> settings = Map.of(
                "ocr.cache", "true",
                // What is tested is who answers, not how fast: two servers and a client may share a busy machine.
                "ocr.limits.time", "PT50S",
                "ocr.engine.pure.kernels", "scalar",
                "ocr.model", "captcha-v2/1",
                "ocr.models.dir", models.path().toString(),
                "ocr.plugins.dir", PLUGINS.toString());
        List<LisibleServer> cluster = LisibleServer.startCluster(settings, 2);
        one = cluster.getFirst();
        other = cluster.getLast();
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    @Test
    @Order(1)
    void anAnswerOfOneServerIsFoundByTheOther() {
        Captcha captcha = Captchas.captcha(1);
        JsonObject read = one.client().predict(captcha.png(), "").ok().json();
        JsonObject found = other.client().predict(captcha.png(), "").ok().json();

        assertThat(read).doesNotContainKey("cached");
        assertThat(found.getBoolean("cached")).isTrue();
        for (String same : List.of("text", "confidence", "characters", "engine", "model", "version", "image")) {
            assertThat(found.get(same)).as(same).isEqualTo(read.get(same));
        }
        assertThat(found.getString("requestId")).isNotEqualTo(read.getString("requestId"));
        assertThat(found.getJsonObject("timings").getJsonNumber("inference").doubleValue()).isZero();
        assertThat(other.client().send("POST", "/predict", captcha.png(), "Content-Type", "image/png", "Accept", "text/plain")
                        .ok().text())
                .isEqualTo(read.getString("text"));
        assertThat(other.client().get("/metrics?scope=application").ok().text().lines())
                .anyMatch(line -> line.startsWith("ocr_cache_requests_total{")
                        && line.contains("outcome=\"hit\"")
                        && line.contains("model=\"captcha-v2/1\"")
                        && line.endsWith(" 2.0"));
    }

    @Test
    @Order(2)
    void nothingIsFoundForAnotherModelOrOtherOptionsOrAnotherImage() {
        byte[] png = Captchas.captcha(2).png();
        one.client().predict(png, "").ok();
        assertThat(isCached(other.client().predict(png, "?model=captcha-v2/1"))).isTrue();

        Answer versionTwo = other.client().predict(png, "?model=captcha-v2/1b").ok();
        assertThat(isCached(versionTwo)).isFalse();
        assertThat(versionTwo.json().getString("version")).isEqualTo("1b");
        assertThat(isCached(other.client().predict(png, "?beam=20"))).isFalse();
        assertThat(isCached(other.client().predict(png, "?steps=true"))).isFalse();
        assertThat(isCached(other.client().predict(Captchas.captcha(3).png(), ""))).isFalse();
        assertThat(isCached(other.client().post("/predict_text?model=captcha-v2", "image/png", png))).isFalse();
    }

    @Test
    @Order(3)
    void failuresAreNotKept() {
        byte[] noImage = "no image".getBytes(StandardCharsets.UTF_8);
        one.client().predict(noImage, "").problem(415, "unknown-image-format");
        other.client().predict(noImage, "").problem(415, "unknown-image-format");
    }

    @Test
    @Order(4)
    void nothingIsFoundOfAnotherBuildOfTheEngineThatCallsItselfTheSameVersion() throws Exception {
        byte[] png = Captchas.captcha(4).png();
        one.client().predict(png, "").ok();
        assertThat(isCached(other.client().predict(png, ""))).isTrue();
        String version = new Engines(one.client()).entry("pure").getString("version");

        Path part = Files.copy(Build.pureEngineJar(), PLUGINS.resolve("part"));
        try (FileSystem jar = FileSystems.newFileSystem(part)) {
            Files.createFile(jar.getPath("rebuilt"));
        }
        Files.move(part, PLUGINS.resolve("my-pure.jar"));
        for (LisibleServer server : List.of(one, other)) {
            new Engines(server.client()).awaitSource("pure", "my-pure.jar");
        }

        assertThat(new Engines(one.client()).entry("pure").getString("version")).isEqualTo(version);
        assertThat(isCached(one.client().predict(png, ""))).isFalse();
        assertThat(isCached(other.client().predict(png, ""))).as("read by the same build on the other server").isTrue();
    }

    @Test
    @Order(5)
    void nobodyNoticesAtOneServerThatTheOtherIsKilled() throws Exception {
        List<Captcha> captchas = Captchas.captchas(20);
        List<Captcha> read = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int round = 0; round < 15; round++) {
                for (Captcha captcha : captchas) {
                    read.add(captcha);
                    answers.add(callers.submit(() -> other.client().predict(captcha.png(), "")));
                }
            }
            answers.get(captchas.size()).get().ok();
            one.kill();
            String[] texts = new String[captchas.size()];
            int cached = 0;
            for (int i = 0; i < answers.size(); i++) {
                JsonObject answer = answers.get(i).get().ok().json();
                String first = texts[i % texts.length];
                texts[i % texts.length] = answer.getString("text");
                assertThat(first == null ? answer.getString("text") : first).isEqualTo(answer.getString("text"));
                cached += answer.containsKey("cached") ? 1 : 0;
            }
            assertThat(cached).as("answers that were found").isGreaterThan(captchas.size());
        }
        assertThat(one.isAlive()).isFalse();
        assertThat(isCached(other.client().predict(captchas.getFirst().png(), ""))).isTrue();
    }

    private static boolean isCached(Answer answer) {
        return answer.ok().json().getBoolean("cached", false);
    }
}
