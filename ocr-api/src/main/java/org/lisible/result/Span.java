package org.lisible.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One piece of a reading (with CTC and classifiers: one character) and where it came from. Sources other than images
 * will add further places beside {@link #columns}; each is optional.
 *
 * @param text the piece
 * @param confidence probability of this piece, 0 to 1
 * @param alternatives what else it could be, most probable first, the piece itself included
 * @param steps the network's time steps that speak for it
 * @param columns the columns of the source image that those steps cover, if the host knows them
 */
public record Span(
        String text, double confidence, List<Alternative> alternatives, Range steps, Optional<Range> columns) {

    public Span {
        requireNonNull(text, "text is null");
        alternatives = List.copyOf(alternatives);
        requireNonNull(steps, "steps is null");
        requireNonNull(columns, "columns is null");
    }
}
