package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Against a server that answers with what the image's first byte says. */
class LoadCommandTest {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private String url;
    /** From this request on the server lies, or fails with this status. */
    private volatile int faultyFrom = Integer.MAX_VALUE;

    private volatile int status = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/predict", this::answer);
        server.start();
        url = "http://localhost:" + server.getAddress().getPort();
        for (String name : new String[] {"a", "b", "c"}) {
            Files.writeString(folder.resolve(name + ".png"), name);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int number = asked.incrementAndGet();
        try (exchange; InputStream body = exchange.getRequestBody()) {
            String image = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            boolean lies = number >= faultyFrom;
            String json = Json.createObjectBuilder()
                    .add("spans", Json.createArrayBuilder().add(Json.createObjectBuilder().add("text", "other")))
                    .add("text", lies ? "another's" : "text of " + image)
                    .build()
                    .toString();
            exchange.sendResponseHeaders(lies ? status : 200, json.length());
            exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void countsRightAnswersAndTellsTheirTimes() throws IOException {
        Path file = folder.resolve("figures.json");
        CommandRun run = load("--connections", "1,4", "--json", file, "--pid", ProcessHandle.current().pid());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        try (InputStream stream = Files.newInputStream(file)) {
            JsonObject four = Json.createReader(stream).readObject().getJsonArray("results").getJsonObject(1);
            assertThat(four.getInt("connections")).isEqualTo(4);
            assertThat(four.getInt("answers")).isBetween(4, asked.get());
            assertThat(four.getInt("failed")).isZero();
            double p50 = four.getJsonNumber("p50Milliseconds").doubleValue();
            assertThat(p50).isPositive().isLessThanOrEqualTo(four.getJsonNumber("p99Milliseconds").doubleValue());
            assertThat(four.getJsonNumber("cpuMillisecondsPerAnswer").doubleValue()).isPositive();
            assertThat(run.out()).contains("%d".formatted(four.getInt("answers")));
        }
    }

    @Test
    void drawsWhatItMeasured() throws IOException {
        Path file = folder.resolve("figures.svg");
        assertThat(load("--connections", "1,4", "--svg", file).code()).isZero();
        assertThat(file).content().contains("1 connection<", "4 connections<", "answers a second", "milliseconds");
    }

    @Test
    void failsOnAnAnswerThatIsNotTheImagesOwn() {
        faultyFrom = 5;
        CommandRun run = load("--connections", "2");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).containsPattern("times: wrong answer to [abc]\\.png: \"another's\", alone it was \"text of [abc]\"");
    }

    @Test
    void countsFailuresByStatus() {
        faultyFrom = 5;
        status = 503;
        CommandRun run = load("--connections", "2");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).containsPattern("\\d+ times: status 503");
    }

    @Test
    void runsACommandAgainAndAgainMeanwhile() throws IOException {
        Path log = folder.resolve("log");
        CommandRun run = load("--connections", "1", "--meanwhile", "echo x >> '" + log + "'", "--every", "PT0.1S");
        assertThat(run.code()).isZero();
        assertThat(Files.readAllLines(log)).hasSizeGreaterThan(1);
        assertThat(run.out()).contains("meanwhile: " + Files.readAllLines(log).size() + " runs, 0 failed");
        assertThat(load("--connections", "1", "--meanwhile", "exit 3").code()).isEqualTo(1);
    }

    @Test
    void saysThatNoServerIsThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        CommandRun run = CommandRun.of("load", "http://localhost:" + free, "--images", folder);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("error: no server answers at http://localhost:" + free);
    }

    @Test
    void saysWhatTheServerAnsweredWhenAnImageCannotBeReadAlone() {
        faultyFrom = 1;
        status = 422;
        CommandRun run = load();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: " + url + "/predict answers with status 422: {");
    }

    @Test
    void refusesImpossibleOptions() {
        assertThat(load("--connections", "0").err()).contains("--connections is [0], not at least 1 each");
        assertThat(load("--time", "PT0S").code()).isEqualTo(2);
        assertThat(load("--pid", "99999999").err()).contains("--pid: there is no process 99999999 on this machine");
        assertThat(CommandRun.of("load", url, "--images", folder.resolve("none.png").getParent().resolve("empty")).code())
                .isEqualTo(1);
    }

    private CommandRun load(Object... more) {
        Object[] all = new Object[8 + more.length];
        Object[] first = {"load", url, "--images", folder, "--warm-up", "PT0.1S", "--time", "PT0.5S"};
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return CommandRun.of(all);
    }
}
