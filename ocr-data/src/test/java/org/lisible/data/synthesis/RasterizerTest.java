package org.lisible.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.lisible.data.drawing.Plane;

class RasterizerTest {

    @Test
    void coversTheExactAreaOfARectangleBetweenPixels() {
        Plane plane = new Plane(4, 3);
        Rasterizer.fill(new Outline(List.of(new float[] {0.5f, 0.25f, 2.75f, 0.25f, 2.75f, 2, 0.5f, 2})), plane);
        assertThat(plane.levels()).containsExactly(
                new float[] {0.375f, 0.75f, 0.5625f, 0, 0.5f, 1, 0.75f, 0, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void coversTheAreaOfAnyTriangle() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            float[] p = new float[6];
            for (int k = 0; k < 6; k++) {
                p[k] = random.nextFloat(0, 20);
            }
            Plane plane = new Plane(20, 20);
            Rasterizer.fill(new Outline(List.of(p)), plane);
            float sum = 0;
            for (float level : plane.levels()) {
                sum += level;
            }
            float area = Math.abs((p[2] - p[0]) * (p[5] - p[1]) - (p[4] - p[0]) * (p[3] - p[1])) / 2;
            assertThat(sum).as("triangle %d", i).isCloseTo(area, within(0.01f));
        }
    }

    @Test
    void cutsOffWhatLiesOutside() {
        Plane plane = new Plane(4, 2);
        Rasterizer.fill(new Outline(List.of(new float[] {-5, -5, 2, -5, 2, 9, -5, 9})), plane);
        assertThat(plane.levels()).containsExactly(new float[] {1, 1, 0, 0, 1, 1, 0, 0}, within(1e-6f));
    }

    @Test
    void leavesTheHoleOfARing() {
        Plane plane = new Plane(3, 3);
        Rasterizer.fill(
                new Outline(List.of(new float[] {0, 0, 3, 0, 3, 3, 0, 3}, new float[] {1, 1, 1, 2, 2, 2, 2, 1})), plane);
        assertThat(plane.levels()).containsExactly(new float[] {1, 1, 1, 1, 0, 1, 1, 1, 1}, within(1e-6f));
    }

    @Test
    void growsOutlinesOutwardsAndHolesInwards() {
        Outline ring = new Outline(List.of(new float[] {0, 0, 30, 0, 30, 30, 0, 30}, new float[] {10, 10, 10, 20, 20, 20, 20, 10}));
        Outline bold = ring.embolden(2);
        assertThat(bold.contours().get(0)).containsExactly(new float[] {-2, -2, 32, -2, 32, 32, -2, 32}, within(1e-4f));
        assertThat(bold.contours().get(1)).containsExactly(new float[] {12, 12, 12, 18, 18, 18, 18, 12}, within(1e-4f));
    }
}
