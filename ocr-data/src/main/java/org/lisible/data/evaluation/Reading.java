package org.lisible.data.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * What one image says and what was read.
 *
 * @param id names the image
 * @param expected the label
 * @param actual the reading; may be empty
 * @param confidence the reader's own probability that {@code actual} is right, 0 to 1
 * @param ranked what it may be, most probable first, {@code actual} included; empty if the reader ranks nothing
 */
public record Reading(String id, String expected, String actual, double confidence, List<String> ranked) {

    public Reading {
        requireNonNull(id, "id is null");
        requireNonNull(expected, "expected is null");
        requireNonNull(actual, "actual is null");
        if (!(confidence >= 0 && confidence <= 1 + 1e-6)) {
            throw new IllegalArgumentException("the confidence of " + id + " is " + confidence + ", not 0 to 1");
        }
        ranked = List.copyOf(ranked);
    }

    /** A reading whose reader ranks nothing. */
    public Reading(String id, String expected, String actual, double confidence) {
        this(id, expected, actual, confidence, List.of());
    }

    public boolean exact() {
        return expected.equals(actual);
    }

    /** Whether the label is among the first so many that the reader ranks. */
    public boolean among(int most) {
        return exact() || ranked.subList(0, Math.min(most, ranked.size())).contains(expected);
    }

    /** The same reading with all texts in lower case, for sets whose labels say nothing about case. */
    public Reading withoutCase() {
        return new Reading(
                id,
                lower(expected),
                lower(actual),
                confidence,
                ranked.stream().map(Reading::lower).distinct().toList());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
