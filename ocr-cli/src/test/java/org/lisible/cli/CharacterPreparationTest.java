package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.lisible.data.augmentation.Augmentation;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.tensor.Tensor;

class CharacterPreparationTest {

    private static final InputSpec INPUT = new InputSpec(
            2, 28, 28, InputSpec.Fit.GLYPH, InputSpec.Interpolation.LANCZOS, 0, 1, InputSpec.Polarity.DARK_PAPER);

    /** A comma's place: ink in the lower left. */
    private static final GrayImage COMMA = image(64, 10, 50, 14, 60);

    private static final GrayImage SMALL = image(28, 6, 6, 20, 22);

    @Test
    void givesTheSameTensorForTheSameSeedAndAnotherForAnother() {
        Preparation preparation = new CharacterPreparation(Augmentation.LIGHT, INPUT, 0.5);
        Set<Integer> different = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            Tensor tensor = preparation.apply(COMMA, seed);
            assertThat(tensor.hasShape(2, 28, 28)).isTrue();
            assertThat(preparation.apply(COMMA, seed).data()).isEqualTo(tensor.data());
            different.add(Arrays.hashCode(tensor.data()));
        }
        assertThat(different).hasSizeGreaterThan(35);
    }

    @Test
    void dropsTheFrameOfAShareInTwoWays() {
        Preparation preparation = new CharacterPreparation(Augmentation.NONE, INPUT, 0.5);
        int zero = 0;
        int low = 0;
        int elsewhere = 0;
        for (int seed = 0; seed < 2000; seed++) {
            float[] frame = Arrays.copyOfRange(preparation.apply(COMMA, seed).data(), 28 * 28, 2 * 28 * 28);
            double mass = 0;
            double height = 0;
            for (int i = 0; i < frame.length; i++) {
                mass += frame[i];
                height += frame[i] * (i / 28);
            }
            if (mass == 0) {
                zero++;
            } else if (height / mass > 21) {
                low++;
            } else {
                elsewhere++;
            }
        }
        assertThat(zero).isBetween(420, 580);
        assertThat(elsewhere).as("cut out: in the middle").isBetween(420, 580);
        assertThat(low).as("as it came").isBetween(900, 1100);
    }

    @Test
    void keepsTheFrameUnlessAskedToDropIt() {
        Preparation preparation = new CharacterPreparation(Augmentation.NONE, INPUT, 0);
        for (int seed = 0; seed < 100; seed++) {
            float[] frame = Arrays.copyOfRange(preparation.apply(COMMA, seed).data(), 28 * 28, 2 * 28 * 28);
            assertThat(frame[24 * 28 + 5]).isGreaterThan(0.5f);
        }
    }

    @Test
    void showsSmallImagesAsTheyComeAndLarger() {
        Preparation preparation = new CharacterPreparation(Augmentation.NONE, INPUT, 0);
        Set<Integer> different = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            different.add(Arrays.hashCode(preparation.apply(SMALL, seed).data()));
        }
        assertThat(different).as("as it came, in the common frame, and scaled down again").hasSizeBetween(2, 3);
        assertThat(different).contains(Arrays.hashCode(Preparation.plain(INPUT).apply(SMALL, 0).data()));
    }

    private static GrayImage image(int size, int left, int top, int right, int bottom) {
        byte[] pixels = new byte[size * size];
        for (int y = top; y < bottom; y++) {
            Arrays.fill(pixels, y * size + left, y * size + right, (byte) 255);
        }
        return new GrayImage(size, size, pixels);
    }
}
