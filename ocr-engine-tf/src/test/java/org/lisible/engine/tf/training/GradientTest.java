package org.lisible.engine.tf.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lisible.engine.tf.Network;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.result.Logits;
import org.lisible.spi.PlainNetwork;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

/** The backward pass against finite differences of the forward pass, and the loss against the forward algorithm. */
class GradientTest {

    private static final int[] SEED = {3, 5};

    private static final Manifest MANIFEST = TestBundles.manifest(
            "gradient",
            1,
            Toy.HEIGHT,
            Toy.WIDTH,
            "abc",
            List.of(
                    new Layer.Conv2d("conv1", 1, 4, 3, 3, 1, 1, 1, 1, true),
                    new Layer.BatchNorm2d("bn1", 4, 1e-5, 0.1),
                    new Layer.Relu(),
                    new Layer.MaxPool2d(2, 2, 2, 2),
                    new Layer.Conv2d("conv2", 4, 5, 3, 5, 1, 1, 0, 1, false),
                    new Layer.BatchNorm2d("bn2", 5, 1e-3, 0.1),
                    new Layer.Columns(),
                    new Layer.Linear("fc", 5, 7),
                    new Layer.BiLstm("lstm1", 7, 6),
                    new Layer.Dropout(0.3),
                    new Layer.BiLstm("lstm2", 12, 4),
                    new Layer.Linear("out", 8, 4)));

    @Test
    void everyGradientIsTheSlopeOfTheLoss() {
        Weights weights = Weights.initial(MANIFEST, 11);
        Batch batch = Toy.batch(MANIFEST, Toy.training(5), 5);
        try (TrainableNetwork network = new TensorFlowNetwork(MANIFEST, Toy.device(), 0)) {
            Map<String, float[]> gradients = network.learn(weights, batch, SEED).gradients();
            assertThat(gradients.keySet())
                    .containsExactlyInAnyOrderElementsOf(MANIFEST.layers().stream()
                            .flatMap(layer -> Network.learnedBy(layer).stream())
                            .toList());
            gradients.forEach((name, gradient) -> {
                // A convolution's bias in front of a batch normalisation moves nothing.
                if (!name.equals("conv1.bias")) {
                    assertThat(Slope.norm(gradient)).as(name).isGreaterThan(1e-3);
                }
                Slope.check(network, weights, batch, SEED, name, gradient);
            });
        }
    }

    @Test
    void theLossIsThatOfTheForwardAlgorithm() {
        List<Layer> layers = List.of(
                new Layer.Columns(), new Layer.BiLstm("lstm", Toy.HEIGHT, 5), new Layer.Linear("out", 10, 4));
        Manifest manifest = TestBundles.manifest("plain", 1, Toy.HEIGHT, Toy.WIDTH, "abc", layers);
        Weights weights = Weights.initial(manifest, 1);
        Batch batch = Toy.batch(manifest, Toy.training(4), 4);
        try (TrainableNetwork network = new TensorFlowNetwork(manifest, Toy.device(), 0)) {
            List<Logits> logits = Validation.cut(network.infer(weights, batch), 4, 4);
            double expected = new Validation.Outcome(Criterion.CTC, logits, List.of(batch.labels())).loss(1);
            assertThat(network.learn(weights, batch, SEED).loss()).isCloseTo(expected, within(1e-4 * expected));
        }
    }

    @Test
    void inferenceIsThatOfAPlainComputation() {
        Weights weights = Weights.initial(MANIFEST, 2);
        Batch batch = Toy.batch(MANIFEST, Toy.training(3), 3);
        ModelBundle bundle = new ModelBundle(MANIFEST, weights.tensors(""), "sha256:none");
        try (TrainableNetwork network = new TensorFlowNetwork(MANIFEST, Toy.device(), 0)) {
            List<Logits> logits = Validation.cut(network.infer(weights, batch), 3, 4);
            for (int i = 0; i < 3; i++) {
                Tensor input = Toy.training(3).get(i, 1).input();
                assertThat(logits.get(i).values()).containsExactly(PlainNetwork.run(bundle, input).values(), within(1e-4f));
            }
        }
    }

    @Test
    void dropoutFollowsItsSeed() {
        Weights weights = Weights.initial(MANIFEST, 2);
        Batch batch = Toy.batch(MANIFEST, Toy.training(3), 3);
        try (TrainableNetwork network = new TensorFlowNetwork(MANIFEST, Toy.device(), 0)) {
            double loss = network.learn(weights, batch, SEED).loss();
            assertThat(network.learn(weights, batch, SEED).loss()).isEqualTo(loss);
            assertThat(network.learn(weights, batch, new int[] {3, 69}).loss()).isNotEqualTo(loss);
        }
    }

    @Test
    void batchStatisticsAreThoseOfTheBatchWithUnbiasedVariance() {
        List<Layer> layers = List.of(
                new Layer.BatchNorm2d("bn", 1, 1e-5, 0.1), new Layer.Columns(), new Layer.Linear("out", Toy.HEIGHT, 4));
        Manifest manifest = TestBundles.manifest("norm", 1, Toy.HEIGHT, Toy.WIDTH, "abc", layers);
        Batch batch = Toy.batch(manifest, Toy.training(3), 3);
        double mean = 0;
        for (float value : batch.inputs()) {
            mean += value / batch.inputs().length;
        }
        double squares = 0;
        for (float value : batch.inputs()) {
            squares += (value - mean) * (value - mean);
        }
        try (TrainableNetwork network = new TensorFlowNetwork(manifest, Toy.device(), 0)) {
            Map<String, float[]> seen =
                    network.learn(Weights.initial(manifest, 1), batch, SEED).statistics();
            assertThat(seen.get("bn.running_mean")[0]).isCloseTo((float) mean, within(1e-5f));
            assertThat(seen.get("bn.running_var")[0])
                    .isCloseTo((float) (squares / (batch.inputs().length - 1)), within(1e-5f));
        }
    }
}
