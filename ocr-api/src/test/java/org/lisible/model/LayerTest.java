package org.lisible.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.lisible.spi.Capabilities;
import org.lisible.spi.TestBundles;

class LayerTest {

    private static final Manifest MANIFEST = TestBundles.characters(1).getFirst().manifest();

    @Test
    void everyLayerGoesIntoResiduals() {
        assertThat(MANIFEST.everyLayer().limit(11).map(Layer::type))
                .containsExactly(
                        "conv2d", "batchnorm2d", "relu", "maxpool2d", "residual", "conv2d", "batchnorm2d", "relu", "conv2d",
                        "relu", "residual");
    }

    @Test
    void aResidualHasTheTensorsOfTheLayersInsideIt() {
        assertThat(LayerTensors.of(MANIFEST.layers().get(6)).keySet())
                .containsExactly(
                        "block2.conv1.weight",
                        "block2.bn1.weight", "block2.bn1.bias", "block2.bn1.running_mean", "block2.bn1.running_var",
                        "block2.conv2.weight",
                        "block2.bn2.weight", "block2.bn2.bias", "block2.bn2.running_mean", "block2.bn2.running_var",
                        "block2.short.weight",
                        "block2.norm.weight", "block2.norm.bias", "block2.norm.running_mean", "block2.norm.running_var");
    }

    @Test
    void aLayerInsideAResidualThatAnEngineLacksIsMissing() {
        Capabilities without = new Capabilities(
                Set.of("character"),
                Set.of("softmax"),
                Set.of("conv2d", "residual", "relu", "maxpool2d", "flatten", "linear", "batchnorm2d", "batchnorm1d"));
        assertThat(without.missingFor(MANIFEST)).singleElement().asString().startsWith("layer dropout; there are: ");
    }

    @Test
    void aResidualRefusesWhatIsNotForPictures() {
        assertThatThrownBy(() -> new Layer.Residual(List.of(new Layer.Linear("l", 1, 1)), List.of()))
                .hasMessage("a residual cannot hold the layer linear");
        assertThatThrownBy(() -> new Layer.Residual(List.of(), List.of())).hasMessage("the body of a residual is empty");
    }
}
