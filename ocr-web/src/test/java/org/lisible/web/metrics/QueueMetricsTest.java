package org.lisible.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntSupplier;

import org.junit.jupiter.api.Test;

class QueueMetricsTest {

    @Test
    void addsUpTheQueuesThatAreOpen() {
        QueueMetrics metrics = new QueueMetrics();
        IntSupplier emptied = () -> 3;
        metrics.opened(emptied);
        metrics.opened(() -> 4);
        assertThat(metrics.length()).isEqualTo(7);

        metrics.closed(emptied);
        assertThat(metrics.length()).isEqualTo(4);
    }
}
