package org.lisible.engine.pure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lisible.model.ModelBundle;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

import com.sun.management.ThreadMXBean;

/**
 * In the steady state a call allocates its results alone, on all its threads together. Vectors that the JIT does not keep in
 * registers show here too.
 */
@Tag("vector-module")
class AllocationTest {

    /** Objects and arrays around the logits of an image, and around those of a call. */
    private static final long LITTLE = 1024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> calls() {
        return Stream.of(Characters.cnn(), Characters.resnet(), TestBundles.reference(1))
                .flatMap(bundle -> IntStream.of(1, 2)
                        .boxed()
                        .flatMap(parallelism -> IntStream.of(1, 16)
                                .mapToObj(batch -> Arguments.of(bundle, parallelism, batch))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallAllocatesItsResultsAlone(ModelBundle bundle, int parallelism, int batch) {
        List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), batch, 1);
        try (ExecutorService executor = Executors.newFixedThreadPool(parallelism);
                OcrEngine engine = new PureEngineProvider()
                        .open(bundle, new EngineContext(executor, parallelism, Path.of("."), Map.of()))) {
            Logits one = (Logits) engine.recognize(inputs, RunOptions.UNLIMITED).getFirst();
            long allowed = batch * (Float.BYTES * one.values().length + LITTLE) + LITTLE;
            long least = Long.MAX_VALUE;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (least > allowed && System.nanoTime() < deadline) {
                long before = threads.getTotalThreadAllocatedBytes();
                engine.recognize(inputs, RunOptions.UNLIMITED);
                least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes that a call allocates").isLessThanOrEqualTo(allowed);
        }
    }
}
