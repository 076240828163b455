package org.lisible.engine.tf.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.lisible.engine.tf.Device;
import org.lisible.engine.tf.Network;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.spi.PlainNetwork;

/** Residual blocks, strided and 1x1 convolutions, vectors and the softmax loss: slopes, definitions and the oracle. */
class CharacterGradientTest {

    private static final int[] SEED = {3, 5};
    private static final List<Manifest> MANIFESTS = ToyCharacters.MANIFESTS;

    private static Batch batch(Manifest manifest, int size) {
        return Toy.batch(manifest, ToyCharacters.examples(size, 3), size);
    }

    @ParameterizedTest
    @FieldSource("MANIFESTS")
    void everyGradientIsTheSlopeOfTheLoss(Manifest manifest) {
        Weights weights = Weights.initial(manifest, 11);
        Batch batch = batch(manifest, 12);
        try (TrainableNetwork network = new TensorFlowNetwork(manifest, Toy.device(), 0.1)) {
            Map<String, float[]> gradients = network.learn(weights, batch, SEED).gradients();
            assertThat(gradients.keySet())
                    .containsExactlyInAnyOrderElementsOf(manifest.layers().stream()
                            .flatMap(layer -> Network.learnedBy(layer).stream())
                            .toList())
                    .contains("block2.short.weight", "block2.norm.bias", "block1.bn1.weight", "bn_fc.weight");
            gradients.forEach((name, gradient) -> Slope.check(network, weights, batch, SEED, name, gradient));
        }
    }

    @ParameterizedTest
    @FieldSource("MANIFESTS")
    void inferenceIsThatOfAPlainComputationWithWhateverRunningStatistics(Manifest manifest) {
        Weights weights = Weights.initial(manifest, 2);
        weights.shapes().keySet().stream().filter(name -> name.contains(".running_")).forEach(name -> {
            for (int i = 0; i < weights.get(name).length; i++) {
                weights.get(name)[i] = 0.5f + 0.1f * i;
            }
        });
        Batch batch = batch(manifest, 3);
        ModelBundle bundle = new ModelBundle(manifest, weights.tensors(""), "sha256:none");
        try (TrainableNetwork network = new TensorFlowNetwork(manifest, Toy.device(), 0)) {
            List<Logits> logits = Validation.cut(network.infer(weights, batch), 3, 9);
            for (int i = 0; i < 3; i++) {
                float[] plain = PlainNetwork.run(
                                bundle, ToyCharacters.examples(3, 3).get(i, 1).input())
                        .values();
                assertThat(logits.get(i).values()).containsExactly(plain, within(1e-4f));
            }
        }
    }

    @Test
    void batchStatisticsInsideResidualsAndOfVectorsReachTheTrainer() {
        Manifest manifest = MANIFESTS.getFirst();
        try (TrainableNetwork network = new TensorFlowNetwork(manifest, Toy.device(), 0)) {
            Map<String, float[]> seen = network.learn(Weights.initial(manifest, 1), batch(manifest, 8), SEED).statistics();
            assertThat(seen.keySet())
                    .containsExactlyInAnyOrderElementsOf(Weights.zeros(manifest).shapes().keySet().stream()
                            .filter(name -> name.contains(".running_"))
                            .toList())
                    .contains("block2.bn2.running_mean", "block2.norm.running_var", "bn_fc.running_var");
        }
    }

    @ParameterizedTest
    @FieldSource("MANIFESTS")
    void lowerPrecisionPointsTheSameWayAndInferenceDoesNotKnowIt(Manifest manifest) {
        Weights weights = Weights.initial(manifest, 11);
        Batch batch = batch(manifest, 12);
        Device low = Device.choose(new EngineContext(
                Runnable::run, 1, Path.of("."), Map.of("device", "cpu", "precision", "bfloat16")));
        try (TrainableNetwork exact = new TensorFlowNetwork(manifest, Toy.device(), 0.1);
                TrainableNetwork coarse = new TensorFlowNetwork(manifest, low, 0.1)) {
            float[] expected = joined(exact.learn(weights, batch, SEED));
            float[] found = joined(coarse.learn(weights, batch, SEED));
            double product = 0;
            for (int i = 0; i < expected.length; i++) {
                product += expected[i] * found[i];
            }
            assertThat(product / Slope.norm(expected) / Slope.norm(found)).isGreaterThan(0.99);
            assertThat(coarse.infer(weights, batch)).isEqualTo(exact.infer(weights, batch));
        }
    }

    private static float[] joined(LossAndGradients found) {
        int size = found.gradients().values().stream().mapToInt(gradient -> gradient.length).sum();
        FloatBuffer all = FloatBuffer.allocate(size);
        found.gradients().values().forEach(all::put);
        return all.array();
    }
}
