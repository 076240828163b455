package org.lisible.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.model.InputSpec.Fit;
import org.lisible.model.InputSpec.Interpolation;
import org.lisible.model.InputSpec.Polarity;
import org.lisible.result.Range;
import org.lisible.tensor.Tensor;

class GlyphPlanesTest {

    private static final InputSpec SPEC = spec(2, Polarity.DARK_PAPER);

    @Test
    void givesThePlanesThatPillowGivesToWithinOneLevel() throws IOException {
        List<String> rows = ResamplerTest.lines("pillow-glyph.txt").toList();
        float[] planes = Preprocessor.apply(drawing(), SPEC).data();
        for (int row = 0; row < 2 * 28; row++) {
            byte[] expected = HexFormat.of().parseHex(rows.get(row));
            for (int column = 0; column < 28; column++) {
                assertThat(255.0 * planes[row * 28 + column])
                        .as("plane %d, row %d, column %d", row / 28, row % 28, column)
                        .isCloseTo(expected[column] & 0xff, within(1.6));
            }
        }
    }

    @Test
    void leavesFourBlackPixelsAroundTheGlyph() {
        float[] glyph = Preprocessor.apply(bar(64, 10, 5, 20, 50), SPEC).data();
        for (int i = 0; i < 28 * 28; i++) {
            if (i / 28 < 4 || i / 28 >= 24 || i % 28 < 4 || i % 28 >= 24) {
                assertThat(glyph[i]).as("pixel %d", i).isZero();
            }
        }
        assertThat(glyph[14 * 28 + 13]).isCloseTo(1, within(0.05f));
    }

    @Test
    void keepsTheProportionsAndTheMiddle() {
        float[] glyph = Preprocessor.apply(bar(64, 10, 12, 10, 48), SPEC).data();
        double rows = 0;
        double columns = 0;
        for (int i = 0; i < 28; i++) {
            rows += glyph[i * 28 + 13];
            columns += glyph[13 * 28 + i];
            assertThat(glyph[13 * 28 + i]).isCloseTo(glyph[13 * 28 + 27 - i], within(0.01f));
        }
        assertThat(rows).isCloseTo(18.75, within(0.5));
        assertThat(columns).isCloseTo(18.75 / 4, within(0.3));
    }

    @ParameterizedTest
    @CsvSource({"28", "64", "280", "1000"})
    void givesTheSamePictureOfADrawingWhateverItsResolution(int side) {
        double unit = side / 64.0;
        Tensor usual = Preprocessor.apply(ring(64, 32, 32, 20), SPEC);
        Tensor other = Preprocessor.apply(ring(side, 32 * unit, 32 * unit, 20 * unit), SPEC);
        assertThat(distance(usual, other, 0)).isLessThan(0.05);
        assertThat(distance(usual, other, 1)).isLessThan(0.05);
    }

    @Test
    void theGlyphForgetsItsPlaceAndTheFrameKeepsIt() {
        Tensor high = Preprocessor.apply(ring(64, 14, 14, 8), SPEC);
        Tensor low = Preprocessor.apply(ring(64, 50, 40, 8), SPEC);
        assertThat(distance(high, low, 0)).isZero();
        assertThat(distance(high, low, 1)).isGreaterThan(0.05);
        assertThat(middleOfTheFrame(high)).isCloseTo(14 * 28 / 64.0 - 0.5, within(0.1));
        assertThat(middleOfTheFrame(low)).isCloseTo(40 * 28 / 64.0 - 0.5, within(0.1));
    }

    @Test
    void theFrameOfAWideImageIsFilledUpWithPaper() {
        float[] planes = Preprocessor.apply(image(90, 30, (x, y) -> x >= 3 && x < 87 && y >= 3 && y < 27 ? 255 : 0), SPEC)
                .data();
        for (int row = 0; row < 28; row++) {
            float level = planes[(28 + row) * 28 + 14];
            assertThat(level > 0.5).as("row %d", row).isEqualTo(row >= 10 && row < 17);
        }
    }

