package org.lisible.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void countsEachDurationInItsBucketAndAllAboveIt() {
        Histogram histogram = new Histogram();
        histogram.add(500_000);
        histogram.add(500_001);
        histogram.add(60_000_000_000L);

        assertThat(histogram.atMost(0)).as("at most 0.5 ms").isEqualTo(1);
        assertThat(histogram.atMost(1)).as("at most 1 ms").isEqualTo(2);
        assertThat(histogram.atMost(Histogram.BOUNDS.size() - 1)).as("at most 10 s").isEqualTo(2);
        assertThat(histogram.count()).isEqualTo(3);
        assertThat(histogram.sumSeconds()).isCloseTo(60.001, within(1e-5));
    }

    @Test
    void hasRisingBounds() {
        assertThat(Histogram.BOUNDS).isSorted().doesNotHaveDuplicates();
    }
}
