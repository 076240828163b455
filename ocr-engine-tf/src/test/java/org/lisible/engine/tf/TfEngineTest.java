package org.lisible.engine.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EveryLayerContract;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.RunOptions;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

class TfEngineTest extends EveryLayerContract {

    @Override
    protected OcrEngineProvider provider() {
        return new TfEngineProvider();
    }

    @RepeatedTest(5)
    void closingUnderRunningCallsLetsThemFinishAndRefusesTheNext() throws Exception {
        ModelBundle bundle = TestBundles.small(1);
        List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), 40, 1);
        OcrEngine engine = provider().open(bundle, EngineContext.singleThreaded());
        CountDownLatch running = new CountDownLatch(4);
        Callable<OcrException> reader = () -> {
            while (true) {
                try {
                    assertThat(engine.recognize(inputs, RunOptions.UNLIMITED)).hasSameSizeAs(inputs);
                    running.countDown();
                } catch (OcrException refused) {
                    return refused;
                }
            }
        };
        try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
            List<Future<OcrException>> refusals = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                refusals.add(readers.submit(reader));
            }
            running.await();
            engine.close();
            for (Future<OcrException> refusal : refusals) {
                assertThat(refusal.get()).hasMessage("engine tf of small/1 is closed");
            }
        }
    }

    @Test
    void refusesToOpenLayersThatDoNotFit() {
        ModelBundle bundle = TestBundles.small(1);
        List<Layer> layers = new ArrayList<>(bundle.manifest().layers());
        layers.removeLast();
        Manifest headless = TestBundles.manifest("headless", 1, 23, 37, "abcdefg", layers);
        ModelBundle broken = new ModelBundle(headless, bundle.weights(), bundle.digest());
        assertThatThrownBy(() -> provider().open(broken, EngineContext.singleThreaded()))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN))
                .hasMessageStartingWith("the last layer puts out [18, 6]");
    }
}
