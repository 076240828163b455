package org.lisible.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.model.InputSpec.Fit;
import org.lisible.model.InputSpec.Polarity;
import org.lisible.result.Range;
import org.lisible.tensor.Tensor;

class PreprocessorTest {

    @Test
    void spreadsGreyLevelsOverTheValueRange() {
        GrayImage image = new GrayImage(3, 1, new byte[] {0, 51, (byte) 255});
        assertThat(Preprocessor.apply(image, spec(1, 3, Fit.STRETCH, Polarity.AS_IS)).data())
                .containsExactly(-1f, -0.6f, 1f);
    }

    @Test
    void turnsGreyLevelsOver() {
        GrayImage image = new GrayImage(3, 1, new byte[] {0, 51, (byte) 255});
        assertThat(Preprocessor.apply(image, spec(1, 3, Fit.STRETCH, Polarity.INVERT)).data())
                .containsExactly(1f, 0.6f, -1f);
    }

    @Test
    void makesPaperLightOnlyWhereItIsDark() {
        GrayImage lightOnDark = framed(10, 200);
        GrayImage darkOnLight = framed(200, 10);
        InputSpec spec = spec(5, 5, Fit.STRETCH, Polarity.LIGHT_PAPER);
        assertThat(Preprocessor.apply(lightOnDark, spec).data()[0]).isGreaterThan(0.9f);
        assertThat(Preprocessor.apply(darkOnLight, spec).data())
                .containsExactly(Preprocessor.apply(darkOnLight, spec(5, 5, Fit.STRETCH, Polarity.AS_IS)).data());
    }

    @Test
    void repeatsGreyInEveryChannel() {
        InputSpec spec = new InputSpec(3, 2, 2, Fit.STRETCH, InputSpec.Interpolation.BILINEAR, 0, 1, Polarity.AS_IS);
        Tensor tensor = Preprocessor.apply(new GrayImage(2, 2, new byte[] {0, 51, 102, (byte) 255}), spec);
        assertThat(tensor.shape()).containsExactly(3, 2, 2);
        assertThat(tensor.data()).containsExactly(0, 0.2f, 0.4f, 1, 0, 0.2f, 0.4f, 1, 0, 0.2f, 0.4f, 1);
    }

    @Test
    void stretchesBothAxesOnTheirOwn() {
        GrayImage image = ResamplerTest.pattern(24, 13);
        Tensor tensor = Preprocessor.apply(image, spec(7, 10, Fit.STRETCH, Polarity.AS_IS));
        GrayImage resized = Resampler.resize(image, 10, 7, spec(7, 10, Fit.STRETCH, Polarity.AS_IS).interpolation());
        for (int i = 0; i < 70; i++) {
            assertThat(tensor.data()[i]).isEqualTo((float) (-1 + 2.0 * (resized.pixels()[i] & 0xff) / 255));
        }
    }

    @Test
    void containsAnImageAtTheLeftAndVerticallyCentredOnItsPaper() {
        byte[] pixels = new byte[4 * 4];
        Arrays.fill(pixels, (byte) 255);
        pixels[5] = pixels[6] = pixels[9] = pixels[10] = 0;
        float[] data = Preprocessor.apply(new GrayImage(4, 4, pixels), spec(4, 8, Fit.CONTAIN, Polarity.AS_IS)).data();
        assertThat(data[8 + 1]).isEqualTo(-1f);
        assertThat(Arrays.copyOfRange(data, 8 + 4, 16)).containsOnly(1f);

        float[] tall = Preprocessor.apply(new GrayImage(4, 4, pixels), spec(8, 4, Fit.CONTAIN, Polarity.AS_IS)).data();
        assertThat(Arrays.copyOfRange(tall, 0, 8)).containsOnly(1f);
        assertThat(tall[3 * 4 + 1]).isEqualTo(-1f);
        assertThat(Arrays.copyOfRange(tall, 24, 32)).containsOnly(1f);
    }

    @Test
    void keepsAtLeastOneRowOfAVeryWideImage() {
        GrayImage line = new GrayImage(8000, 1, new byte[8000]);
        assertThat(Preprocessor.apply(line, spec(50, 200, Fit.CONTAIN, Polarity.AS_IS)).data()).containsOnly(-1f);
    }

    @Test
    void mapsStepsBackToTheColumnsOfAStretchedImage() {
        InputSpec spec = spec(50, 200, Fit.STRETCH, Polarity.AS_IS);
        var columns = Preprocessor.sourceColumns(new GrayImage(400, 10, new byte[4000]), spec, 50);
        assertThat(columns.apply(new Range(0, 1))).isEqualTo(new Range(0, 8));
        assertThat(columns.apply(new Range(10, 13))).isEqualTo(new Range(80, 104));
        assertThat(columns.apply(new Range(49, 50))).isEqualTo(new Range(392, 400));
    }

    @Test
    void mapsStepsBackInsideAContainedImageAndNeverPastItsEdge() {
        InputSpec spec = spec(50, 200, Fit.CONTAIN, Polarity.AS_IS);
        var columns = Preprocessor.sourceColumns(new GrayImage(100, 100, new byte[10000]), spec, 50);
        assertThat(columns.apply(new Range(1, 2))).isEqualTo(new Range(8, 16));
        assertThat(columns.apply(new Range(12, 50))).isEqualTo(new Range(96, 100));
        assertThat(columns.apply(new Range(40, 50))).isEqualTo(new Range(99, 100));
    }

    private static GrayImage framed(int border, int inside) {
        byte[] pixels = new byte[25];
        Arrays.fill(pixels, (byte) border);
        for (int y = 1; y < 4; y++) {
            Arrays.fill(pixels, y * 5 + 1, y * 5 + 4, (byte) inside);
        }
        return new GrayImage(5, 5, pixels);
    }

    private static InputSpec spec(int height, int width, Fit fit, Polarity polarity) {
        return new InputSpec(1, height, width, fit, InputSpec.Interpolation.BILINEAR, -1, 1, polarity);
    }
}
