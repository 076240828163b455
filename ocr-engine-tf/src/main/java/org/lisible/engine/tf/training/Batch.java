package org.lisible.engine.tf.training;

/**
 * Examples laid side by side.
 *
 * @param size how many there are
 * @param inputs {@code float[size * channels * height * width]}
 * @param labels {@code int[size][]}, symbol indices of the alphabet
 */
record Batch(int size, float[] inputs, int[][] labels) {}
