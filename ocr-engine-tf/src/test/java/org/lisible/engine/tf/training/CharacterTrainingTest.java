package org.lisible.engine.tf.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.result.Logits;
import org.lisible.spi.training.Example;
import org.lisible.spi.training.Examples;
import org.lisible.spi.training.TrainingEvent;
import org.lisible.spi.training.TrainingJob;
import org.lisible.spi.training.TrainingOptions;

/** Training of a classifier with residual blocks. */
class CharacterTrainingTest {

    private static final Manifest MANIFEST = ToyCharacters.MANIFESTS.getLast();

    private static final TrainingOptions SHORT = new TrainingOptions(3, 16, 1e-2, 0.5, 1e-3, 5, 0.9, 0, 1, 7, 0.1);

    @TempDir
    Path folder;

    private final List<TrainingEvent.Epoch> epochs = new ArrayList<>();

    private ModelBundle train(TrainingJob job, int killAfter) {
        return new TfTrainer(Toy.device()).train(job, event -> {
            if (event instanceof TrainingEvent.Epoch epoch) {
                epochs.add(epoch);
            }
            if (event instanceof TrainingEvent.Step step && 100 * step.epoch() + step.step() == killAfter) {
                throw new IllegalStateException("killed");
            }
        });
    }

    @Test
    void learnsAToy() {
        train(ToyCharacters.job(folder, ToyCharacters.MANIFESTS.getFirst(), ToyCharacters.OPTIONS), -1);
        assertThat(epochs.getLast().exactMatch()).isEqualTo(1);
        assertThat(epochs.getLast().characterErrorRate()).isZero();
        assertThat(epochs.getLast().validationLoss()).isLessThan(0.5);
        assertThat(epochs.getFirst().validationLoss()).isGreaterThan(1);
    }

    @Test
    void aKilledTrainingGoesOnAndEndsWithTheSameModel(@TempDir Path killed) {
        ModelBundle whole = train(ToyCharacters.job(folder, MANIFEST, SHORT), -1);
        assertThatThrownBy(() -> train(ToyCharacters.job(killed, MANIFEST, SHORT), 203)).hasMessage("killed");
        ModelBundle resumed = train(ToyCharacters.job(killed, MANIFEST, SHORT), -1);
        assertThat(resumed.digest()).isEqualTo(whole.digest());
        assertThat(resumed.manifest()).isEqualTo(whole.manifest());
    }

    /** In the middle of a training at full rate, where the averaged weights are far from the latest. */
    @Test
    void theAveragedStatisticsAreThoseOfTheAveragedWeights() {
        Manifest manifest = ToyCharacters.MANIFESTS.getFirst();
        TrainingOptions steady = new TrainingOptions(400, 16, 1e-2, 0.5, 1e-3, 5, 0.9, 0, 1, 7, 0.1);
        TrainingJob job = ToyCharacters.job(folder, manifest, steady);
        ModelBundle model = train(
                new TrainingJob(
                        manifest, job.start(), job.training(), job.validation(), steady, folder, () -> epochs.size() == 6),
                -1);
        Weights averaged = Weights.zeros(manifest);
        averaged.fill(model.weights(), "");
        try (TrainableNetwork network = new TensorFlowNetwork(manifest, Toy.device(), 0)) {
            Weights exact = averaged.copy();
            Map<String, float[]> statistics =
                    network.learn(averaged, Toy.batch(manifest, job.training(), 128), new int[2]).statistics();
            statistics.forEach((name, values) -> System.arraycopy(values, 0, exact.get(name), 0, values.length));
            statistics.keySet().stream().filter(name -> name.endsWith("_mean")).forEach(mean -> {
                String variance = mean.replace("_mean", "_var");
                for (int i = 0; i < exact.get(mean).length; i++) {
                    double deviation = Math.sqrt(exact.get(variance)[i]);
                    assertThat((averaged.get(mean)[i] - exact.get(mean)[i]) / deviation).as(mean).isCloseTo(0, within(0.25));
                    assertThat(Math.sqrt(averaged.get(variance)[i]) / deviation).as(variance).isCloseTo(1, within(0.25));
                }
            });
            assertThat(loss(network, averaged, job)).isCloseTo(loss(network, exact, job), within(0.1));
        }
    }

    private static double loss(TrainableNetwork network, Weights weights, TrainingJob job) {
        Batch batch = Toy.batch(job.manifest(), job.validation(), 64);
        List<Logits> logits = Validation.cut(network.infer(weights, batch), 64, 9);
        return new Validation.Outcome(Criterion.SOFTMAX, logits, List.of(batch.labels())).loss(1);
    }

    @Test
    void theLossIsTheCrossEntropyToTheSmoothedLabel() {
        Batch batch = Toy.batch(MANIFEST, ToyCharacters.examples(6, 3), 6);
        // Running statistics and no dropout are inference's; a linear classifier has neither.
        Manifest linear = linear();
        Weights weights = Weights.initial(linear, 4);
        double[] expected = new double[2];
        try (TrainableNetwork network = new TensorFlowNetwork(linear, Toy.device(), 0)) {
            List<Logits> logits = Validation.cut(network.infer(weights, batch), 6, 9);
            for (int i = 0; i < 6; i++) {
                double[] logProbabilities = logits.get(i).logProbabilities(1)[0];
                for (int clazz = 0; clazz < 9; clazz++) {
                    boolean right = clazz == batch.labels()[i][0];
                    expected[0] -= (right ? 1 : 0) * logProbabilities[clazz] / 6;
                    expected[1] -= ((right ? 0.7 : 0) + 0.3 / 9) * logProbabilities[clazz] / 6;
                }
            }
            assertThat(new Validation.Outcome(Criterion.SOFTMAX, logits, List.of(batch.labels())).loss(1))
                    .isCloseTo(expected[0], within(1e-9));
            assertThat(network.learn(weights, batch, new int[2]).loss()).isCloseTo(expected[0], within(1e-5));
        }
        try (TrainableNetwork network = new TensorFlowNetwork(linear, Toy.device(), 0.3)) {
            assertThat(network.learn(weights, batch, new int[2]).loss()).isCloseTo(expected[1], within(1e-5));
        }
    }

    private static Manifest linear() {
        return new Manifest(
                "linear",
                "1",
                "A linear classifier",
                Manifest.CHARACTER,
                MANIFEST.input(),
                List.of(new Layer.Flatten(), new Layer.Linear("out", 2 * 19 * 19, 9)),
                MANIFEST.alphabet(),
                MANIFEST.decoder(),
                Map.of());
    }

    @Test
    void refusesALabelOfTwoCharacters() {
        Examples two = new Examples() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public Example get(int index, int epoch) {
                return new Example(ToyCharacters.examples(1, 1).get(0, 1).input(), "ac");
            }
        };
        TrainingJob job = new TrainingJob(
                MANIFEST, Optional.empty(), two, ToyCharacters.examples(4, 1), SHORT, folder, () -> false);
        assertThatThrownBy(() -> train(job, -1))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.INVALID))
                .hasMessage("the example \"ac\" has 2 characters, but averaged/1 reads one");
    }
}
