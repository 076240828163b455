package org.lisible.result;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Text that was read, how sure the reader is, and where each piece of it stands.
 *
 * @param text what was read; may be empty
 * @param confidence probability of the whole text, 0 to 1
 * @param spans the text's pieces in reading order; their texts joined are {@link #text}
 * @param alternatives other readings of the whole, most probable first; the first is {@link #text} itself
 */
public record Recognition(String text, double confidence, List<Span> spans, List<Alternative> alternatives)
        implements EngineResult {

    public Recognition {
        requireNonNull(text, "text is null");
        spans = List.copyOf(spans);
        alternatives = List.copyOf(alternatives);
    }
}
