package org.lisible.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.model.Shapes;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/**
 * What every engine has to do. The tests of an engine extend this class and name its provider; those of an engine that does
 * not run every network name a {@link #model} that it runs. {@link EveryLayerContract} is for engines that run all.
 */
public abstract class OcrEngineContract {

    static final long SEED = 20_261_121;
    private static final int THREADS = 8;

    @TempDir
    Path scratch;

    private final ModelBundle bundle = model(SEED);
    private final List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), 13, SEED);
    private ExecutorService executor;
    private OcrEngine engine;

    /** The provider as {@code ServiceLoader} would make it. */
    protected abstract OcrEngineProvider provider();

    /** A model of random weights that the engine runs, such as one of {@link TestBundles}. */
    protected ModelBundle model(long seed) {
        return TestBundles.small(seed);
    }

    /** Largest difference of a logit, relative to the largest logit, between one batch size or thread and another. */
    protected double tolerance() {
        return 1e-5;
    }

    @BeforeEach
    void open() {
        executor = Executors.newFixedThreadPool(2);
        engine = provider().open(bundle, context());
    }

    @AfterEach
    void close() {
        engine.close();
        executor.shutdownNow();
    }

    final EngineContext context() {
        return new EngineContext(executor, 2, scratch, Map.of());
    }

    @Test
    void theProviderSaysWhatItIs() {
        OcrEngineProvider provider = provider();
        assertThat(provider.id()).matches("[a-z][a-z0-9-]{0,31}");
        assertThat(provider.apiLevel()).isEqualTo(OcrEngineProvider.API_LEVEL);
        assertThat(provider.version()).isNotBlank();
        assertThat(provider.probe(context())).satisfies(probe -> {
            assertThat(probe.usable()).as(probe.reason()).isTrue();
            assertThat(probe.device()).isNotBlank();
            assertThat(probe.kernels()).isNotBlank();
            assertThat(probe.reason()).isEmpty();
        });
    }

    @Test
    void theProvidersConstructorIsCheap() throws ReflectiveOperationException {
        Class<? extends OcrEngineProvider> type = provider().getClass();
        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            type.getConstructor().newInstance();
        }
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    protected void theServiceLoaderFindsTheProvider() {
        Class<? extends OcrEngineProvider> type = provider().getClass();
        assertThat(ServiceLoader.load(OcrEngineProvider.class, type.getClassLoader()))
                .anyMatch(found -> found.getClass() == type);
    }

    @Test
    void capabilitiesNameEveryLayerOfTheModelAndMissTheUnknown() {
        Capabilities capabilities = provider().capabilities();
        assertThat(capabilities.missingFor(bundle.manifest())).isEmpty();
        assertThat(capabilities.layers()).doesNotContain("hopfield");
        String last = bundle.manifest().layers().getLast().type();
        Capabilities without = new Capabilities(capabilities.tasks(), capabilities.decoders(), Set.of("hopfield"));
        assertThat(without.missingFor(bundle.manifest())).contains("layer " + last + "; there are: hopfield");
    }

    @Test
    void infoNamesTheEngineAndTheModel() {
        assertThat(engine.info().engine()).isEqualTo(provider().id());
        assertThat(engine.info().version()).isEqualTo(provider().version());
        assertThat(engine.info().model()).isEqualTo(bundle.manifest().name());
        assertThat(engine.info().device()).isNotBlank();
        assertThat(engine.info().kernels()).isNotBlank();
    }

    @Test
    void logitsHaveTheShapeThatTheLayersGive() {
        int[] last = Shapes.of(bundle.manifest()).getLast();
        assertThat(engine.recognize(inputs, RunOptions.UNLIMITED))
                .hasSameSizeAs(inputs)
                .allSatisfy(result -> assertThat(result)
                        .asInstanceOf(InstanceOfAssertFactories.type(Logits.class))
                        .satisfies(logits -> {
                            assertThat(logits.steps()).isEqualTo(last[0]);
                            assertThat(logits.classes()).isEqualTo(last[1]);
                        }));
    }

    @Test
    void resultsAreThoseOfAPlainComputation() {
        List<EngineResult> results = engine.recognize(inputs, RunOptions.UNLIMITED);
        for (int i = 0; i < inputs.size(); i++) {
            assertClose(results.get(i), PlainNetwork.run(bundle, inputs.get(i)), 1e-4, "input " + i);
        }
    }

    @Test
    void resultIBelongsToInputI() {
        List<EngineResult> batch = engine.recognize(inputs, RunOptions.UNLIMITED);
        for (int i = 0; i < inputs.size(); i++) {
            EngineResult alone = engine.recognize(List.of(inputs.get(i)), RunOptions.UNLIMITED).getFirst();
            assertClose(batch.get(i), alone, tolerance(), "input " + i);
        }
        List<EngineResult> reversed = engine.recognize(inputs.reversed(), RunOptions.UNLIMITED).reversed();
        for (int i = 0; i < inputs.size(); i++) {
            assertClose(reversed.get(i), batch.get(i), tolerance(), "reversed, input " + i);
        }
    }

    @Test
    void inputsAreNotModified() {
        List<float[]> before = inputs.stream().map(input -> input.data().clone()).toList();
        engine.recognize(inputs, RunOptions.UNLIMITED);
        for (int i = 0; i < inputs.size(); i++) {
            assertThat(inputs.get(i).data()).as("input " + i).isEqualTo(before.get(i));
        }
    }

    @Test
    void manyThreadsGetTheirOwnResults() throws Exception {
        List<EngineResult> expected = engine.recognize(inputs, RunOptions.UNLIMITED);
        try (ExecutorService callers = Executors.newFixedThreadPool(THREADS)) {
            CountDownLatch together = new CountDownLatch(THREADS);
            List<Callable<Void>> calls = IntStream.range(0, THREADS)
                    .mapToObj(thread -> (Callable<Void>) () -> {
                        together.countDown();
                        together.await();
                        for (int round = 0; round < 10; round++) {
                            int first = (thread * 5 + round) % inputs.size();
                            int last = Math.min(inputs.size(), first + 1 + thread % 4);
                            List<EngineResult> results =
                                    engine.recognize(inputs.subList(first, last), RunOptions.UNLIMITED);
                            for (int i = first; i < last; i++) {
                                assertClose(results.get(i - first), expected.get(i), tolerance(), "thread " + thread);
                            }
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> call : callers.invokeAll(calls, 2, TimeUnit.MINUTES)) {
                call.get();
            }
        }
    }

    @Test
    void twoEnginesOfOneProviderDoNotDisturbEachOther() {
        ModelBundle otherBundle = model(SEED + 1);
        List<EngineResult> before = engine.recognize(inputs, RunOptions.UNLIMITED);
        OcrEngine other = provider().open(otherBundle, context());
        assertClose(
                other.recognize(inputs, RunOptions.UNLIMITED).getFirst(),
                PlainNetwork.run(otherBundle, inputs.getFirst()),
                1e-4,
                "other model");
        other.close();
        assertClose(engine.recognize(inputs, RunOptions.UNLIMITED).getLast(), before.getLast(), tolerance(), "first model");
    }

    @Test
    void worksOnTheCallersThreadAlone() {
        OcrEngine single = provider().open(bundle, EngineContext.singleThreaded());
        assertClose(
                single.recognize(inputs, RunOptions.UNLIMITED).getLast(),
                engine.recognize(inputs, RunOptions.UNLIMITED).getLast(),
                tolerance(),
                "single thread");
        single.close();
    }

    @Test
    void closeIsIdempotentAndEverythingAfterItIsUnavailable() {
        engine.close();
        engine.close();
        assertThatThrownBy(() -> engine.recognize(inputs, RunOptions.UNLIMITED))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.UNAVAILABLE));
        assertThat(engine.info().model()).isEqualTo(bundle.manifest().name());
    }

    @Test
    void refusesAnEmptyBatch() {
        assertInvalid(List.of());
    }

    @Test
    void refusesInputsOfAnotherShape() {
        Manifest manifest = bundle.manifest();
        int height = manifest.input().height();
        int width = manifest.input().width();
        for (int[] shape : new int[][] {{1, width, height}, {height, width}, {1, height, width + 1}, {1, 1, height, width}}) {
            List<Tensor> mixed = new ArrayList<>(inputs.subList(0, 2));
            mixed.add(new Tensor(shape, new float[(int) Tensor.size(shape)]));
            assertInvalid(mixed);
        }
        assertThat(engine.recognize(inputs, RunOptions.UNLIMITED)).hasSameSizeAs(inputs);
    }

    private void assertInvalid(List<Tensor> batch) {
        assertThatThrownBy(() -> engine.recognize(batch, RunOptions.UNLIMITED))
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.INVALID));
    }

    @Test
    void beginsNothingAfterTheDeadline() {
        RunOptions late = new RunOptions(System.nanoTime() - 1, () -> false);
        assertThatThrownBy(() -> engine.recognize(inputs, late))
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.TIMEOUT));
        assertThat(engine.recognize(inputs, RunOptions.UNLIMITED)).hasSameSizeAs(inputs);
    }

    @Test
    void beginsNothingForACallThatWasCancelled() {
        assertThatThrownBy(() -> engine.recognize(inputs, new RunOptions(Long.MAX_VALUE, () -> true)))
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.TIMEOUT));
    }

    static void assertClose(EngineResult actual, EngineResult expected, double tolerance, String what) {
        float[] expectedValues = ((Logits) expected).values();
        float[] actualValues = ((Logits) actual).values();
        assertThat(actualValues).as(what).hasSameSizeAs(expectedValues);
        double scale = 0;
        for (float value : expectedValues) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < expectedValues.length; i++) {
            assertThat((double) actualValues[i])
                    .as("%s, logit %d, seed %d", what, i, SEED)
                    .isCloseTo(expectedValues[i], within(tolerance * scale));
        }
    }
}
