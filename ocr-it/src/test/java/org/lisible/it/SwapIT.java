package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.lisible.it.Captchas.Captcha;
import org.lisible.key.Role;

/** Plug-ins that come, change and go while the server runs, as its operator drops them into the folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwapIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final Path folder = Build.scratch("swap/plugins");
    private final Path jar = folder.resolve("my-pure.jar");
    private LisibleServer server;
    private Client client;

    @BeforeAll
    void start() {
        server = LisibleServer.start(Map.of("ocr.plugins.dir", folder.toString()));
        client = server.client();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void takesUpWhatIsDroppedReplacedAndDeletedWithoutAFailedRequest() throws Exception {
        try (Traffic traffic = new Traffic(client, Captchas.captchas(24), 8, "pure")) {
            overwriteSlowly();
            await("pure", engine -> engine.getString("source").equals("my-pure.jar"));
            assertThat(engine("pure").getString("replaces")).startsWith("built-in");

            for (int swap = 1; swap <= Sizes.SWAPS; swap++) {
                long before = swaps();
                replaceAtOnce();
                await("pure", ignored -> swaps() == before + 1);
            }

            Files.delete(jar);
            await("pure", engine -> engine.getString("source").equals("built-in"));
            traffic.assertAllRight();
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

        Files.delete(jar);
        await("pure", engine -> engine.getString("source").equals("built-in"));
    }

    @Test
    void isUnloadedAndReloadedByAnAdministratorAndByNobodyElse() throws Exception {
        Files.copy(Build.pureEngineJar(), jar);
        await("pure", engine -> engine.getString("source").equals("my-pure.jar"));
        client.send("DELETE", "/api/v1/engines/pure", null).problem(401, "key-required");
        client.send("POST", "/api/v1/engines/pure/reload", null).problem(401, "key-required");
        Client administrator = server.client("operator", Role.ADMIN);

        assertThat(administrator.send("DELETE", "/api/v1/engines/pure", null).status()).isEqualTo(204);
        assertThat(engine("pure").getString("source")).isEqualTo("built-in");
        administrator.send("DELETE", "/api/v1/engines/pure", null).problem(400, "engine-built-in");
        assertThat(administrator.send("POST", "/api/v1/engines/pure/reload", null).ok().json().getString("source"))
                .isEqualTo("built-in");
        administrator.send("POST", "/api/v1/engines/tff/reload", null).problem(404, "unknown-engine");
        client.predict(Captchas.captcha(1).png(), "?engine=pure").ok();

        Files.delete(jar);
        await("pure", engine -> client.get("/api/v1/engines").text().split("my-pure.jar").length == 1);
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

    private JsonObject engine(String id) {
        return client.get("/api/v1/engines").ok().json().getJsonArray("engines").getValuesAs(JsonObject.class).stream()
                .filter(entry -> entry.getString("id").equals(id))
                .filter(entry -> entry.getString("state").equals("ready"))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException("no engine " + id + " is ready")));
    }
}
