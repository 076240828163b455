package org.lisible.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lisible.result.Range;

/**
 * All alignments of one labelling: the lattice of states {@code blank, l1, blank, l2, … blank} over time steps (Graves et
 * al. 2006, section 4.1). State {@code 2i + 1} is character {@code i}.
 */
final class CtcLattice {

    private CtcLattice() {}

    /**
     * The logarithm of the sum of the probabilities of all paths that read as the labelling (the forward algorithm).
     *
     * @param logProbabilities {@code [steps][classes]}; not modified
     * @param labelling the classes of the characters; not modified
     */
    static double logProbability(double[][] logProbabilities, int[] labelling) {
        int states = 2 * labelling.length + 1;
        int steps = logProbabilities.length;
        double[] alpha = new double[states];
        Arrays.fill(alpha, LogDomain.ZERO);
        alpha[0] = logProbabilities[0][0];
        if (states > 1) {
            alpha[1] = logProbabilities[0][labelling[0]];
        }
        for (int step = 1; step < steps; step++) {
            double[] row = logProbabilities[step];
            // From the last state down, so that the states below still hold the step before.
            for (int state = Math.min(states - 1, 2 * step + 1); state >= 0; state--) {
                double sum = alpha[state];
                if (state > 0) {
                    sum = LogDomain.add(sum, alpha[state - 1]);
                }
                if (mayEnterFromTwoBelow(labelling, state)) {
                    sum = LogDomain.add(sum, alpha[state - 2]);
                }
                alpha[state] = sum + row[clazz(labelling, state)];
            }
        }
        return states == 1 ? alpha[0] : LogDomain.add(alpha[states - 1], alpha[states - 2]);
    }

    /**
     * The steps that the most probable alignment gives to each character (Viterbi).
     *
     * @param logProbabilities {@code [steps][classes]}; not modified
     * @param labelling classes that fit into the steps, a blank between equal neighbours; not modified
     * @return one range for each character, in order, none overlapping
     */
    static List<Range> bestAlignment(double[][] logProbabilities, int[] labelling) {
        int states = 2 * labelling.length + 1;
        int steps = logProbabilities.length;
        byte[][] back = new byte[steps][states];
        double[] best = new double[states];
        Arrays.fill(best, LogDomain.ZERO);
        best[0] = logProbabilities[0][0];
        if (states > 1) {
            best[1] = logProbabilities[0][labelling[0]];
        }
        for (int step = 1; step < steps; step++) {
            for (int state = states - 1; state >= 0; state--) {
                int from = 0;
                if (state > 0 && best[state - 1] > best[state]) {
                    from = 1;
                }
                if (mayEnterFromTwoBelow(labelling, state) && best[state - 2] > best[state - from]) {
                    from = 2;
                }
                back[step][state] = (byte) from;
                best[state] = best[state - from] + logProbabilities[step][clazz(labelling, state)];
            }
        }
        int last = states > 1 && best[states - 2] > best[states - 1] ? states - 2 : states - 1;
        return ranges(back, last, labelling.length);
    }

    private static List<Range> ranges(byte[][] back, int lastState, int characters) {
        int[] start = new int[characters];
        int[] end = new int[characters];
        for (int step = back.length - 1, state = lastState; step >= 0; state -= back[step][state], step--) {
            if (state % 2 == 1) {
                start[state / 2] = step;
                end[state / 2] = Math.max(end[state / 2], step + 1);
            }
        }
        List<Range> ranges = new ArrayList<>(characters);
        for (int character = 0; character < characters; character++) {
            ranges.add(new Range(start[character], end[character]));
        }
        return ranges;
    }

    private static int clazz(int[] labelling, int state) {
        return state % 2 == 0 ? 0 : labelling[state / 2];
    }

    /** Whether the blank between two characters may be left out: not before a blank, nor between equal characters. */
    private static boolean mayEnterFromTwoBelow(int[] labelling, int state) {
        return state % 2 == 1 && state > 1 && labelling[state / 2] != labelling[state / 2 - 1];
    }
}
