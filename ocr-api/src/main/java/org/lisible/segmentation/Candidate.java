package org.lisible.segmentation;

import java.util.List;

/**
 * Some neighbouring pieces of a line that may be one character.
 *
 * @param first the number of its first piece in the line
 * @param end the number after its last piece
 * @param components the pieces
 * @param box around them
 * @param logProbabilities {@code double[alphabet.size()]}: what the classifier takes them for, natural logarithms
 */
record Candidate(int first, int end, List<Component> components, Box box, double[] logProbabilities) {

    /** The probability of the most probable character. */
    double confidence() {
        double most = Double.NEGATIVE_INFINITY;
        for (double logProbability : logProbabilities) {
            most = Math.max(most, logProbability);
        }
        return Math.exp(most);
    }
}
