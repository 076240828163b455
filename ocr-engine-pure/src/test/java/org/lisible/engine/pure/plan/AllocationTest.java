package org.lisible.engine.pure.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lisible.engine.pure.Characters;
import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

import com.sun.management.ThreadMXBean;

/** In the steady state a run allocates its result alone. Vectors that the JIT does not keep in registers show here too. */
@Tag("vector-module")
class AllocationTest {

    /** Objects and arrays around the logits. */
    private static final long LITTLE = 1024;

    static Stream<ModelBundle> bundles() {
        return Stream.of(Characters.cnn(), Characters.resnet(), TestBundles.reference(1));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aRunAllocatesItsResultAlone(ModelBundle bundle) {
        Plan plan = new PlanCompiler(bundle, KernelChoice.of("auto").kernels()).compile(1);
        Workspace workspace = plan.newWorkspace();
        List<Tensor> input = TestBundles.inputs(bundle.manifest(), 1, 1);
        int result = Float.BYTES * plan.run(input, workspace).getFirst().values().length;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (least > result + LITTLE && System.nanoTime() < deadline) {
            long before = threads.getCurrentThreadAllocatedBytes();
            plan.run(input, workspace);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes that a run allocates").isLessThanOrEqualTo(result + LITTLE);
    }
}
