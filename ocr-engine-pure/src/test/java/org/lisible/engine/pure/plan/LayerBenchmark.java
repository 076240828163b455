package org.lisible.engine.pure.plan;

import java.util.Arrays;
import java.util.List;

import org.lisible.engine.pure.Characters;
import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Where the time goes: microseconds an image of each step on one thread, and what the layer's products by its definition
 * make of the machine's FMA peak, measured in the same run; Winograd can come out above 100 %. Started like
 * {@link org.lisible.engine.pure.Benchmark}.
 */
final class LayerBenchmark {

    private static final int IMAGES = 1000;

    private LayerBenchmark() {}

    /** @param arguments {@code cnn}, {@code resnet} or {@code crnn}, then images at once, then for how many the plan is made */
    public static void main(String[] arguments) {
        String network = arguments.length > 0 ? arguments[0] : "resnet";
        ModelBundle bundle = switch (network) {
            case "cnn" -> Characters.cnn();
            case "resnet" -> Characters.resnet();
            default -> TestBundles.reference(1);
        };
        int images = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        Plan plan = new PlanCompiler(bundle, KernelChoice.of("auto").kernels()).compile(arguments.length > 2 ? Integer.parseInt(arguments[2]) : images);
        List<Tensor> group = TestBundles.inputs(bundle.manifest(), images, 1);
        Workspace workspace = plan.newWorkspace();
        int rounds = Math.max(IMAGES / images, 100);
        double[][] times = new double[plan.steps().size()][rounds];
        double peak = 0;
        for (int round = -rounds; round < rounds; round++) {
            plan.run(group, workspace);
            for (int step = 0; step < times.length; step++) {
                long start = System.nanoTime();
                plan.steps().get(step).run(workspace, images);
                times[step][Math.max(round, 0)] = (System.nanoTime() - start) / 1e3 / images;
            }
            if (round % 4 == 0) {
                peak = Math.max(peak, peak());
            }
        }
        print(network, plan, images, times, peak);
    }

    private static void print(String network, Plan plan, int images, double[][] times, double peak) {
        System.out.printf("%s, %d at once; FMA peak of one core %.0f GF/s%n", network, images, peak);
        double all = 0;
        for (int step = 0; step < times.length; step++) {
            Arrays.sort(times[step]);
            double best = times[step][0];
            all += best;
            double work = products(plan.steps().get(step));
            System.out.printf(
                    "%-16s %8.2f us %8.2f MFLOP %5.0f %% of the peak%n",
                    plan.steps().get(step).getClass().getSimpleName(),
                    best,
                    2e-6 * work,
                    2e-3 * work / best / peak * 100);
        }
        System.out.printf("%-16s %8.2f us%n", "together", all);
    }

    /** Products an image by the definition of the step's layer. */
    private static double products(Step step) {
        return switch (step) {
            case ConvolutionStep convolution ->
                (double) convolution.out().height() * convolution.out().width() * convolution.weights().size();
            case PooledConvolutionStep convolution ->
                (double) convolution.height() * convolution.width() * convolution.weights().size();
            case WinogradStep winograd ->
                9.0 * winograd.windows() * winograd.conv().in() * winograd.conv().out();
            case LinearStep linear ->
                (double) linear.in().steps() * linear.weights().size();
            default -> 0;
        };
    }

    private static double peak() {
        long start = System.nanoTime();
        float sum = fma(20_000);
        double time = System.nanoTime() - start;
        return sum == 0 ? 0 : 2.0 * 20_000 * 16 * LANES.length() / time;
    }

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    private static float fma(int rounds) {
        FloatVector factor = FloatVector.broadcast(LANES, 0.999f);
        FloatVector s0 = factor;
        FloatVector s1 = factor;
        FloatVector s2 = factor;
        FloatVector s3 = factor;
        FloatVector s4 = factor;
        FloatVector s5 = factor;
        FloatVector s6 = factor;
        FloatVector s7 = factor;
        FloatVector s8 = factor;
        FloatVector s9 = factor;
        FloatVector sa = factor;
        FloatVector sb = factor;
        FloatVector sc = factor;
        FloatVector sd = factor;
        FloatVector se = factor;
        FloatVector sf = factor;
        for (int round = 0; round < rounds; round++) {
            s0 = s0.fma(factor, factor);
            s1 = s1.fma(factor, factor);
            s2 = s2.fma(factor, factor);
            s3 = s3.fma(factor, factor);
            s4 = s4.fma(factor, factor);
            s5 = s5.fma(factor, factor);
            s6 = s6.fma(factor, factor);
            s7 = s7.fma(factor, factor);
            s8 = s8.fma(factor, factor);
            s9 = s9.fma(factor, factor);
            sa = sa.fma(factor, factor);
            sb = sb.fma(factor, factor);
            sc = sc.fma(factor, factor);
            sd = sd.fma(factor, factor);
            se = se.fma(factor, factor);
            sf = sf.fma(factor, factor);
        }
        FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7);
        return sum.add(s8).add(s9).add(sa).add(sb).add(sc).add(sd).add(se).add(sf).lane(0);
    }
}
