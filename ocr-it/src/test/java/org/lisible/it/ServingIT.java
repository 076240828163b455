package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server whose engine is slow: when it is ready, whom it turns away, what it does not compute, and how it stops. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServingIT {

    private static final Path WARMED = Build.scratch("serving").resolve("warmed");
    private static final byte[] PNG = Captchas.captcha(1).png();

    private static LisibleServer server;
    private static boolean warmedWhenReady;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void start() {
        PluginFolder plugins =
                new PluginFolder(Build.scratch("serving/plugins")).addSource(SlowEngine.NAME, SlowEngine.SOURCE);
        server = LisibleServer.start(Map.of(
                "ocr.plugins.dir", plugins.path().toString(),
                "ocr.engine", "slow",
                "ocr.engine.slow.pause", "PT3S",
                "ocr.engine.slow.warmed", WARMED.toString(),
                "ocr.limits.time", "PT8S",
                "ocr.queue.capacity", "4",
                "ocr.queue.batch", "1",
                "ocr.queue.workers", "1"));
        warmedWhenReady = Files.exists(WARMED);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void isReadyOnlyWhenTheEngineIsWarm() {
        assertThat(warmedWhenReady).isTrue();
        assertThat(server.startUp()).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    @Order(2)
    void turnsAwayWhomThereIsNoPlaceForAndComputesNothingForThoseWhoHaveGivenUp() throws Exception {
        double before = metric("ocr_batch_size_count");
        List<Answer> answers = at(() -> server.client().predict(PNG, ""), 12);

        List<Answer> read = with(200, answers);
        List<Answer> full = with(503, answers);
        List<Answer> late = with(504, answers);
        assertThat(read).hasSizeBetween(1, 2);
        assertThat(full).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.problem(503, "queue-full")).contains("places in the queue are taken");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        });
        assertThat(late).isNotEmpty().allSatisfy(answer -> {
            answer.problem(504, "deadline-passed");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
        assertThat(read.size() + full.size() + late.size()).isEqualTo(12);
        // One may have been under way when its caller gave up; those in the queue were not begun.
        awaitMetric("ocr_queue_length", 0);
        assertThat(metric("ocr_batch_size_count") - before).isBetween((double) read.size(), read.size() + 1.0);
    }

    @Test
    @Order(3)
    void answersWhatIsUnderWayWhenItIsToStopAndTurnsAwayWhoComesThen() throws Exception {
        double before = metric("ocr_batch_size_count");
        Future<Answer> underWay = callers.submit(() -> server.client().predict(PNG, ""));
        awaitMetric("ocr_batch_size_count", before + 1);

        server.terminate();

        Answer ready = awaitStopping();
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.text()).contains("the server is stopping");
        Answer turnedAway = server.client().predict(PNG, "");
        turnedAway.problem(503, "stopping");
        assertThat(turnedAway.header("Retry-After")).isNotBlank();
        assertThat(server.client().get("/v2/health/ready").status()).isEqualTo(503);
        assertThat(server.client().get("/health/live").status()).isEqualTo(200);
        underWay.get().ok();
        assertThat(server.awaitExit(Duration.ofSeconds(60))).isTrue();
        assertThat(server.log()).doesNotContain("NoClassDefFoundError", "OutOfMemoryError");
    }

    /** The signal is delivered on another thread of the server. */
    private static Answer awaitStopping() throws InterruptedException {
        Answer ready = server.client().get("/health/ready");
        for (int i = 0; i < 50 && ready.status() == 200; i++) {
            Thread.sleep(20);
            ready = server.client().get("/health/ready");
        }
        return ready;
    }

    private List<Answer> at(Callable<Answer> call, int times) throws Exception {
        List<Future<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            calls.add(callers.submit(call));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : calls) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static List<Answer> with(int status, List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == status).toList();
    }

    private static void awaitMetric(String name, double value) throws InterruptedException {
        for (int i = 0; i < 600 && metric(name) != value; i++) {
            Thread.sleep(50);
        }
        assertThat(metric(name)).as(name).isEqualTo(value);
    }

    /** Of the slow engine. */
    private static double metric(String name) {
        return server.client().get("/metrics?scope=application").ok().text().lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("engine=\"slow\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no metric " + name));
    }
}