    @Test
    void darkInkOnLightPaperIsTurnedOver() {
        GrayImage light = drawing();
        GrayImage dark = image(light.width(), light.height(), (x, y) -> 255 - light.at(x, y));
        assertThat(Preprocessor.apply(dark, SPEC).data()).containsExactly(Preprocessor.apply(light, SPEC).data());
        assertThat(Preprocessor.apply(dark, spec(2, Polarity.INVERT)).data())
                .containsExactly(Preprocessor.apply(light, spec(2, Polarity.AS_IS)).data());
    }

    @Test
    void inkAlongMostOfTheBorderOfATightCutStaysInk() {
        GrayImage bracket = image(40, 60, (x, y) -> x < 8 || y < 8 || y >= 52 ? 240 : 10);
        GrayImage dark = image(40, 60, (x, y) -> 255 - bracket.at(x, y));
        Tensor given = Preprocessor.apply(bracket, spec(2, Polarity.AS_IS));
        assertThat(Preprocessor.apply(bracket, SPEC).data()).containsExactly(given.data());
        assertThat(Preprocessor.apply(dark, SPEC).data()).containsExactly(given.data());
    }

    @Test
    void aFatPenThatCoversMostOfTheImageIsStillInk() {
        GrayImage fat = bar(64, 6, 52, 6, 52);
        GrayImage dark = image(64, 64, (x, y) -> 255 - fat.at(x, y));
        assertThat(Preprocessor.apply(dark, SPEC).data()).containsExactly(Preprocessor.apply(fat, SPEC).data());
        assertThat(Preprocessor.apply(fat, SPEC).data()[14 * 28 + 14]).isEqualTo(1);
    }

    @Test
    void faintInkOnGreyNoisyPaperGivesThePictureOfStrongInk() {
        Random random = new Random(3);
        GrayImage strong = ring(64, 30, 34, 20);
        GrayImage faint = image(64, 64, (x, y) -> 180 - strong.at(x, y) * 60 / 255 + random.nextInt(-3, 4));
        assertThat(distance(Preprocessor.apply(strong, SPEC), Preprocessor.apply(faint, SPEC), 0)).isLessThan(0.05);
    }

    @Test
    void aSingleSpeckOfDustDoesNotMakeInkPaper() {
        GrayImage ring = ring(64, 32, 32, 20);
        GrayImage dusty = image(64, 64, (x, y) -> x == 32 && y == 32 ? 255 : 20 + ring.at(x, y) / 3);
        assertThat(distance(Preprocessor.apply(ring, SPEC), Preprocessor.apply(dusty, SPEC), 0)).isLessThan(0.05);
    }

    @Test
    void lightInkAllAlongTheBorderStaysInkWhenThePolarityIsGiven() {
        GrayImage box = image(28, 28, (x, y) -> x < 3 || y < 3 || x > 24 || y > 24 ? 255 : 0);
        float[] glyph = Preprocessor.apply(box, spec(1, Polarity.AS_IS)).data();
        assertThat(glyph[14 * 28 + 14]).isZero();
        assertThat(glyph[14 * 28 + 5]).isGreaterThan(0.5f);
    }

    @ParameterizedTest(name = "{1} of at least {2} in {0}x{0}")
    @CsvSource({"280,49,50", "600,49,50", "64,2,3", "28,1,2", "140,12,13"})
    void refusesWhatHasTooFewDrawnPixels(int side, int drawn, int minimum) {
        assertThatThrownBy(() -> Preprocessor.apply(bar(side, 5, drawn, 5, 1), SPEC))
                .hasMessage("nothing is drawn on this image of " + side + "x" + side + ": " + drawn
                        + " pixels stand out from the paper, at least " + minimum + " have to")
                .isInstanceOfSatisfying(OcrException.class, e -> {
                    assertThat(e.code()).isEqualTo("empty-canvas");
                    assertThat(e.kind()).isEqualTo(OcrException.Kind.UNPROCESSABLE);
                });
        assertThat(Preprocessor.apply(bar(side, 5, minimum, 5, 1), SPEC).data()).contains(1f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 255})
    void refusesBlankAndNoisyPaper(int level) {
        Random random = new Random(level);
        assertThatThrownBy(() -> Preprocessor.apply(image(280, 280, (_, _) -> level), SPEC))
                .hasMessageStartingWith("nothing is drawn");
        assertThatThrownBy(() -> Preprocessor.apply(
                        image(280, 280, (_, _) -> Math.clamp(level + (int) (4 * random.nextGaussian()), 0, 255)), SPEC))
                .hasMessageStartingWith("nothing is drawn");
    }

