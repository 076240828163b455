package org.lisible.web.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import jakarta.json.JsonValue;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.model.BundleWriter;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.model.Reference;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.engines.EngineState;
import org.lisible.web.engines.PluginFixtures;
import org.lisible.web.engines.PluginJars;
import org.lisible.web.models.ModelEntry;
import org.lisible.web.settings.Settings;
import org.lisible.web.settings.SettingsReader;

@Timeout(120)
class ExchangeTest {

    private static final ModelBundle MODEL = TestBundles.small(1);

    @TempDir
    Path plugins;

    @TempDir
    Path models;

    @TempDir
    Path scratch;

    private final ExecutorService callers = Executors.newCachedThreadPool(ExchangeTest::daemon);
    private final RecordingMetrics metrics = new RecordingMetrics();
    private Threads threads;
    private Exchange exchange;

    @BeforeEach
    void open() {
        write("1", 1);
        Map<String, String> values = Map.of(
                "ocr.plugins.dir", plugins.toString(),
                "ocr.plugins.patience", "PT4S",
                "ocr.queue.hung", "PT0.1S",
                "ocr.limits.time", "PT2S");
        Settings settings = SettingsReader.read(values.keySet(), name -> Optional.ofNullable(values.get(name)));
        threads = new Threads(ExchangeTest::daemon, 1);
        exchange = new Exchange(
                settings,
                threads,
                metrics,
                scratch,
                List.of(models),
                id -> new EngineContext(threads.pieces(), 1, scratch, Map.of()),
                () -> Optional.of(model()));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    @AfterEach
    void close() {
        exchange.close();
        callers.shutdownNow();
    }

    @Test
    void takesUpAPluginThatIsDroppedWhileItRuns() throws IOException {
        start();

        drop(EchoPlugin.class);

        assertThat(holder("echo").source()).isEqualTo("echo.jar");
        assertThat(read("echo", 5)).isEqualTo(5);
        assertThat(exchange.loadersAlive("echo.jar")).isEqualTo(1);
    }

    @Test
    void doesNotTouchAFileThatStillGrows() throws IOException {
        start();
        PluginJars.write(plugins.resolve("echo.jar"), EchoPlugin.class);
        byte[] whole = Files.readAllBytes(plugins.resolve("echo.jar"));
        for (int size = 100; size < whole.length; size += whole.length / 5) {
            Files.write(plugins.resolve("echo.jar"), Arrays.copyOf(whole, size));
            assertThat(exchange.look()).as("settled").isFalse();
        }
        assertThat(exchange.serving().engines().entries()).singleElement().matches(EngineEntry::isBuiltIn);

        Files.write(plugins.resolve("echo.jar"), whole);
        exchange.look();
        assertThat(exchange.look()).as("settled").isTrue();
        assertThat(holder("echo").isReady()).isTrue();
    }

    @Test
    void putsAChangedPluginInThePlaceOfItsPredecessorWhoseClassesAreThenCollected() throws Exception {
        start(EchoPlugin.class);
        read("echo", 5);

        drop(EchoPlugin.Second.class);

        assertThat(holder("echo").version()).isEqualTo("2");
        assertThat(read("echo", 6)).isEqualTo(6);
        assertThat(metrics.told).containsExactly("pure ready", "echo ready", "pure ready", "echo ready", "echo swapped");
        awaitLoaders("echo.jar", 1);
        try (var copies = Files.list(scratch)) {
            assertThat(copies.filter(copy -> copy.getFileName().toString().startsWith("echo.jar-"))).hasSize(1);
        }
    }

    @Test
    void aBrokenOneNeverReplacesAGoodOneAndTheReasonIsTold() throws Exception {
        start(EchoPlugin.class);
        read("echo", 5);

        assertRejected(EchoPlugin.Wrong.class, "computes other logits than the engine that it is to replace");
        assertRejected(EchoPlugin.Closed.class, "cannot open model 'small/1': java.lang.IllegalStateException: no key");
        assertRejected(EchoPlugin.Pondering.class, "its probe did not end within 4.0 s");
        assertRejected(EchoPlugin.Stuck.class, "opening model 'small/1' on engine 'echo' did not end within 4.0 s");
        assertRejected(PluginFixtures.Unmakeable.class, "no licence file");
        Files.writeString(plugins.resolve("echo.jar"), "half a jar");
        exchange.look();
        assertThat(exchange.look()).as("settled while the other half may come").isFalse();
        assertThat(holder("echo").rejected().orElseThrow().reason()).doesNotContain("echo.jar");
        Thread.sleep(2_100);
        settle();
        assertThat(rejection("echo")).contains("echo.jar cannot be read as a jar");

        drop(EchoPlugin.Second.class);
        assertThat(holder("echo").rejected()).isEmpty();
        assertThat(holder("echo").version()).isEqualTo("2");
    }

    @Test
    void aPluginThatGoesGivesTheBuiltInEngineItsPlaceBack() throws Exception {
        start(EchoPlugin.Pure.class);
        assertThat(holder("pure").replaces()).startsWith("built-in");

        Files.delete(plugins.resolve("echo.jar"));
        settle();

        assertThat(holder("pure").isBuiltIn()).isTrue();
        assertThat(read("pure", 0.5f)).isNotEqualTo(0.5f);
        awaitLoaders("echo.jar", 0);
    }

    @Test
    void theBuiltInEngineKeepsItsPlaceFromAPluginThatComputesSomethingElse() throws Exception {
        start();
        float before = read("pure", 0.5f);

        drop(EchoPlugin.Pure.class);

        assertThat(holder("pure").isBuiltIn()).isTrue();
        assertThat(rejection("pure")).contains("computes other logits");
        assertThat(read("pure", 0.5f)).isEqualTo(before);
        awaitLoaders("echo.jar", 0);
    }

    @Test
    void isUnloadedAndReloadedByHand() throws Exception {
        start(EchoPlugin.class);
        read("echo", 5);

        exchange.unload("echo");
        assertThatThrownBy(() -> read("echo", 5)).hasMessageContaining("unloaded by an administrator");
        settle();
        assertThatThrownBy(() -> read("echo", 5)).hasMessageContaining("unloaded by an administrator");
        awaitLoaders("echo.jar", 0);

        assertThat(exchange.reload("echo").isReady()).isTrue();
        assertThat(read("echo", 6)).isEqualTo(6);
        assertThat(exchange.reload("pure").isBuiltIn()).isTrue();
        assertProblem(() -> exchange.unload("pure"), OcrException.Kind.INVALID, "engine-built-in");
        assertProblem(() -> exchange.unload("nobody"), OcrException.Kind.NOT_FOUND, "unknown-engine");
        PluginJars.write(plugins.resolve("echo.jar"), EchoPlugin.Closed.class);
        assertProblem(() -> exchange.reload("echo"), OcrException.Kind.BROKEN, "engine-rejected");
        assertThat(read("echo", 7)).isEqualTo(7);
    }

    @Test
    void noCallFailsOrGetsAnothersAnswerWhileEnginesAreSwapped() throws Exception {
        start(EchoPlugin.class);
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Integer>> calls = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            int first = caller * 1_000_000;
            calls.add(callers.submit(() -> {
                int number = 0;
                for (; !stop.get(); number++) {
                    assertThat(read("echo", first + number)).isEqualTo(first + number);
                }
                return number;
            }));
        }
        for (int swap = 0; swap < 20; swap++) {
            drop(swap % 2 == 0 ? EchoPlugin.Second.class : EchoPlugin.class);
            assertThat(holder("echo").version()).isEqualTo(swap % 2 == 0 ? "2" : "1");
        }
        stop.set(true);
        for (Future<Integer> call : calls) {
            assertThat(call.get(30, TimeUnit.SECONDS)).isPositive();
        }
        awaitLoaders("echo.jar", 1);
    }

