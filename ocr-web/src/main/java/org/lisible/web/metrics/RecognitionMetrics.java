package org.lisible.web.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Counts images and times them, by the model and the engine that read them. Models and engines must be ones that there are:
 * a name that a client made up would be a series of its own.
 */
@ApplicationScoped
public class RecognitionMetrics {

    /** The model or engine of an image that none was found for. */
    public static final String NONE = "none";

    @Inject
    Published published;

    private final Map<Timed, Histogram> times = new ConcurrentHashMap<>();

    private record Timed(String model, String engine, String stage) {}

    /**
     * An image was read.
     *
     * @param model its {@code id/version}
     * @param engine its id
     * @param stages nanoseconds by the name of the stage
     * @param totalNanos all stages and what lay between them
     */
    public void read(String model, String engine, Map<String, Long> stages, long totalNanos) {
        count(model, engine, 200);
        stages.forEach((stage, nanos) -> times.computeIfAbsent(new Timed(model, engine, stage), this::stage)
                .add(nanos / 1e9));
        times.computeIfAbsent(new Timed(model, engine, ""), this::total).add(totalNanos / 1e9);
    }

    /**
     * An image was not read.
     *
     * @param model its {@code id/version}, or {@link #NONE}
     * @param engine its id, or {@link #NONE}
     * @param status the HTTP status of the failure
     */
    public void failed(String model, String engine, int status) {
        count(model, engine, status);
    }

    /** An answer was sought in the cache. One that was found is an image answered, and has no durations. */
    public void soughtInCache(String model, String engine, boolean found) {
        cacheRequests(model, engine, found).inc();
        if (found) {
            count(model, engine, 200);
        }
    }

    private Counter cacheRequests(String model, String engine, boolean found) {
        return published.counter(
                "ocr_cache_requests_total",
                "Answers that were sought in the cache",
                new Tag("model", model),
                new Tag("engine", engine),
                new Tag("outcome", found ? "hit" : "miss"));
    }

    private void count(String model, String engine, int status) {
        published.counter(
                        "ocr_images_total",
                        "Images by the model and engine that were to read them and the status of the answer",
                        new Tag("model", model),
                        new Tag("engine", engine),
                        new Tag("status", String.valueOf(status)))
                .inc();
    }

    private Histogram stage(Timed timed) {
        Histogram histogram = new Histogram(Histogram.SECONDS);
        published.histogram(
                "ocr_stage_duration_seconds",
                "Seconds that images spent in a stage",
                histogram,
                new Tag("model", timed.model()),
                new Tag("engine", timed.engine()),
                new Tag("stage", timed.stage()));
        return histogram;
    }

    private Histogram total(Timed timed) {
        cacheRequests(timed.model(), timed.engine(), true);
        cacheRequests(timed.model(), timed.engine(), false);
        Histogram histogram = new Histogram(Histogram.SECONDS);
        published.histogram(
                "ocr_image_duration_seconds",
                "Seconds from the bytes of an image to its text",
                histogram,
                new Tag("model", timed.model()),
                new Tag("engine", timed.engine()));
        return histogram;
    }
}
