package org.lisible.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;

class BarsTest {

    @Test
    void namesWhatFallsShortAndNothingElse() {
        assertThat(Bars.missed(measured(Network.reference(), 1, 2.01, 3.9, 0.9))).isEmpty();
        assertThat(Bars.missed(measured(Network.reference(), 1, 1.99, 4.1, 0.1)))
                .containsExactly(
                        "reference/1, 2 thread(s), 1 images: ONNX Runtime takes 1.99 times as long; the bar is 2.0",
                        "reference/1, 2 thread(s), 1 images: the scalar twin takes 4.10 times as long; it may take 4.0",
                        "reference/1, 1 images: conv1 3x3 1-32 reaches 10 % of the peak; its floor is 25 %");
    }

    @Test
    void asksForMoreWhereManyImagesComeAtOnce() {
        assertThat(Bars.missed(measured(Network.reference(), 32, 2.19, 3, 0.9)))
                .containsExactly("reference/1, 2 thread(s), 32 images: ONNX Runtime takes 2.19 times as long; the bar is 2.2");
    }

    @Test
    void hasABarForCharactersAndNoneForOtherTexts() {
        assertThat(Bars.missed(measured(TestBundles.linear(1), 1, 1.49, 3, 0.1)))
                .containsExactly("linear/1, 2 thread(s), 1 images: ONNX Runtime takes 1.49 times as long; the bar is 1.5");
        assertThat(Bars.missed(measured(TestBundles.small(1), 1, 0.5, 3, 0.1))).isEmpty();
    }

    private static Measured measured(ModelBundle bundle, int images, double onnx, double scalar, double share) {
        Map<Peer.Kind, double[][]> times = new EnumMap<>(Map.of(
                Peer.Kind.PURE, new double[][] {{100}, {200}},
                Peer.Kind.ONNXRUNTIME, new double[][] {{100 * onnx}, {200 * onnx}},
                Peer.Kind.SCALAR, new double[][] {{100 * scalar}, {200 * scalar}}));
        var profile = new Contender.Profile(1, List.of(new Contender.Step("conv1 3x3 1-32", 1000, 1000 / share / 50)), 50);
        return new Measured(
                bundle.manifest(),
                Peer.Kind.PURE,
                Map.of(Peer.Kind.PURE, "Vector API"),
                List.of(new Match.Result(2, images, times)),
                images == 1 ? List.of(profile) : List.of());
    }
}
