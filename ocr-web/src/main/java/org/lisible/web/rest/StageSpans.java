package org.lisible.web.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.web.recognition.Outcome;
import org.lisible.web.recognition.Stage;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Traces: a span for each image, below that of its request, and one for each stage below that. Made when the image is read,
 * from the times that were taken anyway, so that reading itself knows nothing of traces; nothing is done unless the
 * server's MicroProfile Telemetry is on ({@code otel.sdk.disabled=false}).
 */
@ApplicationScoped
public class StageSpans {

    @Inject
    Tracer tracer;

    /** An image was read, up to now. */
    void add(Outcome outcome) {
        Instant began = Instant.now().minusNanos(outcome.timings().total());
        Span image = tracer.spanBuilder("read image").setStartTimestamp(began).startSpan();
        if (image.isRecording()) {
            image.setAttribute("ocr.model", outcome.manifest().name());
            image.setAttribute("ocr.engine", outcome.engine().engine());
            addStages(outcome.timings().stages(), image, began);
        }
        image.end();
    }

    /** One after the other, as they were. */
    private void addStages(Map<Stage, Long> stages, Span image, Instant began) {
        Instant start = began;
        for (Stage stage : Stage.values()) {
            Duration took = Duration.ofNanos(stages.getOrDefault(stage, 0L));
            tracer.spanBuilder(stage.label())
                    .setParent(image.storeInContext(Context.current()))
                    .setStartTimestamp(start)
                    .startSpan()
                    .end(start.plus(took));
            start = start.plus(took);
        }
    }
}
