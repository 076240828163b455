package org.lisible.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void knowsItsQuantilesAndItsSpread() {
        Sample sample = Sample.of(new double[] {5, 1, 4, 2, 3});
        assertThat(sample.median()).isEqualTo(3);
        assertThat(sample.quantile(0)).isEqualTo(1);
        assertThat(sample.quantile(0.95)).isEqualTo(4.8);
        assertThat(sample.spread()).isEqualTo(2.0 / 3);
        assertThat(Sample.of(new double[] {7}).median()).isEqualTo(7);
    }

    /** The tables' order statistics: the 4th of 15, the 6th of 20, the 1st of 6; none of 5. */
    @Test
    void boundsItsMedianByOrderStatistics() {
        assertThat(upTo(15).medianBounds()).containsExactly(4, 12);
        assertThat(upTo(20).medianBounds()).containsExactly(6, 15);
        assertThat(upTo(6).medianBounds()).containsExactly(1, 6);
        assertThat(upTo(5).medianBounds()).containsExactly(1, 5);
        assertThat(upTo(1).medianBounds()).containsExactly(1, 1);
    }

    @Test
    void theBoundsHoldTheTrueMedianAsOftenAsTheySay() {
        Random random = new Random(8);
        int held = 0;
        for (int i = 0; i < 4000; i++) {
            double[] bounds = Sample.of(random.doubles(15).map(x -> x * x).toArray()).medianBounds();
            held += bounds[0] <= 0.25 && 0.25 <= bounds[1] ? 1 : 0;
        }
        assertThat(held / 4000.0).isBetween(0.95, 0.98);
    }

    private static Sample upTo(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> i + 1);
        return Sample.of(values);
    }
}
