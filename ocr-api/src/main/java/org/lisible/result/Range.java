package org.lisible.result;

/**
 * A half-open range of time steps, pixel columns or whatever its holder says.
 *
 * @param start first one inside
 * @param end first one no longer inside, above {@code start}
 */
public record Range(int start, int end) {

    public Range {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("range from " + start + " to " + end + " is empty or negative");
        }
    }
}
