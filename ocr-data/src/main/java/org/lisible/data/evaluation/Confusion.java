package org.lisible.data.evaluation;

/**
 * A mistake that occurs.
 *
 * @param expected the character that should have been read; empty if one was added
 * @param actual the character that was read; empty if it was dropped
 * @param count how often
 */
public record Confusion(String expected, String actual, int count) {}
