package org.lisible.engine.pure;

import java.util.Arrays;
import java.util.List;

import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.plan.Crew;
import org.lisible.engine.pure.plan.Plan;
import org.lisible.engine.pure.plan.PlanCompiler;
import org.lisible.engine.pure.plan.StepInfo;
import org.lisible.engine.pure.plan.Workspace;
import org.lisible.model.ModelBundle;
import org.lisible.tensor.Tensor;

/**
 * A model's plan run step by step, to see where the time goes and what part of the machine's peak each step reaches. On the
 * caller's thread alone; for one thread.
 */
public final class StepProfile {

    private final Kernels kernels;
    private final Plan plan;
    private final Workspace workspace;

    /**
     * @param bundle a checked bundle
     * @param kernels the value of the setting {@link KernelChoice#SETTING}: {@code auto} or {@code scalar}
     * @param images most images of a run
     */
    public StepProfile(ModelBundle bundle, String kernels, int images) {
        this.kernels = KernelChoice.of(kernels).kernels();
        this.plan = new PlanCompiler(bundle, this.kernels).compile(images);
        this.workspace = plan.newWorkspace(1);
    }

    /** What computes, such as {@code Vector API, 512 bits}. */
    public String kernels() {
        return kernels.name();
    }

    /** The steps in their order. */
    public List<StepInfo> steps() {
        return plan.steps();
    }

    /**
     * Runs the network once.
     *
     * @param inputs as the manifest says, at most as many as the profile was made for
     * @param nanos {@code [steps]}: becomes the time of each step. Modified.
     */
    public void run(List<Tensor> inputs, long[] nanos) {
        Arrays.fill(nanos, 0);
        plan.run(inputs, workspace, (same, step, images, numbers) -> {
            long start = System.nanoTime();
            Crew.ALONE.run(same, step, images, numbers);
            nanos[step] += System.nanoTime() - start;
        });
    }

    /**
     * Floating-point operations that one core does in a nanosecond (GF/s) if nothing is read or written, measured for about a
     * fifth of a millisecond: to be called between runs, and the largest of its answers is the machine's peak.
     */
    public double peak() {
        int rounds = 50_000;
        long start = System.nanoTime();
        long done = kernels.saturate(rounds);
        return (double) done / (System.nanoTime() - start);
    }
}
