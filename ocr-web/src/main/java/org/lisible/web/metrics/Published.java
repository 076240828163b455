package org.lisible.web.metrics;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What {@code /metrics} shows. A histogram is published bucket by bucket as gauges named as Prometheus names the series of a
 * histogram, so that {@code histogram_quantile} works on any server.
 */
@ApplicationScoped
class Published {

    @Inject
    MetricRegistry registry;

    /** The counter of that name and tags, made if there is none yet. */
    Counter counter(String name, String description, Tag... tags) {
        return registry.counter(metadata(name, description), tags);
    }

    void gauge(String name, String description, Supplier<? extends Number> value, Tag... tags) {
        registry.gauge(metadata(name, description), value, tags);
    }

    void histogram(String name, String description, Histogram histogram, Tag... tags) {
        for (int i = 0; i <= histogram.bounds().size(); i++) {
            int bucket = i;
            String bound = i < histogram.bounds().size() ? plain(histogram.bounds().get(i)) : "+Inf";
            gauge(
                    name + "_bucket",
                    description + ": how many were at most so much",
                    () -> histogram.atMost(bucket),
                    with(tags, new Tag("le", bound)));
        }
        gauge(name + "_count", description + ": how many there were", histogram::count, tags);
        gauge(name + "_sum", description + ": their sum", histogram::sum, tags);
    }

    private static Metadata metadata(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }

    private static Tag[] with(Tag[] tags, Tag more) {
        Tag[] all = Arrays.copyOf(tags, tags.length + 1);
        all[tags.length] = more;
        return all;
    }

    /** 0.0005, not 5.0E-4, and 16, not 16.0: some readers of metrics compare bounds as text. */
    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }
}