    @Test
    void stepsLieInTheColumnsOfTheGlyph() {
        assertThat(Preprocessor.sourceColumns(bar(64, 10, 8, 20, 48), SPEC, 1).apply(new Range(0, 1)))
                .isEqualTo(new Range(10, 18));
    }

    @Test
    void dealsAFinerFrameOutToFourChannels() {
        Tensor planes = Preprocessor.apply(ring(56, 28, 28, 20), spec(5, Polarity.DARK_PAPER));
        byte[] shown = ring(56, 28, 28, 20).pixels();
        for (int y = 0; y < 56; y++) {
            for (int x = 0; x < 56; x++) {
                int channel = 1 + 2 * (y % 2) + x % 2;
                assertThat(planes.data()[(channel * 28 + y / 2) * 28 + x / 2])
                        .as("row %d, column %d", y, x)
                        .isCloseTo((shown[56 * y + x] & 0xff) / 255f, within(0.01f));
            }
        }
    }

    @Test
    void takesNoMoreMemoryThanThePlanesAndWhatIsCut() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        GrayImage image = ring(64, 32, 32, 25);
        Preprocessor.apply(image, SPEC);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            Preprocessor.apply(image, SPEC);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100).isLessThan(40_000);
    }

    /** A ring, an upright stroke, half-tones and a faint speck, 60x64. */
    private static GrayImage drawing() {
        return image(60, 64, (x, y) -> {
            int distance = (x - 27) * (x - 27) + (y - 24) * (y - 24);
            if (x == 3 && y == 3) {
                return 90;
            }
            if (y == 57 && x >= 36 && x < 44) {
                return 125;
            }
            return distance >= 180 && distance <= 300 || y >= 30 && y < 58 && x >= 38 && x < 41 ? 230 : 20;
        });
    }

    private static GrayImage bar(int side, int left, int width, int top, int height) {
        return image(side, side, (x, y) -> x >= left && x < left + width && y >= top && y < top + height ? 255 : 0);
    }

    /** Antialiased, its stroke a fifth of the radius wide. */
    private static GrayImage ring(int side, double centreX, double centreY, double radius) {
        return image(side, side, (x, y) -> {
            double away = Math.abs(Math.hypot(x + 0.5 - centreX, y + 0.5 - centreY) - radius);
            return (int) Math.clamp(255 * (radius / 10 + 0.5 - away), 0, 255);
        });
    }

    private static GrayImage image(int width, int height, IntBinaryOperator level) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) level.applyAsInt(i % width, i / width);
        }
        return new GrayImage(width, height, pixels);
    }

    /** The mean difference of one plane's values. */
    private static double distance(Tensor one, Tensor other, int plane) {
        double sum = 0;
        for (int i = plane * 28 * 28; i < (plane + 1) * 28 * 28; i++) {
            sum += Math.abs(one.data()[i] - other.data()[i]);
        }
        return sum / (28 * 28);
    }

    /** The mean row of what is drawn on it. */
    private static double middleOfTheFrame(Tensor planes) {
        double sum = 0;
        double rows = 0;
        for (int i = 0; i < 28 * 28; i++) {
            sum += planes.data()[28 * 28 + i];
            rows += planes.data()[28 * 28 + i] * (i / 28);
        }
        return rows / sum;
    }

    private static InputSpec spec(int channels, Polarity polarity) {
        return new InputSpec(channels, 28, 28, Fit.GLYPH, Interpolation.LANCZOS, 0, 1, polarity);
    }
}
