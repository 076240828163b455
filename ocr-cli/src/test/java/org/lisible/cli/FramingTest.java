package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.lisible.image.GrayImage;

class FramingTest {

    @Test
    void fillsUpToASquareWithPaperBeforeItScales() {
        byte[] pixels = new byte[20 * 10];
        Arrays.fill(pixels, (byte) 200);
        for (int y = 4; y < 6; y++) {
            Arrays.fill(pixels, y * 20 + 8, y * 20 + 12, (byte) 10);
        }
        GrayImage square = Framing.square(new GrayImage(20, 10, pixels), 40);
        assertThat(square.width()).isEqualTo(40);
        assertThat(square.height()).isEqualTo(40);
        assertThat(square.at(0, 0)).isEqualTo(200);
        assertThat(square.at(20, 20)).isLessThan(30);
        assertThat(square.at(20, 13)).isBetween(180, 220);
        assertThat(Framing.square(square, 40)).isSameAs(square);
    }

    @Test
    void cutsOutTheInkWithTheSameMarginOnAllSides() {
        byte[] pixels = new byte[64 * 64];
        for (int y = 50; y < 60; y++) {
            Arrays.fill(pixels, y * 64 + 2, y * 64 + 32, (byte) 255);
        }
        GrayImage image = new GrayImage(64, 64, pixels);
        for (int seed = 0; seed < 20; seed++) {
            GrayImage tight = Framing.tight(image, new SplittableRandom(seed));
            int margin = (tight.width() - 30) / 2;
            assertThat(tight.height()).isEqualTo(10 + 2 * margin);
            assertThat(margin).isBetween(3, 12);
            assertThat(tight.at(margin, margin)).isEqualTo(255);
            assertThat(tight.at(margin - 1, margin)).isZero();
            assertThat(tight.at(margin + 29, margin + 9)).isEqualTo(255);
            assertThat(tight.at(margin + 29, margin + 10)).isZero();
        }
    }

    @Test
    void leavesPaperAlone() {
        GrayImage paper = new GrayImage(8, 8, new byte[64]);
        assertThat(Framing.tight(paper, new SplittableRandom(1))).isSameAs(paper);
    }
}
