package org.lisible.segmentation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A text that was read character by character.
 *
 * @param text the lines, joined by line feeds; words apart by one space
 * @param confidence the product of the segments' confidences, 0 to 1
 * @param segments line by line from the top, each from left to right; one for each character that is no space
 */
public record SegmentedText(String text, double confidence, List<Segment> segments) {

    public SegmentedText {
        requireNonNull(text, "text is null");
        segments = List.copyOf(segments);
    }
}
