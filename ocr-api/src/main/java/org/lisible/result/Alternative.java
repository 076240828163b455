package org.lisible.result;

import static java.util.Objects.requireNonNull;

/**
 * One possible reading and its probability.
 *
 * @param text what it could be; empty for a CTC blank
 * @param confidence probability, 0 to 1
 */
public record Alternative(String text, double confidence) {

    public Alternative {
        requireNonNull(text, "text is null");
    }
}
