package org.lisible.data.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.data.augmentation.Augmentation.Content;
import org.lisible.image.GrayImage;

class AugmentationTest {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 50;

    @Test
    void givesTheSameImageForTheSameSeed() {
        GrayImage text = block(30, 10, 150, 40);
        assertThat(Augmentation.STRONG.apply(text, 7).pixels())
                .isEqualTo(Augmentation.STRONG.apply(text, 7).pixels());
    }

    @Test
    void givesAnotherImageForAnotherSeed() {
        GrayImage text = block(30, 10, 150, 40);
        assertThat(Augmentation.LIGHT.apply(text, 7).pixels())
                .isNotEqualTo(Augmentation.LIGHT.apply(text, 8).pixels())
                .isNotEqualTo(text.pixels());
    }

    @Test
    void keepsTheSizeOfOddImages() {
        for (int[] size : new int[][] {{1, 1}, {7, 3}, {3, 7}, {207, 13}}) {
            GrayImage image = new GrayImage(size[0], size[1], new byte[size[0] * size[1]]);
            GrayImage augmented = Augmentation.STRONG.apply(image, 5);
            assertThat(augmented.width()).isEqualTo(size[0]);
            assertThat(augmented.height()).isEqualTo(size[1]);
        }
    }

    @Test
    void doesNotTouchItsInput() {
        GrayImage text = block(30, 10, 150, 40);
        byte[] before = text.pixels().clone();
        Augmentation.STRONG.apply(text, 7);
        assertThat(text.pixels()).isEqualTo(before);
    }

    @Test
    void givesTheImageItselfWithoutAugmentation() {
        GrayImage text = block(30, 10, 150, 40);
        assertThat(Augmentation.NONE.apply(text, 1)).isSameAs(text);
    }

    @Test
    void keepsTextInThePictureThatLiesInItsCorner() {
        Augmentation shifts = Augmentation.line(0, 0, 0, 30, 20, 0, 0, 0, 0, 0, 0);
        GrayImage text = block(1, 1, 60, 20);
        int ink = ink(text);
        for (int seed = 0; seed < 200; seed++) {
            assertThat(ink(shifts.apply(text, seed))).as("seed %d", seed).isBetween(ink * 97 / 100, ink * 103 / 100);
        }
    }

    @Test
    void movesTextThatHasRoom() {
        Augmentation shifts = Augmentation.line(0, 0, 0, 10, 5, 0, 0, 0, 0, 0, 0);
        Set<Integer> lefts = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            GrayImage moved = shifts.apply(block(50, 15, 150, 35), seed);
            int left = 0;
            while (moved.at(left, 25) > 128) {
                left++;
            }
            lefts.add(left);
        }
        assertThat(lefts).contains(41, 50, 59).allMatch(left -> left >= 40 && left <= 60);
    }

    @Test
    void fillsTheBorderWithTheEdge() {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        Arrays.fill(pixels, (byte) 200);
        GrayImage augmented = Augmentation.line(5, 0.2, 0.1, 8, 4, 2, 0, 0, 0, 0, 0)
                .apply(new GrayImage(WIDTH, HEIGHT, pixels), 3);
        assertThat(augmented.pixels()).isEqualTo(pixels);
    }

    @Test
    void hasASeedForEachImageOfEachEpoch() {
        Set<Long> seeds = new HashSet<>();
        for (int index = 0; index < 100; index++) {
            for (int epoch = 1; epoch <= 100; epoch++) {
                seeds.add(Augmentation.seed(42, index, epoch));
            }
        }
        assertThat(seeds).hasSize(10_000);
    }

    @Test
    void listsItsPresetsWhenTheNameIsUnknown() {
        assertThat(Augmentation.named("moderate")).isSameAs(Augmentation.MODERATE);
        assertThatThrownBy(() -> Augmentation.named("medium"))
                .hasMessage("unknown augmentation 'medium'; there are: none, light, moderate, strong, characters");
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThatThrownBy(() -> Augmentation.line(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .hasMessage("an augmentation's range is -1.0, not at least 0");
        assertThatThrownBy(() -> Augmentation.line(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2))
                .hasMessageContaining("strike and contrast go up to 1");
        assertThatThrownBy(() -> new Augmentation(Content.LINE, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0))
                .hasMessage("only strokes of a glyph can be made thicker and thinner, not those of a line");
    }

    /** A training that was recorded with a preset can be repeated: the sums were taken before there were characters. */
    @ParameterizedTest
    @CsvSource({"light, 5a81c9c5", "moderate, ff91b03d", "strong, 7cf32a98"})
    void distortsLinesByThePresetsAsItAlwaysDid(String preset, String sum) {
        CRC32 crc = new CRC32();
        for (int seed = 0; seed < 300; seed++) {
            crc.update(Augmentation.named(preset).apply(checks(seed), seed).pixels());
        }
        assertThat(Long.toHexString(crc.getValue())).isEqualTo(sum);
    }

    private static GrayImage block(int left, int top, int right, int bottom) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= left && x < right && y >= top && y < bottom;
                pixels[y * WIDTH + x] = (byte) (inside ? 10 : 230);
            }
        }
        return new GrayImage(WIDTH, HEIGHT, pixels);
    }

    /** A checked pattern with some grain; each third is a captcha's size. */
    private static GrayImage checks(int seed) {
        int width = seed % 3 == 0 ? 200 : 37 + seed;
        int height = seed % 3 == 0 ? 50 : 20 + seed % 40;
        byte[] pixels = new byte[width * height];
        Random grain = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x > width / 5 && x < width * 4 / 5 && y > height / 4 && y < height * 3 / 4;
                pixels[y * width + x] = (byte) ((inside && (x / 6 + y / 5) % 2 == 0 ? 20 : 220) + grain.nextInt(9));
            }
        }
        return new GrayImage(width, height, pixels);
    }

    private static int ink(GrayImage image) {
        int ink = 0;
        for (byte pixel : image.pixels()) {
            ink += 230 - (pixel & 0xff);
        }
        return ink / 220;
    }
}
