package org.lisible.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.spi.TestBundles;

class ShapesTest {

    @Test
    void followsTheReferenceNetwork() {
        List<int[]> shapes = Shapes.of(TestBundles.reference(1).manifest());
        assertThat(shapes.getFirst()).containsExactly(1, 70, 200);
        assertThat(shapes.get(4)).containsExactly(32, 35, 100);
        assertThat(shapes.get(12)).containsExactly(128, 8, 50);
        assertThat(shapes.get(13)).containsExactly(50, 1024);
        assertThat(shapes.get(16)).containsExactly(50, 256);
        assertThat(shapes.getLast()).containsExactly(50, 63);
        assertThat(shapes).hasSize(18);
    }

    @Test
    void namesTheLayerThatDoesNotFit() {
        Layer columns = new Layer.Columns();
        Layer out = new Layer.Linear("out", 6, 3);
        assertMisfit("layers[1] (linear out) takes 6 features, but gets 5", 5, columns, out);
        assertMisfit("layers[0] (linear out) takes [steps, features], but gets [1, 6, 9]; a columns, flatten or globalavgpool2d layer has to come first", 6, out);
        assertMisfit("layers[1] (columns) takes [channels, height, width], but gets [9, 6]", 6, columns, columns);
        assertMisfit(
                "layers[0] (conv2d c) takes 3 channels, but gets 1", 6, new Layer.Conv2d("c", 3, 2, 3, 3, 1, 1, 1, 1, true));
        assertMisfit("layers[0] (batchnorm2d b) takes 2 channels, but gets 1", 6, new Layer.BatchNorm2d("b", 2, 1e-5, 0.1));
        assertMisfit("layers[0] (maxpool2d) has a window of 7, but only 6 are left", 6, new Layer.MaxPool2d(7, 1, 7, 1));
        assertMisfit(
                "layers[1] (bilstm l) takes 4 features, but gets 6", 6, columns, new Layer.BiLstm("l", 4, 2));
        assertMisfit(
                "layers[0] (conv2d c) puts out [900000, 1006, 1009], more than 67108864 values an input",
                6,
                new Layer.Conv2d("c", 1, 900_000, 1, 1, 1, 1, 500, 500, true));
    }

    @Test
    void followsTheLayersInsideAResidual() {
        List<int[]> shapes = Shapes.of(TestBundles.characters(1).getFirst().manifest());
        assertThat(shapes.get(4)).containsExactly(5, 9, 9);
        assertThat(shapes.get(5)).containsExactly(5, 9, 9);
        assertThat(shapes.get(7)).containsExactly(7, 5, 5);
        assertThat(shapes.get(9)).containsExactly(1, 175);
        assertThat(Shapes.of(TestBundles.characters(1).getLast().manifest()).get(9)).containsExactly(1, 7);
    }

    @Test
    void namesTheLayerInsideAResidualThatDoesNotFit() {
        Layer wide = new Layer.Conv2d("c", 1, 2, 1, 1, 1, 1, 0, 0, true);
        Layer three = new Layer.BatchNorm2d("b", 3, 1e-5, 0.1);
        assertMisfit(
                "layers[0].body[1] (batchnorm2d b) takes 3 channels, but gets 2", 6, new Layer.Residual(List.of(wide, three), List.of()));
        assertMisfit(
                "layers[0].shortcut[0] (batchnorm2d b) takes 3 channels, but gets 1",
                6,
                new Layer.Residual(List.of(wide), List.of(three)));
        assertMisfit(
                "layers[0] (residual) cannot add its body's [2, 6, 9] and its shortcut's [1, 6, 9]",
                6,
                new Layer.Residual(List.of(wide), List.of()));
    }

    @Test
    void aSoftmaxReadsOneStep() {
        Manifest ctc = TestBundles.manifest("m", 1, 2, 9, "ab", List.of(new Layer.Columns()));
        Manifest softmax = ctc.with(new DecoderSpec(DecoderSpec.SOFTMAX, 1), ctc.about());
        assertThatThrownBy(() -> Shapes.of(softmax))
                .hasMessage("the last layer puts out [9, 2]; the alphabet of 2 symbols and the decoder softmax need [1, 2]");
    }

    @Test
    void theLastLayerPutsOutOneClassPerSymbolAndTheBlank() {
        assertMisfit(
                "the last layer puts out [9, 6]; the alphabet of 2 symbols and the decoder ctc need [steps, 3]",
                6,
                new Layer.Columns());
    }

    private static void assertMisfit(String message, int height, Layer... layers) {
        Manifest manifest = TestBundles.manifest("m", 1, height, 9, "ab", List.of(layers));
        assertThatThrownBy(() -> Shapes.of(manifest))
                .hasMessage(message)
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.code()).isEqualTo("layers-do-not-fit"));
    }
}
