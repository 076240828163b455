package org.lisible.engine.tf.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.result.Logits;
import org.lisible.spi.TestBundles;
import org.lisible.spi.training.TrainingOptions;

/** The parts of training that are plain arithmetic, against their definitions. */
class ArithmeticTest {

    private static final Manifest LINEAR = TestBundles.manifest(
            "linear", 1, 2, 3, "a", List.of(new Layer.Columns(), new Layer.Linear("out", 2, 2)));

    @Test
    void theLikelihoodOfALabelIsTheSumOverItsAlignments() {
        double[][] logProbabilities = new Logits(4, 3, new float[] {1, 2, 0, 0, 1, 3, 2, -1, 1, 0, 0, 1}).logProbabilities(1);
        for (int[] label : new int[][] {{}, {0}, {1}, {0, 1}, {1, 1}, {0, 1, 0}, {1, 0, 0}}) {
            assertThat(CtcLikelihood.negativeLog(logProbabilities, label))
                    .as(Arrays.toString(label))
                    .isCloseTo(-Math.log(overAllPaths(logProbabilities, label)), within(1e-12));
        }
        assertThat(CtcLikelihood.negativeLog(logProbabilities, new int[] {0, 0, 0})).isInfinite();
    }

    /** Tries every sequence of classes: 3 to the power of 4. */
    private static double overAllPaths(double[][] logProbabilities, int[] label) {
        double sum = 0;
        for (int path = 0; path < 81; path++) {
            float[] chosen = new float[12];
            double probability = 0;
            for (int step = 0, rest = path; step < 4; step++, rest /= 3) {
                chosen[3 * step + rest % 3] = 1;
                probability += logProbabilities[step][rest % 3];
            }
            if (Arrays.equals(Criterion.CTC.greedy(new Logits(4, 3, chosen)), label)) {
                sum += Math.exp(probability);
            }
        }
        return sum;
    }

    @Test
    void greedyDecodingTakesRepeatsAndBlanksOut() {
        float[] steps = new float[7 * 3];
        int[] classes = {0, 1, 1, 0, 1, 2, 2};
        for (int step = 0; step < classes.length; step++) {
            steps[3 * step + classes[step]] = 1;
        }
        assertThat(Criterion.CTC.greedy(new Logits(7, 3, steps))).containsExactly(0, 0, 1);
    }

    @Test
    void theEditDistanceCountsInsertionsDeletionsAndReplacements() {
        assertThat(Validation.distance(new int[] {}, new int[] {1, 2})).isEqualTo(2);
        assertThat(Validation.distance(new int[] {1, 2, 3}, new int[] {1, 3})).isEqualTo(1);
        assertThat(Validation.distance(new int[] {1, 2, 3}, new int[] {4, 2, 5, 6})).isEqualTo(3);
    }

    @Test
    void theFittedTemperatureUndoesAKnownScale() {
        // One step whose label is right in three of four cases: calibrated logits are ln 3 apart.
        float apart = (float) (3 * Math.log(3));
        List<Logits> logits = Collections.nCopies(4_000, new Logits(1, 2, new float[] {0, apart}));
        List<int[]> labels = new ArrayList<>(Collections.nCopies(3_000, new int[] {0}));
        labels.addAll(Collections.nCopies(1_000, new int[] {}));
        assertThat(Temperature.fit(new Validation.Outcome(Criterion.CTC, logits, labels))).isCloseTo(3, within(0.1));
    }

    @Test
    void aFewImagesWithoutAMistakeHardlySharpenTheModel() {
        List<Logits> logits = Collections.nCopies(83, new Logits(1, 2, new float[] {0, 5}));
        List<int[]> labels = Collections.nCopies(83, new int[] {0});
        assertThat(Temperature.fit(new Validation.Outcome(Criterion.CTC, logits, labels))).isBetween(0.85, 1.0);
    }

    @Test
    void adamWFollowsItsPaperAndDecaysMatricesOnly() {
        Weights weights = Weights.initial(LINEAR, 1);
        Weights before = weights.copy();
        Weights first = Weights.zeros(LINEAR);
        Weights second = Weights.zeros(LINEAR);
        Map<String, float[]> gradients =
                Map.of("out.weight", new float[] {0.3f, -0.1f, 0, 2}, "out.bias", new float[] {-0.5f, 0.25f});
        gradients.forEach((name, gradient) -> assertThat(gradient).isNotEmpty());
        double[] weight = {before.get("out.weight")[0], 0, 0};
        double[] bias = {before.get("out.bias")[0], 0, 0};
        for (int step = 1; step <= 5; step++) {
            AdamW.step(weights, first, second, gradients, step, 0.01, 0.1, 100);
            plainAdamW(weight, 0.3f, step, 0.1);
            plainAdamW(bias, -0.5f, step, 0);
        }
        assertThat((double) weights.get("out.weight")[0]).isCloseTo(weight[0], within(1e-6));
        assertThat((double) weights.get("out.bias")[0]).isCloseTo(bias[0], within(1e-6));
    }

