package org.lisible.decode;

import java.util.Arrays;

/** The most probable path: the best class of each step, repeats joined, blanks dropped. */
final class GreedySearch {

    private GreedySearch() {}

    /**
     * @param logProbabilities {@code [steps][classes]}, class 0 the blank; not modified
     * @return the classes of the text's characters
     */
    static int[] labelling(double[][] logProbabilities) {
        int[] labelling = new int[logProbabilities.length];
        int length = 0;
        int before = 0;
        for (double[] row : logProbabilities) {
            int best = 0;
            for (int clazz = 1; clazz < row.length; clazz++) {
                if (row[clazz] > row[best]) {
                    best = clazz;
                }
            }
            if (best != 0 && best != before) {
                labelling[length++] = best;
            }
            before = best;
        }
        return Arrays.copyOf(labelling, length);
    }
}
