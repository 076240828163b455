package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lisible.key.Role;

/** A server that takes keys from all, pages of one origin, and few requests of each client. */
class ForeignersIT {

    private static final String APP = "https://app.example.org";

    private static LisibleServer server;

    @BeforeAll
    static void start() {
        server = LisibleServer.start(Map.of(
                "ocr.keys.read", "required",
                "ocr.cors.origins", APP + ",http://localhost:3000",
                "ocr.clients.rate", "2",
                "ocr.clients.burst", "20"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anAllowedOriginMayAskBeforehandWithoutAKey() {
        Answer preflight = as("preflight").send(
                "OPTIONS", "/predict", null,
                "Origin", APP, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST", "DELETE");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization", "Content-Type", "X-API-Key");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight.header("Vary")).contains("Origin");
    }

    @Test
    void anAllowedOriginReadsAnswersAndFailures() {
        Answer refused = as("app").get("/api/v1/models", "Origin", APP);
        refused.problem(401, "key-required");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        Answer answer = server.client("app", Role.READ).get("/api/v1/models", "Origin", APP).ok();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("X-Request-Id", "Retry-After");
    }

    @Test
    void anOriginThatOnlyLooksAllowedIsNot() {
        for (String origin : new String[] {"https://app.example.org.evil", "http://app.example.org", "null", "*", APP + ":444"}) {
            Answer preflight = as("evil").send(
                    "OPTIONS", "/predict", null, "Origin", origin, "Access-Control-Request-Method", "POST");
            assertThat(preflight.header("Access-Control-Allow-Origin")).as(origin).isEmpty();
            assertThat(preflight.header("Vary")).contains("Origin");
        }
    }

    @Test
    void readingTakesAKeyFromThisMachineToo() {
        server.client().predict(Captchas.captcha(1).png(), "").problem(401, "key-required");
        server.client("reader", Role.READ).predict(Captchas.captcha(1).png(), "").ok();
        server.client().get("/health/ready").ok();
    }

    @Test
    void aClientThatAsksTooOftenIsToldToWaitAndNobodyElseIs() {
        Client busy = server.client("busy", Role.READ);
        long refused = IntStream.range(0, 60)
                .mapToObj(_ -> busy.get("/api/v1/engines"))
                .filter(answer -> answer.status() == 429)
                .peek(answer -> {
                    assertThat(answer.problem(429, "too-many-requests")).contains("busy", "2 a second, and 20 at once");
                    assertThat(answer.header("Retry-After")).isEqualTo("1");
                    assertThat(answer.header("Content-Security-Policy")).isNotBlank();
                })
                .count();
        assertThat(refused).isBetween(5L, 40L);
        busy.get("/health/live").ok();
        server.client("quiet", Role.READ).get("/api/v1/engines").ok();
    }

    @Test
    void guessesOfKeysAreCountedByTheirAddress() {
        Client guesser = as("203.0.113.77").with("X-API-Key", "lisible_guess");
        assertThat(IntStream.range(0, 60).mapToObj(_ -> guesser.get("/api/v1/engines").status()))
                .contains(401, 429).doesNotContain(200);
    }

    /** From an address of its own, as a proxy on this machine passes it on. */
    private static Client as(String address) {
        return server.client().with("X-Forwarded-For", address);
    }
}
