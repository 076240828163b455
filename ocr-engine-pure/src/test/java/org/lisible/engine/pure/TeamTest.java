package org.lisible.engine.pure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.lisible.model.ModelBundle;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

/** One image on several threads gives what it gives on one, to the last bit, whoever comes to help. */
class TeamTest {

    private final ModelBundle bundle = TestBundles.reference(3);
    private final List<Tensor> input = TestBundles.inputs(bundle.manifest(), 1, 3);

    @Test
    void helpersChangeNothingInTheResult() {
        float[] expected = run(Runnable::run, 1, 1);
        for (int threads = 2; threads <= 4; threads++) {
            try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
                assertThat(run(executor, threads, 50)).as("%d threads", threads).isEqualTo(expected);
            }
        }
    }

    @Test
    void nobodyWaitsForHelpersThatNeverCome() {
        assertThat(run(task -> {}, 2, 3)).isEqualTo(run(Runnable::run, 1, 1));
    }

    @Test
    void refusedHelpDoesNotMatter() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        assertThat(run(full, 2, 3)).isEqualTo(run(Runnable::run, 1, 1));
    }

    @Test
    void helpersAreAskedForASingleImageAndNotOncePerStep() {
        AtomicInteger asked = new AtomicInteger();
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            run(
                    task -> {
                        asked.incrementAndGet();
                        executor.execute(task);
                    },
                    2,
                    5);
        }
        assertThat(asked).hasValueBetween(1, 5);
    }

    private float[] run(Executor executor, int parallelism, int times) {
        var context = new EngineContext(executor, parallelism, Path.of("."), Map.of());
        try (OcrEngine engine = new PureEngineProvider().open(bundle, context)) {
            float[] values = null;
            for (int i = 0; i < times; i++) {
                Logits logits = (Logits) engine.recognize(input, RunOptions.UNLIMITED).getFirst();
                assertThat(values == null || Arrays.equals(values, logits.values()))
                        .as("run %d like those before", i)
                        .isTrue();
                values = logits.values();
            }
            return values;
        }
    }
}
