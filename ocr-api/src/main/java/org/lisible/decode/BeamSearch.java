package org.lisible.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Prefix beam search (Hannun et al. 2014, without language model) in the log domain. A prefix gathers the probability of
 * all its paths, split by whether they end in a blank. What the {@link Grammar} rules out, or what can no longer become a
 * whole text in the steps that are left, never enters the beam; the beam is therefore never empty, and dropping it
 * changes no whole text's probability.
 */
final class BeamSearch {

    private final double[][] logProbabilities;
    private final Grammar grammar;
    private final int width;
    private final List<Prefix> candidates = new ArrayList<>();

    private BeamSearch(double[][] logProbabilities, Grammar grammar, int width) {
        this.logProbabilities = logProbabilities;
        this.grammar = grammar;
        this.width = width;
    }

    /**
     * @param logProbabilities {@code [steps][classes]}, class 0 the blank; not modified
     * @param grammar the texts that may be read; one of them fits into the steps
     * @param width how many prefixes are kept after each step
     * @return the classes of the texts in the last beam, most probable first by the paths that the search kept
     */
    static List<int[]> labellings(double[][] logProbabilities, Grammar grammar, int width) {
        return new BeamSearch(logProbabilities, grammar, width).search();
    }

    private List<int[]> search() {
        Prefix empty = new Prefix(null, 0, grammar.start());
        empty.nextBlank = 0;
        empty.advance();
        List<Prefix> beam = List.of(empty);
        for (int step = 0; step < logProbabilities.length; step++) {
            beam = advance(beam, logProbabilities[step], logProbabilities.length - 1 - step);
        }
        return beam.stream().map(Prefix::labelling).toList();
    }

    private List<Prefix> advance(List<Prefix> beam, double[] row, int stepsLeft) {
        candidates.clear();
        for (Prefix prefix : beam) {
            stay(prefix, row, stepsLeft);
        }
        double threshold = threshold();
        for (Prefix prefix : beam) {
            extend(prefix, row, stepsLeft, threshold);
        }
        // Also those of the old beam that were dropped: nothing of this step may remain in them for a later one.
        beam.forEach(Prefix::advance);
        for (Prefix prefix : candidates) {
            if (prefix.candidate) {
                prefix.advance();
            }
        }
        candidates.sort(Comparator.comparingDouble((Prefix prefix) -> prefix.total).reversed());
        return new ArrayList<>(candidates.subList(0, Math.min(width, candidates.size())));
    }

    /** A blank, or the last character once more: the text stays the same. */
    private void stay(Prefix prefix, double[] row, int stepsLeft) {
        if (grammar.stepsAfterBlank(prefix.state) <= stepsLeft) {
            prefix.nextBlank = prefix.total + row[0];
        }
        if (prefix.length > 0 && grammar.stepsAfterCharacter(prefix.state) <= stepsLeft) {
            prefix.nextCharacter = prefix.character + row[prefix.clazz];
        }
        if (prefix.nextBlank > LogDomain.ZERO || prefix.nextCharacter > LogDomain.ZERO) {
            prefix.candidate = true;
            candidates.add(prefix);
        }
    }

    /**
     * What a new prefix must beat: if the beam is already full of prefixes that stay, the least of them. Exact, for what
     * is added to those later only makes them more probable.
     */
    private double threshold() {
        if (candidates.size() < width) {
            return LogDomain.ZERO;
        }
        double least = Double.POSITIVE_INFINITY;
        for (Prefix prefix : candidates) {
            least = Math.min(least, LogDomain.add(prefix.nextBlank, prefix.nextCharacter));
        }
        return least;
    }

    private void extend(Prefix prefix, double[] row, int stepsLeft, double threshold) {
        for (int clazz = 1; clazz < row.length; clazz++) {
            // Between equal characters there must have been a blank, or they would be one.
            double score = (clazz == prefix.clazz ? prefix.blank : prefix.total) + row[clazz];
            Prefix child = prefix.child(clazz);
            boolean present = child != null && child.candidate;
            if (score == LogDomain.ZERO || !present && score < threshold) {
                continue;
            }
            int state = child != null ? child.state : grammar.next(prefix.state, clazz);
            if (state == Grammar.NONE || grammar.stepsAfterCharacter(state) > stepsLeft) {
                continue;
            }
            if (child == null) {
                child = prefix.makeChild(clazz, state, row.length);
            }
            child.nextCharacter = LogDomain.add(child.nextCharacter, score);
            if (!child.candidate) {
                child.candidate = true;
                candidates.add(child);
            }
        }
    }
}
