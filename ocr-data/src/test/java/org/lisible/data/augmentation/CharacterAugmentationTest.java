package org.lisible.data.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.data.augmentation.Augmentation.Content;
import org.lisible.image.GrayImage;

/** Characters in 64x64 frames, white on black unless said otherwise. */
class CharacterAugmentationTest {

    private static final int SIZE = 64;
    private static final int SEEDS = 300;

    @ParameterizedTest
    @CsvSource({"4, 4, 60, 60", "4, 50, 60, 54", "30, 3, 34, 61", "2, 2, 6, 6"})
    void neverLetsInkOutOfTheFrame(int left, int top, int right, int bottom) {
        GrayImage glyph = glyph(left, top, right, bottom, 0, 255);
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(border(Augmentation.CHARACTERS.apply(glyph, seed))).as("seed %d", seed).isLessThan(100);
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 53, 33, 56", "30, 6, 33, 14", "4, 30, 60, 33"})
    void leavesSmallMarksNearTheirPlace(int left, int top, int right, int bottom) {
        GrayImage mark = glyph(left, top, right, bottom, 0, 255);
        for (int seed = 0; seed < SEEDS; seed++) {
            double[] middle = middle(Augmentation.CHARACTERS.apply(mark, seed));
            assertThat(middle[0]).as("column, seed %d", seed).isBetween((left + right) / 2 - 10.0, (left + right) / 2 + 10.0);
            assertThat(middle[1]).as("row, seed %d", seed).isBetween((top + bottom) / 2 - 8.0, (top + bottom) / 2 + 8.0);
        }
    }

    @Test
    void neverLosesADot() {
        GrayImage dot = glyph(30, 54, 32, 56, 0, 255);
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(ink(Augmentation.CHARACTERS.apply(dot, seed), 60)).as("seed %d", seed).isPositive();
        }
    }

    @Test
    void laysPaperWhereTheWarpOpens() {
        Augmentation turns = new Augmentation(Content.GLYPH, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        byte[] pixels = new byte[SIZE * SIZE];
        Arrays.fill(pixels, SIZE * SIZE / 2, SIZE * SIZE / 2 + SIZE, (byte) 255);
        GrayImage bar = new GrayImage(SIZE, SIZE, pixels);
        GrayImage turned = turns.apply(bar, 3);
        assertThat(border(turned)).isZero();
        assertThat(ink(turned, 128)).isGreaterThan(SIZE / 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 255", "255, 0", "230, 40"})
    void makesStrokesThickerAndThinnerOnEitherPaper(int paper, int ink) {
        Augmentation strokes = new Augmentation(Content.GLYPH, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
        GrayImage glyph = glyph(28, 10, 34, 54, paper, ink);
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            double width = blackness(strokes.apply(glyph, seed), paper, ink) / 44;
            least = Math.min(least, width);
            most = Math.max(most, width);
        }
        assertThat(least).isBetween(3.5, 4.3);
        assertThat(most).isBetween(7.8, 8.4);
    }

    @Test
    void growsAndShrinksPartsAgainstOneAnotherByTheGrid() {
        Augmentation bands = new Augmentation(Content.GLYPH, 0, 0, 0, 0, 0, 0, 0.4, 0, 0, 0, 0, 0, 0);
        GrayImage bar = glyph(4, 31, 60, 33, 0, 255);
        double least = SIZE;
        double most = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            GrayImage changed = bands.apply(bar, seed);
            least = Math.min(least, middle(changed)[1]);
            most = Math.max(most, middle(changed)[1]);
        }
        assertThat(least).isLessThan(29);
        assertThat(most).isGreaterThan(34);
    }

    @Test
    void givesTheSameImageForTheSameSeedAndAnotherForAnother() {
        GrayImage glyph = glyph(10, 10, 20, 54, 0, 255);
        assertThat(Augmentation.CHARACTERS.apply(glyph, 7).pixels())
                .isEqualTo(Augmentation.CHARACTERS.apply(glyph, 7).pixels())
                .isNotEqualTo(Augmentation.CHARACTERS.apply(glyph, 8).pixels());
    }

    @Test
    void takesEmptyAndTinyFrames() {
        for (int size : new int[] {1, 2, 3, 9, SIZE}) {
            GrayImage empty = new GrayImage(size, size, new byte[size * size]);
            assertThat(ink(Augmentation.CHARACTERS.apply(empty, size), 60)).isZero();
            byte[] full = new byte[size * size];
            full[size * size / 2] = (byte) 255;
            assertThat(Augmentation.CHARACTERS.apply(new GrayImage(size, size, full), 5).width()).isEqualTo(size);
        }
    }

    private static GrayImage glyph(int left, int top, int right, int bottom, int paper, int ink) {
        byte[] pixels = new byte[SIZE * SIZE];
        Arrays.fill(pixels, (byte) paper);
        for (int y = top; y < bottom; y++) {
            Arrays.fill(pixels, y * SIZE + left, y * SIZE + right, (byte) ink);
        }
        return new GrayImage(SIZE, SIZE, pixels);
    }

    private static int border(GrayImage image) {
        int most = 0;
        for (int i = 0; i < SIZE; i++) {
            most = Math.max(most, Math.max(image.at(i, 0), image.at(i, SIZE - 1)));
            most = Math.max(most, Math.max(image.at(0, i), image.at(SIZE - 1, i)));
        }
        return most;
    }

    private static int ink(GrayImage image, int threshold) {
        int ink = 0;
        for (byte pixel : image.pixels()) {
            ink += (pixel & 0xff) > threshold ? 1 : 0;
        }
        return ink;
    }

    private static double blackness(GrayImage image, int paper, int ink) {
        double sum = 0;
        for (byte pixel : image.pixels()) {
            sum += ((pixel & 0xff) - paper) / (double) (ink - paper);
        }
        return sum;
    }

    /** Column and row of the ink's centre of gravity; what is fainter than 60 is noise. */
    private static double[] middle(GrayImage image) {
        double sum = 0;
        double columns = 0;
        double rows = 0;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int level = image.at(x, y) > 60 ? image.at(x, y) : 0;
                sum += level;
                columns += level * (double) x;
                rows += level * (double) y;
            }
        }
        return new double[] {columns / sum, rows / sum};
    }
}
