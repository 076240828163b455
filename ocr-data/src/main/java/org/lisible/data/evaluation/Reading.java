package org.lisible.data.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What one image says and what was read.
 *
 * @param id names the image
 * @param expected the label
 * @param actual the reading; may be empty
 * @param confidence the reader's own probability that {@code actual} is right, 0 to 1
 */
public record Reading(String id, String expected, String actual, double confidence) {

    public Reading {
        requireNonNull(id, "id is null");
        requireNonNull(expected, "expected is null");
        requireNonNull(actual, "actual is null");
        if (!(confidence >= 0 && confidence <= 1 + 1e-6)) {
            throw new IllegalArgumentException("the confidence of " + id + " is " + confidence + ", not 0 to 1");
        }
    }

    public boolean exact() {
        return expected.equals(actual);
    }

    /** The same reading with both texts in lower case, for sets whose labels say nothing about case. */
    public Reading withoutCase() {
        return new Reading(id, expected.toLowerCase(Locale.ROOT), actual.toLowerCase(Locale.ROOT), confidence);
    }
}
