package org.lisible.segmentation;

import static java.util.Objects.requireNonNull;

import java.util.List;

import org.lisible.result.Alternative;

/**
 * One character of a text and where it stands.
 *
 * @param box around its ink, in pixels of the picture
 * @param character what it is in its context: one symbol of the model's alphabet
 * @param confidence the probability of that, given the cut and the other characters, 0 to 1
 * @param line the number of its line, from 0 at the top
 * @param top5 what the classifier takes the picture of it for without any context, most probable first
 */
public record Segment(Box box, String character, double confidence, int line, List<Alternative> top5) {

    public Segment {
        requireNonNull(box, "box is null");
        requireNonNull(character, "character is null");
        top5 = List.copyOf(top5);
    }
}
