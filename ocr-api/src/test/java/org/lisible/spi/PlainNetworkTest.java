package org.lisible.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.model.Shapes;
import org.lisible.tensor.Tensor;

/** The oracle itself, on numbers that a pencil can check. */
class PlainNetworkTest {

    private static final Tensor PICTURE = new Tensor(new int[] {1, 2, 2}, new float[] {1, -2, 3, 4});

    @Test
    void flattensChannelByChannelAndRowByRow() {
        assertThat(run(Map.of(), new Layer.Flatten())).containsExactly(1, -2, 3, 4);
    }

    @Test
    void averagesEachChannel() {
        assertThat(run(Map.of(), new Layer.GlobalAvgPool2d())).containsExactly(1.5f);
    }

    @Test
    void addsTheInputToTheBodyOrToTheShortcut() {
        Layer relu = new Layer.Relu();
        assertThat(run(Map.of(), new Layer.Residual(List.of(relu), List.of()), new Layer.Flatten())).containsExactly(2, -2, 6, 8);

        Layer half = new Layer.Conv2d("half", 1, 1, 1, 1, 2, 2, 0, 0, false);
        Layer most = new Layer.MaxPool2d(2, 2, 2, 2);
        assertThat(run(
                        Map.of("half.weight", new Tensor(new int[] {1, 1, 1, 1}, new float[] {0.5f})),
                        new Layer.Residual(List.of(most), List.of(half)),
                        new Layer.Flatten()))
                .containsExactly(4.5f);
    }

    @Test
    void normalisesEachFeatureOfASequence() {
        float[] out = run(
                Map.of(
                        "n.weight", vector(1, 1, 2, 1),
                        "n.bias", vector(0, 0, 0, 10),
                        "n.running_mean", vector(1, 0, 1, 0),
                        "n.running_var", vector(3, 3, 0, 15)),
                new Layer.Flatten(),
                new Layer.BatchNorm1d("n", 4, 1, 0.1));
        assertThat(out).containsExactly(new float[] {0, -1, 4, 11}, within(1e-6f));
    }

    private static Tensor vector(float... values) {
        return new Tensor(new int[] {values.length}, values);
    }

    private static float[] run(Map<String, Tensor> weights, Layer... layers) {
        String alphabet = "abcd".substring(0, Shapes.of(List.of(layers), PICTURE.shape()).getLast()[1]);
        Manifest ctc = TestBundles.manifest("pencil", 1, 2, 2, alphabet, List.of(layers));
        Manifest softmax = ctc.with(new DecoderSpec(DecoderSpec.SOFTMAX, 1), Map.of());
        return PlainNetwork.run(new ModelBundle(softmax, weights, "sha256:pencil"), PICTURE).values();
    }
}