    @Test
    void replacesAnEngineThatHangsAndGivesItUpWhenItHangsAgain() throws Exception {
        start(EchoPlugin.Hanging.class);
        assertThat(read("echo", 1)).isEqualTo(1);

        assertProblem(() -> read("echo", EchoPlugin.HANG), OcrException.Kind.TIMEOUT, "deadline-passed");
        await(() -> tended() == 1);
        assertThat(read("echo", 2)).as("by a fresh instance").isEqualTo(2);
        assertThat(holder("echo").state()).isEqualTo(EngineState.READY);

        assertProblem(() -> read("echo", EchoPlugin.HANG), OcrException.Kind.TIMEOUT, "deadline-passed");
        await(() -> tended() == 2);
        assertThatThrownBy(() -> read("echo", 3)).hasMessageContaining("a fresh instance of it did not either");
        assertThat(exchange.serving().engines().entries())
                .filteredOn(entry -> entry.id().equals("echo"))
                .extracting(EngineEntry::state)
                .containsExactly(EngineState.SICK);
        assertThat(metrics.told).endsWith("echo sick", "pure ready", "echo sick");
    }

    @Test
    void aNewVersionOfAModelTakesOverAndTheOldOneIsStillThere() throws Exception {
        start(EchoPlugin.class);
        float byTheFirst = read("pure", 0.5f);

        write("2", 2);
        settle();

        assertThat(version("small")).isEqualTo("2");
        assertThat(read("pure", 0.5f)).isNotEqualTo(byTheFirst);
        assertThat(read("pure", "small/1", 0.5f)).isEqualTo(byTheFirst);
        assertThat(openOn("pure")).as("opened before it took over").containsExactlyInAnyOrder("small/1", "small/2");
        assertThat(metrics.told).endsWith("small swapped");

        Files.move(models.resolve("small/2"), models.resolve("gone"));
        settle();
        assertThat(version("small")).isEqualTo("1");
        await(() -> openOn("pure").equals(List.of("small/1")));
        assertThat(read("pure", 0.5f)).isEqualTo(byTheFirst);
    }