    private static void plainAdamW(double[] weightFirstSecond, double g, int step, double decay) {
        double[] state = weightFirstSecond;
        state[0] -= 0.01 * decay * state[0];
        state[1] = 0.9 * state[1] + 0.1 * g;
        state[2] = 0.999 * state[2] + 0.001 * g * g;
        double mean = state[1] / (1 - Math.pow(0.9, step));
        double square = state[2] / (1 - Math.pow(0.999, step));
        state[0] -= 0.01 * mean / (Math.sqrt(square) + 1e-8);
    }

    @Test
    void gradientsAreClippedByTheirGlobalNorm() {
        Weights first = Weights.zeros(LINEAR);
        double norm = AdamW.step(
                Weights.zeros(LINEAR),
                first,
                Weights.zeros(LINEAR),
                Map.of("out.weight", new float[] {3, 0, 0, 0}, "out.bias", new float[] {0, 4}),
                1,
                0.01,
                0,
                0.5);
        assertThat(norm).isCloseTo(5, within(1e-9));
        assertThat(first.get("out.weight")[0]).isCloseTo(0.03f, within(1e-6f));
        assertThat(first.get("out.bias")[1]).isCloseTo(0.04f, within(1e-6f));
    }

    @Test
    void theLearningRateRisesInALineAndFallsInACosine() {
        TrainingOptions options = new TrainingOptions(12, 8, 1e-3, 2, 0, 5, 0.99, 0, 1, 1, 0);
        assertThat(Schedule.learningRate(options, 0)).isZero();
        assertThat(Schedule.learningRate(options, 1)).isCloseTo(5e-4, within(1e-12));
        assertThat(Schedule.learningRate(options, 2)).isCloseTo(1e-3, within(1e-12));
        assertThat(Schedule.learningRate(options, 7)).isCloseTo(1e-3 * (0.01 + 0.99 / 2), within(1e-12));
        assertThat(Schedule.learningRate(options, 12)).isCloseTo(1e-5, within(1e-12));
    }

    @Test
    void theAverageForgetsItsStart() {
        TrainingOptions options = new TrainingOptions(12, 8, 1e-3, 2, 0, 5, 0.99, 0, 1, 1, 0);
        assertThat(Schedule.averageDecay(options, 1)).isCloseTo(2f / 11, within(1e-6f));
        assertThat(Schedule.averageDecay(options, 100_000)).isEqualTo(0.99f);
    }

    @Test
    void anEpochsBatchesAreSpreadEvenly() {
        int[] sizes = new int[3];
        int left = 10;
        for (int i = 0; i < 3; i++) {
            sizes[i] = Training.size(left, 4);
            left -= sizes[i];
        }
        assertThat(sizes).containsExactly(4, 3, 3);
        assertThat(Training.size(0, 4)).isZero();
    }

    @Test
    void freshWeightsAreAsLargeAsTheirLayerWants() {
        Weights weights = Weights.initial(Toy.MANIFEST, 1);
        assertThat(largest(weights.get("conv.weight"))).isBetween(0.7f, (float) Math.sqrt(6.0 / 9));
        assertThat(largest(weights.get("out.weight"))).isBetween(0.5f, (float) Math.sqrt(6.0 / 20));
        assertThat(largest(weights.get("lstm.weight_ih_l0_reverse"))).isBetween(0.38f, (float) Math.sqrt(3.0 / 18));
        assertThat(largest(weights.get("lstm.weight_hh_l0"))).isBetween(0.28f, (float) Math.sqrt(0.1));
        assertThat(weights.get("out.bias")).containsOnly(0);
        assertThat(weights.get("bn.weight")).containsOnly(1);
        assertThat(weights.get("bn.running_var")).containsOnly(1);
        assertThat(weights.get("bn.running_mean")).containsOnly(0);
        assertThat(weights.get("bn.bias")).containsOnly(0);
        assertThat(Weights.initial(Toy.MANIFEST, 1).get("out.weight")).isEqualTo(weights.get("out.weight"));
        assertThat(Weights.initial(Toy.MANIFEST, 2).get("out.weight")).isNotEqualTo(weights.get("out.weight"));
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
