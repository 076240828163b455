package org.lisible.engine.pure.plan;

import java.util.Arrays;
import java.util.List;

import org.lisible.engine.pure.Characters;
import org.lisible.engine.pure.StepProfile;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

/**
 * Where the time goes: microseconds an image of each step on one thread, and what the layer's products by its definition
 * make of the machine's FMA peak, measured in the same run; Winograd can come out above 100 %. Started like
 * {@link org.lisible.engine.pure.Benchmark}.
 */
final class LayerBenchmark {

    private static final int IMAGES = 1500;

    private LayerBenchmark() {}

    /** @param arguments for each network {@code cnn}, {@code resnet} or {@code crnn}, a colon and images at once */
    public static void main(String[] arguments) {
        for (String argument : arguments) {
            String[] parts = argument.split(":");
            ModelBundle bundle = switch (parts[0]) {
                case "cnn" -> Characters.cnn();
                case "resnet" -> Characters.resnet();
                default -> TestBundles.reference(1);
            };
            measure(argument, bundle, Integer.parseInt(parts[1]));
        }
    }

    private static void measure(String what, ModelBundle bundle, int images) {
        StepProfile profile = new StepProfile(bundle, "auto", images);
        List<Tensor> group = TestBundles.inputs(bundle.manifest(), images, 1);
        int rounds = Math.max(IMAGES / images, 100);
        long[] nanos = new long[profile.steps().size()];
        double[][] times = new double[nanos.length][rounds];
        double peak = 0;
        for (int round = -rounds; round < rounds; round++) {
            profile.run(group, nanos);
            for (int step = 0; step < nanos.length; step++) {
                times[step][Math.max(round, 0)] = nanos[step] / 1e3 / images;
            }
            if (round % 4 == 0) {
                peak = Math.max(peak, profile.peak());
            }
        }
        System.out.printf("%s; %s; FMA peak of one core %.0f GF/s%n", what, profile.kernels(), peak);
        double together = 0;
        for (int step = 0; step < times.length; step++) {
            Arrays.sort(times[step]);
            StepInfo info = profile.steps().get(step);
            double best = times[step][rounds / 10];
            together += best;
            System.out.printf(
                    "%-40s %8.2f us %8.2f MFLOP %5.0f %% of the peak%n",
                    info.name(), best, 1e-6 * info.flops(), 1e-3 * info.flops() / best / peak * 100);
        }
        System.out.printf("%-40s %8.2f us%n", "together", together);
    }
}
