package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.it.Captchas.Captcha;
import org.lisible.key.Role;

/** Plug-ins that come, change and go while the server runs, as its operator drops them into the folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwapIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    /** Heeds no interrupt. */
    private static final String PARK =
            "java.util.concurrent.locks.LockSupport.parkNanos(10_000_000); Thread.interrupted();";

    private final Path folder = Build.scratch("swap/plugins");
    private final PluginFolder plugins = new PluginFolder(folder);
    private final ModelFolder models = new ModelFolder(Build.scratch("swap/models"));
    private final Path jar = folder.resolve("my-pure.jar");
    private LisibleServer server;
    private Client client;

    @BeforeAll
    void start() {
        plugins.addProvider("Pondering", "pondering", "1", "", "private Probe probing() { while (true) { %s } }".formatted(PARK));
        server = LisibleServer.start(Map.of(
                "ocr.plugins.dir", folder.toString(),
                "ocr.models.dir", models.path().toString(),
                "ocr.plugins.patience", "PT45S"));
        client = server.client();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void takeAway() throws Exception {
        Files.deleteIfExists(jar);
        await("pure", engine -> client.get("/api/v1/engines").text().split("my-pure.jar").length == 1);
    }

    @Test
    void takesUpWhatIsDroppedReplacedAndDeletedWithoutAFailedRequest() throws Exception {
        try (Traffic traffic = new Traffic(client, Captchas.captchas(24), 8, "pure")) {
            overwriteSlowly();
            await("pure", engine -> engine.getString("source").equals("my-pure.jar"));
            assertThat(engine("pure").getString("replaces")).startsWith("built-in");

            swap(2);

            Files.delete(jar);
            await("pure", engine -> engine.getString("source").equals("built-in"));
            traffic.assertAllRight();
        }
    }

    @Test
    void everyCallerGetsHisOwnAnswerWhileEnginesAreSwappedEverySecond() throws Exception {
        Files.copy(Build.pureEngineJar(), jar);
        await("pure", engine -> engine.getString("source").equals("my-pure.jar"));
        if (Sizes.LONG) {
            plugins.add(Build.tensorFlowPlugin());
            await("tf", engine -> engine.getString("state").equals("ready"));
        }
        String[] engines = Sizes.LONG ? new String[] {"pure", "tf"} : new String[] {"pure"};
        long before = swaps();
        try (Traffic traffic = new Traffic(client, Captchas.captchas(Sizes.IMAGES), Sizes.CALLERS, engines)) {
            for (int second = 0; second < Sizes.SECONDS || !traffic.sentEachOnce() || swaps() < before + 2; second++) {
                assertThat(second).as("seconds").isLessThan(Sizes.SECONDS + 300);
                replaceAtOnce();
                if (Sizes.LONG) {
                    Files.writeString(folder.resolve("tf/changed.txt"), String.valueOf(second));
                }
                Thread.sleep(1000);
            }
            traffic.assertAllRight();
            System.out.println(traffic.sent() + " images read side by side during " + (swaps() - before) + " swaps");
        }
    }

    @Test
    void swapsLeaveNothingBehind() throws Exception {
        Files.copy(Build.pureEngineJar(), jar);
        await("pure", engine -> engine.getString("source").equals("my-pure.jar"));
        swap(2);
        long before = metaspace();

        swap(Sizes.SWAPS);

        long after = metaspace();
        System.out.println("metaspace before " + Sizes.SWAPS + " swaps " + before / 1024 + " KB, after them " + after / 1024 + " KB");
        assertThat(engine("pure").getInt("loadersAlive")).isEqualTo(1);
        assertThat(after - before).as("bytes of metaspace").isLessThan(4_000_000);
    }

    private long metaspace() throws InterruptedException {
        await("pure", engine -> {
            Jdk.collectGarbage(server.pid());
            return client.get("/api/v1/engines").ok().json().getJsonArray("engines").getValuesAs(JsonObject.class).stream()
                    .filter(entry -> entry.getString("source").equals("my-pure.jar"))
                    .allMatch(entry -> entry.getInt("loadersAlive") == 1);
        });
        return Jdk.metaspace(server.pid());
    }

    private void swap(int times) throws IOException, InterruptedException {
        for (int swap = 0; swap < times; swap++) {
            long before = swaps();
            replaceAtOnce();
            await("pure", ignored -> swaps() == before + 1);
        }
    }

    @Test
    void aBrokenOneIsRejectedAndTheReasonIsToldEverywhere() throws Exception {
        Files.copy(Build.pureEngineJar(), jar);
        await("pure", engine -> engine.getString("source").equals("my-pure.jar"));

        Files.writeString(jar, "no jar any more");
        await("pure", engine -> engine.containsKey("rejected"));

        JsonObject rejected = engine("pure").getJsonObject("rejected");
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
        await("pure", engine -> engine.getString("source").equals("my-pure.jar"));
        Client administrator = server.client("operator", Role.ADMIN);
        client.send("DELETE", "/api/v1/engines/pure", null).problem(401, "key-required");
        client.send("POST", "/api/v1/engines/pure/reload", null).problem(401, "key-required");
        server.client("reader", Role.READ).send("POST", "/api/v1/engines/pure/reload", null).problem(403, "role-too-small");

        assertThat(administrator.send("DELETE", "/api/v1/engines/pure", null).status()).isEqualTo(204);
        assertThat(engine("pure").getString("source")).isEqualTo("built-in");
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
    }

    private String steps(String model) {
        return client.predict(Captchas.captcha(1).png(), "?steps=true&model=" + model).ok().json().get("ctc").toString();
    }

    private void awaitModel(String name, String state) throws InterruptedException {
        await("pure", ignored -> client.get("/api/v1/models").ok().json().getJsonArray("models").getValuesAs(JsonObject.class)
                .stream()
                .filter(model -> name.equals(model.getString("id") + "/" + model.getString("version")))
                .map(model -> model.getString("state"))
                .findFirst().orElse("")
                .equals(state));
    }

    @Test
    void aProbeThatNeverReturnsKeepsNobodyFromStarting() {
        assertThat(client.get("/api/v1/engines").ok().text()).contains("its probe did not end within 45.0 s");
        client.predict(Captchas.captcha(1).png(), "").ok();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Memory | throw new OutOfMemoryError("no room");             | OutOfMemoryError: no room
            Stack  | throw new StackOverflowError();                    | StackOverflowError
            Few    | return List.of();                                  | it gave 0 results for 1 inputs
            Null   | return Collections.singletonList(null);            | one of its results is null
            """)
    void anEngineThatBlowsUpOrBreaksItsPromiseFailsItsCallersAndNobodyElse(String name, String deed, String reason)
            throws Exception {
        String id = name.toLowerCase(Locale.ROOT);
        plugins.addEngine(name, id, deed);
        await(id, engine -> engine.getString("state").equals("ready"));

        for (int i = 0; i < 3; i++) {
            assertThat(client.predict(Captchas.captcha(i).png(), "?engine=" + id).problem(500, "engine-failed")).contains(reason);
            client.predict(Captchas.captcha(i).png(), "?engine=pure").ok();
        }
        Files.delete(folder.resolve(name + ".jar"));
    }

    @Test
    void anEngineThatNeverReturnsIsReplacedByAFreshInstanceAndThenGivenUp() throws Exception {
        plugins.addEngine("Hanging", "hanging", "while (true) { " + PARK + " }");
        await("hanging", engine -> engine.getString("state").equals("ready"));
        byte[] png = Captchas.captcha(1).png();

        client.predict(png, "?engine=hanging").problem(504, "deadline-passed");
        client.predict(png, "?engine=pure").ok();
        await("hanging", engine -> engine.getInt("hungCalls") == 1 && engine.getString("state").equals("ready"));

        client.predict(png, "?engine=hanging").problem(504, "deadline-passed");
        await("hanging", engine -> engine.getString("state").equals("sick"));
        assertThat(client.predict(png, "?engine=hanging").problem(503, "engine-not-ready"))
                .contains("a fresh instance of it did not either");
        client.predict(png, "?engine=pure").ok();
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

    private long swaps() {
        return client.get("/metrics?scope=application").ok().text().lines()
                .filter(line -> line.startsWith("ocr_swaps_total") && line.contains("\"pure\"") && line.contains("swapped"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void await(String id, Predicate<JsonObject> condition) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.test(engine(id))) {
            assertThat(System.nanoTime()).as(() -> client.get("/api/v1/engines").text()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    /** The one that serves, else one that claims the id, else an engine of no state. */
    private JsonObject engine(String id) {
        return client.get("/api/v1/engines").ok().json().getJsonArray("engines").getValuesAs(JsonObject.class).stream()
                .filter(entry -> entry.getString("id").equals(id))
                .min(Comparator.comparing(entry -> !entry.getString("state").equals("ready")))
                .orElse(Json.createObjectBuilder().add("state", "unknown").add("source", "").build());
    }
}
