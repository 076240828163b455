package org.lisible.web.recognition;

import static java.util.Objects.requireNonNull;

import java.util.List;

import org.lisible.model.Manifest;
import org.lisible.result.Range;
import org.lisible.result.Span;
import org.lisible.segmentation.Box;
import org.lisible.segmentation.Segment;
import org.lisible.segmentation.SegmentedText;
import org.lisible.spi.EngineInfo;

/**
 * A text that was read in one image, character by character with the place of each.
 *
 * @param text the text and its segments
 * @param manifest the model that read
 * @param engine the engine that read
 * @param width columns of the image, upright
 * @param height rows of the image, upright
 * @param timings the stages
 */
public record TextReading(
        SegmentedText text, Manifest manifest, EngineInfo engine, int width, int height, Timings timings)
        implements Outcome {

    private static final int TOP = 5;

    public TextReading {
        requireNonNull(text, "text is null");
        requireNonNull(manifest, "manifest is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(timings, "timings is null");
    }

    /** A line that was read as a whole: its spans, as high as the image, are the segments. */
    static TextReading of(Reading line) {
        List<Segment> segments = line.recognition().spans().stream()
                .map(span -> segment(span, line.width(), line.height()))
                .toList();
        SegmentedText text =
                new SegmentedText(line.recognition().text(), line.recognition().confidence(), segments);
        return new TextReading(text, line.manifest(), line.engine(), line.width(), line.height(), line.timings());
    }

    private static Segment segment(Span span, int width, int height) {
        Range columns = span.columns().orElse(new Range(0, width));
        return new Segment(
                new Box(columns.start(), 0, columns.end() - columns.start(), height),
                span.text(),
                span.confidence(),
                0,
                span.alternatives().stream().limit(TOP).toList());
    }
}
