package org.lisible.web.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What becomes of engines and models while the server runs: states, swaps, queues. To be told of every change by whoever
 * makes it. Safe for any thread.
 */
@ApplicationScoped
public class EngineMetrics {

    private static final String READY = "ready";
    private static final String SWAPPED = "swapped";
    private static final String REJECTED = "rejected";

    @Inject
    Published published;

    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<Pair, QueueMetrics> queues = new ConcurrentHashMap<>();

    private record Pair(String model, String engine) {}

    /** What can be swapped. */
    public enum Part {
        ENGINE,
        MODEL
    }

    /**
     * An engine is now in that state. One series for each state that an engine has been in, 1 for the one it is in, so that
     * an alert can be made of any; {@code ready} always has one.
     *
     * @param engine its id
     * @param state as the API names it: {@code ready}, {@code failed}, {@code sick} and so on; {@code gone} if there is no
     *     such engine any more
     */
    public void state(String engine, String state) {
        states.put(engine, state);
        publish(engine, READY);
        publish(engine, state);
        // From the first day on, so that the first increase is seen: a series that begins with 1 has none.
        swaps(Part.ENGINE, engine, SWAPPED);
        swaps(Part.ENGINE, engine, REJECTED);
        sickness(engine);
    }

    private void publish(String engine, String state) {
        published.gauge(
                "ocr_engine_state",
                "1 for the state that an engine is in, 0 for others that it was in",
                () -> state.equals(states.get(engine)) ? 1 : 0,
                new Tag("engine", engine),
                new Tag("state", state));
    }

    /** A new engine or model took over from the one of the same name. */
    public void swapped(Part part, String name) {
        swaps(part, name, SWAPPED).inc();
    }

    /** A new engine or model did not prove itself; the one of the same name goes on. */
    public void rejected(Part part, String name) {
        swaps(part, name, REJECTED).inc();
    }

    private Counter swaps(Part part, String name, String outcome) {
        return published.counter(
                "ocr_swaps_total",
                "Engines and models that were to take over from those of the same name, and whether they did",
                new Tag("part", part == Part.ENGINE ? "engine" : "model"),
                new Tag("name", name),
                new Tag("outcome", outcome));
    }

    /** An engine hung, blew up or broke its promises and is to be replaced. */
    public void sick(String engine) {
        sickness(engine).inc();
    }

    private Counter sickness(String engine) {
        return published.counter(
                "ocr_engine_sick_total", "How often an engine was found sick", new Tag("engine", engine));
    }

    /**
     * The one record of all queues of a model on an engine.
     *
     * @param model its {@code id/version}
     * @param engine its id
     */
    public QueueMetrics queue(String model, String engine) {
        return queues.computeIfAbsent(new Pair(model, engine), this::published);
    }

    private QueueMetrics published(Pair pair) {
        QueueMetrics metrics = new QueueMetrics();
        Tag model = new Tag("model", pair.model());
        Tag engine = new Tag("engine", pair.engine());
        published.gauge("ocr_queue_length", "Images that wait for an engine", metrics::length, model, engine);
        published.histogram(
                "ocr_batch_size", "Images that an engine was given at once", metrics.batches(), model, engine);
        return metrics;
    }
}
