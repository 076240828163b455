package org.lisible.web.metrics;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.lisible.web.recognition.Outcome;
import org.lisible.web.recognition.Stage;

/**
 * Counts images and times the stages. The histograms are published bucket by bucket as gauges named as Prometheus names
 * the series of a histogram, so that {@code histogram_quantile} works on any server.
 */
@ApplicationScoped
public class RecognitionMetrics {

    private static final String STAGES = "ocr_stage_seconds";

    @Inject
    MetricRegistry registry;

    private final Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);

    @PostConstruct
    void register() {
        for (Stage stage : Stage.values()) {
            Histogram histogram = new Histogram();
            histograms.put(stage, histogram);
            Tag name = new Tag("stage", stage.label());
            for (int i = 0; i <= Histogram.BOUNDS.size(); i++) {
                int bucket = i;
                String bound = i < Histogram.BOUNDS.size() ? plain(Histogram.BOUNDS.get(i)) : "+Inf";
                gauge(
                        STAGES + "_bucket",
                        "Images whose stage took at most so many seconds",
                        () -> histogram.atMost(bucket),
                        name,
                        new Tag("le", bound));
            }
            gauge(STAGES + "_count", "Images that reached the stage", histogram::count, name);
            gauge(STAGES + "_sum", "Seconds spent in the stage", histogram::sumSeconds, name);
        }
    }

    /** 0.0005, not 5.0E-4: some readers of metrics compare bounds as text. */
    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).toPlainString();
    }

    private void gauge(String name, String description, Supplier<? extends Number> value, Tag... tags) {
        Metadata metadata = Metadata.builder().withName(name).withDescription(description).build();
        registry.gauge(metadata, value, tags);
    }

    /** An image was read. */
    public void read(Outcome reading) {
        count(reading.manifest().name(), reading.engine().engine(), 200);
        reading.timings().stages().forEach((stage, nanos) -> histograms.get(stage).add(nanos));
    }

    /**
     * An image was not read. Model and engine are not named: they may be names that a client made up.
     *
     * @param status the HTTP status of the failure
     */
    public void failed(int status) {
        count("", "", status);
    }

    private void count(String model, String engine, int status) {
        Metadata metadata = Metadata.builder()
                .withName("ocr_images_total")
                .withDescription("Images by the model and engine that read them and the status of the answer")
                .build();
        registry.counter(
                        metadata,
                        new Tag("model", model.isEmpty() ? "none" : model),
                        new Tag("engine", engine.isEmpty() ? "none" : engine),
                        new Tag("status", String.valueOf(status)))
                .inc();
    }
}