    @Test
    void aBrokenModelNeverReplacesAGoodOne() throws Exception {
        start(EchoPlugin.class);
        float good = read("pure", 0.5f);

        Files.createDirectories(models.resolve("small/2"));
        settle();
        assertThat(version("small")).isEqualTo("1");
        assertThatThrownBy(() -> version("small/2")).hasMessageContaining("has no model.json");

        Files.writeString(models.resolve("small/1/model.json"), "{");
        settle();
        assertThat(exchange.serving().models().find("small/1").rejected()).contains("model.json is not a valid JSON object");
        assertThat(read("pure", 0.5f)).isEqualTo(good);
        assertThat(metrics.told).endsWith("small rejected");

        write("2", 2);
        settle();
        assertThat(version("small")).isEqualTo("2");
    }

    @Test
    void anEngineThatComputesOtherThanTheModelRecordsDoesNotOpenIt() throws Exception {
        Tensor input = TestBundles.inputs(MODEL.manifest(), 1, 3).getFirst();
        BundleWriter.refer(
                models.resolve("small/1"), List.of(new Reference(input, new Tensor(new int[] {18, 8}, new float[18 * 8]))));
        start();

        assertThatThrownBy(() -> read("pure", 5)).hasMessageContaining("its logits are not those that model 'small/1' records");
    }

    @Test
    void aModelThatAnEngineCannotOpenDoesNotTakeOver() throws Exception {
        start(EchoPlugin.Picky.class);
        read("echo", 5);
        read("pure", 5);

        write("2", 2);
        settle();

        assertThat(version("small")).isEqualTo("1");
        assertThatThrownBy(() -> version("small/2")).hasMessageContaining("only version 1");
        await(() -> openOn("pure").equals(List.of("small/1")));
    }

    private List<String> openOn(String engine) {
        return exchange.serving().holder(engine).orElseThrow().readers().stream()
                .map(reader -> reader.manifest().name())
                .toList();
    }

    private long tended() {
        exchange.tend();
        return exchange.hung("echo");
    }

    // ---- helpers

    private void start(Class<?>... there) throws IOException {
        for (Class<?> provider : there) {
            PluginJars.write(plugins.resolve("echo.jar"), provider);
        }
        exchange.start();
    }

    private void drop(Class<?> provider) throws IOException {
        PluginJars.write(plugins.resolve("echo.jar"), provider);
        settle();
    }

    private void settle() {
        exchange.look();
        assertThat(exchange.look()).as("settled").isTrue();
    }

    private void assertRejected(Class<?> provider, String reason) throws IOException {
        drop(provider);
        assertThat(rejection("echo")).contains(reason);
        assertThat(holder("echo").version()).isEqualTo("1");
        assertThat(read("echo", 7)).isEqualTo(7);
    }

    private String rejection(String id) {
        return holder(id).rejected().orElseThrow().reason();
    }

    private EngineEntry holder(String id) {
        return exchange.serving().engines().holder(id).orElseThrow();
    }

    private ModelEntry model() {
        return exchange.serving().models().find("small");
    }

    private void write(String version, long seed) {
        Manifest like = MODEL.manifest();
        Manifest manifest = new Manifest(
                like.id(), version, like.title(), like.task(), like.input(), like.layers(), like.alphabet(), like.decoder(),
                like.about());
        BundleWriter.write(
                models.resolve("small").resolve(version),
                new ModelBundle(manifest, TestBundles.small(seed).weights(), ""),
                JsonValue.EMPTY_JSON_OBJECT,
                "# small\n");
    }

    private String version(String model) {
        return exchange.serving().models().find(model).version();
    }

    private float read(String engine, float value) {
        return read(engine, "small", value);
    }

    private float read(String engine, String model, float value) {
        Reader reader;
        do {
            Serving serving = exchange.serving();
            reader = serving.on(serving.engines().find(engine))
                    .orElseThrow()
                    .reader(serving.models().find(model).bundle().orElseThrow(), Duration.ofSeconds(10))
                    .orElse(null);
        } while (reader == null || !reader.lend());
        try {
            int[] shape = {1, MODEL.manifest().input().height(), MODEL.manifest().input().width()};
            float[] values = new float[shape[1] * shape[2]];
            values[0] = value;
            Logits logits = (Logits) reader.infer(new Tensor(shape, values), System.nanoTime() + 1_000_000_000L).result();
            return logits.values()[0];
        } finally {
            reader.takeBack();
        }
    }

    private void awaitLoaders(String source, int count) throws InterruptedException {
        await(() -> {
            System.gc();
            return exchange.loadersAlive(source) == count;
        });
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            assertThat(i).as("tries").isLessThan(200);
            Thread.sleep(50);
        }
    }

    private static void assertProblem(
            ThrowingCallable call, OcrException.Kind kind, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(OcrException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.kind()).isEqualTo(kind);
        });
    }
}
