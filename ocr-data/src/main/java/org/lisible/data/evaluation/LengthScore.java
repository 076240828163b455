package org.lisible.data.evaluation;

/**
 * How texts of one length were read.
 *
 * @param length of the expected texts, in characters
 * @param images how many there are
 * @param exact how many of them were read without a fault
 */
public record LengthScore(int length, int images, int exact) {}
