package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

/** A server that traces to a collector, this test, and logs as JSON. */
class TracesIT {

    private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

    private static HttpServer collector;
    private static LisibleServer server;

    @BeforeAll
    static void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        PluginFolder plugins = new PluginFolder(Build.scratch("traces/plugins"))
                .addProvider("Choosy", "choosy", "1", "",
                        "private Probe probing() { return Probe.unusable(\"needs an abacus\"); }");
        server = LisibleServer.start(
                Map.of(
                        "ocr.plugins.dir", plugins.path().toString(),
                        "otel.sdk.disabled", "false",
                        "otel.service.name", "lisible",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none",
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.exporter.otlp.endpoint", "http://localhost:" + collector.getAddress().getPort(),
                        "otel.bsp.schedule.delay", "200"),
                List.of("--logproperties", "logging-json.properties"));
    }

    @AfterAll
    static void stop() {
        server.close();
        collector.stop(0);
    }

    @Test
    void tellsHowLongEachStageOfAnImageTook() throws InterruptedException {
        server.client().predict(Captchas.captcha(1).png(), "").ok();

        awaitTrace("read image");
        assertThat(String.join("", RECEIVED))
                .contains("decode", "preprocess", "queue", "inference", "decoding", "captcha-v2/1", "ocr.engine", "lisible");
    }

    @Test
    void logsAsJsonWithTheIdOfTheRequest() throws IOException {
        String id = "test-" + System.nanoTime();
        server.client().send("POST", "/predict?engine=choosy", Captchas.captcha(1).png(),
                        "Content-Type", "image/png", "X-Request-Id", id)
                .problem(503, "engine-not-ready");

        List<JsonObject> lines = server.log().lines()
                .filter(line -> line.startsWith("{"))
                .map(TracesIT::parse)
                .toList();
        assertThat(lines).filteredOn(line -> line.getString("requestId", "").equals(id)).singleElement().satisfies(line -> {
            assertThat(line.getString("Level")).isEqualTo("WARNING");
            assertThat(line.getString("code")).isEqualTo("engine-not-ready");
            assertThat(line.getString("LogMessage")).contains(id, "needs an abacus");
        });
        assertThat(lines).anyMatch(line -> line.getString("LogMessage", "").equals("ready to read"));
    }

    private static JsonObject parse(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    private static void awaitTrace(String name) throws InterruptedException {
        for (int i = 0; i < 200 && RECEIVED.stream().noneMatch(trace -> trace.contains(name)); i++) {
            Thread.sleep(100);
        }
        assertThat(RECEIVED).anyMatch(trace -> trace.contains(name));
    }
}
