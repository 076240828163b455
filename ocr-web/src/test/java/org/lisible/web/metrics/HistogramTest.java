package org.lisible.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void countsEachValueInItsBucketAndAllAboveIt() {
        Histogram histogram = new Histogram(List.of(0.5, 1.0, 10.0));
        histogram.add(0.5);
        histogram.add(0.501);
        histogram.add(60);

        assertThat(histogram.atMost(0)).as("at most 0.5").isEqualTo(1);
        assertThat(histogram.atMost(1)).as("at most 1").isEqualTo(2);
        assertThat(histogram.atMost(2)).as("at most 10").isEqualTo(2);
        assertThat(histogram.count()).isEqualTo(3);
        assertThat(histogram.sum()).isCloseTo(61.001, within(1e-9));
    }

    @Test
    void hasRisingBounds() {
        assertThat(Histogram.SECONDS).isSorted().doesNotHaveDuplicates();
        assertThat(Histogram.COUNTS).isSorted().doesNotHaveDuplicates();
    }
}
