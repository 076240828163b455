package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.lisible.it.Captchas.Captcha;
import org.lisible.key.Role;

/** Plug-ins that come, change and go while the server runs, as its operator drops them into the folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwapIT {

    private final Path folder = Build.scratch("swap/plugins");
    private final PluginFolder plugins = new PluginFolder(folder);
    private final ModelFolder models = new ModelFolder(Build.scratch("swap/models"));
    private final Path jar = folder.resolve("my-pure.jar");
    private LisibleServer server;
    private Client client;
    private Engines engines;

    @BeforeAll
    void start() {
        server = LisibleServer.start(Map.of(
                "ocr.plugins.dir", folder.toString(),
                "ocr.models.dir", models.path().toString()));
        client = server.client();
        engines = new Engines(client);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void takeAway() throws Exception {
        Files.deleteIfExists(jar);
        engines.await("pure", engine -> client.get("/api/v1/engines").text().split("my-pure.jar").length == 1);
    }

    @Test
    void takesUpWhatIsDroppedReplacedAndDeletedWithoutAFailedRequest() throws Exception {
        try (Traffic traffic = new Traffic(client, Captchas.captchas(24), 8, List.of("pure"))) {
            overwriteSlowly();
            engines.awaitSource("pure", "my-pure.jar");
            assertThat(engines.entry("pure").getString("replaces")).startsWith("built-in");

            swap(2);

            Files.delete(jar);
            engines.awaitSource("pure", "built-in");
            traffic.assertAllRight();
        }
    }

    @Test
    void everyCallerGetsHisOwnAnswerWhileEnginesAreSwappedEverySecond() throws Exception {
        Files.copy(Build.pureEngineJar(), jar);
        engines.awaitSource("pure", "my-pure.jar");
        if (Sizes.LONG) {
            plugins.add(Build.tensorFlowPlugin());
            engines.awaitState("tf", "ready");
        }
        List<String> ids = Sizes.LONG ? List.of("pure", "tf") : List.of("pure");
        long before = swaps(ids);
        try (Traffic traffic = new Traffic(client, Captchas.captchas(Sizes.IMAGES), Sizes.CALLERS, ids)) {
            long begun = System.nanoTime();
            for (int second = 0; second < Sizes.SECONDS || !traffic.sentEachOnce() || swaps(ids) < before + 2; second++) {
                assertThat(second).as("seconds").isLessThan(Sizes.SECONDS + 300);
                replaceAtOnce();
                if (Sizes.LONG) {
                    Files.writeString(folder.resolve("tf/changed.txt"), String.valueOf(second));
                }
                Thread.sleep(1000);
            }
            traffic.assertAllRight();
            System.out.println(traffic.sent() + " readings of " + Sizes.IMAGES + " images by " + Sizes.CALLERS + " callers on " + ids
                    + " in " + (System.nanoTime() - begun) / 1_000_000_000 + " s, each as it was alone; swaps of the engine with fewest: "
                    + (swaps(ids) - before));
        }
    }

    /** Of the engine that was swapped least. */
    private long swaps(List<String> ids) {
        return ids.stream().mapToLong(engines::swaps).min().orElseThrow();
    }

    @Test
    void swapsLeaveNothingBehind() throws Exception {
        Files.copy(Build.pureEngineJar(), jar);
        engines.awaitSource("pure", "my-pure.jar");
        swap(2);
        long before = metaspace();

        swap(Sizes.SWAPS);

        long after = metaspace();
        System.out.println("metaspace before " + Sizes.SWAPS + " swaps " + before / 1024 + " KB, after them " + after / 1024 + " KB");
        assertThat(engines.entry("pure").getInt("loadersAlive")).isEqualTo(1);
        assertThat(after - before).as("bytes of metaspace").isLessThan(4_000_000);
    }

    private long metaspace() throws InterruptedException {
        engines.await("pure", ignored -> {
            Jdk.collectGarbage(server.pid());
            return engines.loadersAlive("my-pure.jar") == 1;
        });
        return Jdk.metaspace(server.pid());
    }

    private void swap(int times) throws IOException, InterruptedException {
        for (int swap = 0; swap < times; swap++) {
            long before = engines.swaps("pure");
            replaceAtOnce();
            engines.await("pure", ignored -> engines.swaps("pure") == before + 1);
        }
    }

    @Test
    void aBrokenOneIsRejectedAndTheReasonIsToldEverywhere() throws Exception {
        Files.copy(Build.pureEngineJar(), jar);
        engines.awaitSource("pure", "my-pure.jar");

        Files.writeString(jar, "no jar any more");
        engines.await("pure", engine -> engine.containsKey("rejected"));

        JsonObject rejected = engines.entry("pure").getJsonObject("rejected");
        assertThat(rejected.getString("source")).isEqualTo("my-pure.jar");
        assertThat(rejected.getString("reason")).contains("my-pure.jar cannot be read as a jar").doesNotContain("/");
        assertThat(client.get("/health/ready").ok().text()).contains("my-pure.jar was rejected");
        assertThat(server.log()).contains("my-pure.jar was rejected");
        Captcha captcha = Captchas.captcha(1);
        client.predict(captcha.png(), "?engine=pure").ok();
    }

    @Test
    void isUnloadedAndReloadedByAnAdministratorAndByNobodyElse() throws Exception {
        Files.copy(Build.pureEngineJar(), jar);
        engines.awaitSource("pure", "my-pure.jar");
        Client administrator = server.client("operator", Role.ADMIN);
        client.send("DELETE", "/api/v1/engines/pure", null).problem(401, "key-required");
        client.send("POST", "/api/v1/engines/pure/reload", null).problem(401, "key-required");
        server.client("reader", Role.READ).send("POST", "/api/v1/engines/pure/reload", null).problem(403, "role-too-small");

        assertThat(administrator.send("DELETE", "/api/v1/engines/pure", null).status()).isEqualTo(204);
        assertThat(engines.entry("pure").getString("source")).isEqualTo("built-in");
        administrator.send("DELETE", "/api/v1/engines/pure", null).problem(400, "engine-built-in");
        assertThat(administrator.send("POST", "/api/v1/engines/pure/reload", null).ok().json().getString("source"))
                .isEqualTo("built-in");
        administrator.send("POST", "/api/v1/engines/tff/reload", null).problem(404, "unknown-engine");
        client.predict(Captchas.captcha(1).png(), "?engine=pure").ok();
    }

    @Test
    void aNewVersionOfAModelTakesOverTheOldOneIsStillThereAndABrokenOneTakesNothing() throws Exception {
        models.add("live", "1", 1);
        awaitModel("live/1", "ready");
        String first = steps("live");

        models.add("live", "2", 2);
        awaitModel("live/2", "ready");
        String second = steps("live");
        assertThat(second).isNotEqualTo(first).isEqualTo(steps("live/2"));
        assertThat(steps("live/1")).isEqualTo(first);

        Files.createDirectories(models.path().resolve("live/3"));
        Files.writeString(models.path().resolve("live/3/model.json"), "half a mani");
        awaitModel("live/3", "broken");
        assertThat(steps("live")).isEqualTo(second);

        Files.move(models.path().resolve("live/2"), models.path().resolve(".away"));
        awaitModel("live/2", "");
        assertThat(steps("live")).isEqualTo(first);
        client.predict(Captchas.captcha(1).png(), "?model=live/2").problem(404, "unknown-model");

        // Or each engine that is swapped in would have to open it.
        Files.move(models.path().resolve("live"), models.path().resolve(".live"));
        awaitModel("live/1", "");
    }

    private String steps(String model) {
        return client.predict(Captchas.captcha(1).png(), "?steps=true&model=" + model).ok().json().get("ctc").toString();
    }

    private void awaitModel(String name, String state) throws InterruptedException {
        engines.await("pure", ignored -> client.get("/api/v1/models").ok().json().getJsonArray("models").getValuesAs(JsonObject.class)
                .stream()
                .filter(model -> name.equals(model.getString("id") + "/" + model.getString("version")))
                .map(model -> model.getString("state"))
                .findFirst().orElse("")
                .equals(state));
    }

    // ---- helpers

    /** As a copy over a slow line: the file is there before it is whole. */
    private void overwriteSlowly() throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(Build.pureEngineJar());
        try (var out = Files.newOutputStream(jar)) {
            for (int part = 0; part < 4; part++) {
                out.write(whole, part * (whole.length / 4), part == 3 ? whole.length - 3 * (whole.length / 4) : whole.length / 4);
                out.flush();
                Thread.sleep(300);
            }
        }
    }

    private void replaceAtOnce() throws IOException {
        Path part = Files.copy(Build.pureEngineJar(), folder.resolve("part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
    }
}
