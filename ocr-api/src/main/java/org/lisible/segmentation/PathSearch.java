package org.lisible.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.lisible.language.CharacterModel;
import org.lisible.model.Alphabet;

/**
 * The best path through a line's candidates: dynamic programming over the borders between pieces, where a state is also
 * what the character model knows of the text so far.
 */
final class PathSearch {

    /** States kept at each border. */
    private static final int BEAM = 24;
    /** Characters tried for each candidate, and how far behind the best one they may be. */
    private static final int CHOICES = 7;
    private static final double WORST = 8;
    /** Odds beyond which a gap is what it seems. */
    private static final double SURE = 6;

    private final Lattice lattice;
    private final LineMetrics metrics;
    private final Spacing spacing;
    private final SegmentationOptions options;
    private final CharacterModel language;
    private final Alphabet alphabet;
    private final Stance[] stances;

    PathSearch(
            Lattice lattice,
            LineMetrics metrics,
            Spacing spacing,
            SegmentationOptions options,
            CharacterModel language,
            Alphabet alphabet,
            Stance[] stances) {
        this.lattice = lattice;
        this.metrics = metrics;
        this.spacing = spacing;
        this.options = options;
        this.language = language;
        this.alphabet = alphabet;
        this.stances = stances;
    }

    /**
     * One character of the path.
     *
     * @param candidate what it is made of
     * @param clazz which character it is
     * @param spaceBefore whether a word begins with it
     * @param confidence that it is this one, given the rest of the path
     */
    record Step(Candidate candidate, int clazz, boolean spaceBefore, double confidence) {}

    private record State(double score, int context, State before, Candidate candidate, int clazz, boolean spaceBefore) {}

    /** @param candidates that lead from the first piece to the last at least once */
    List<Step> best(List<Candidate> candidates) {
        int pieces = lattice.pieces().size();
        List<Map<Integer, State>> states = new ArrayList<>();
        for (int border = 0; border <= pieces; border++) {
            states.add(new HashMap<>());
        }
        states.getFirst().put(CharacterModel.START, new State(0, CharacterModel.START, null, null, -1, false));
        Map<Integer, List<Candidate>> byFirst = new HashMap<>();
        candidates.forEach(candidate -> byFirst.computeIfAbsent(candidate.first(), _ -> new ArrayList<>()).add(candidate));
        int right = 0;
        for (int border = 0; border < pieces; border++) {
            List<State> beam = states.get(border).values().stream()
                    .sorted(Comparator.comparingDouble(State::score).reversed())
                    .limit(BEAM)
                    .toList();
            for (Candidate candidate : byFirst.getOrDefault(border, List.of())) {
                double odds = border == 0 ? -SURE : Math.clamp(spacing.logOdds(candidate.box().x() - right), -SURE, SURE);
                extend(beam, candidate, odds, states.get(candidate.end()));
            }
            right = Math.max(right, lattice.pieces().get(border).box().right());
        }
        State last = states.getLast().values().stream().max(Comparator.comparingDouble(State::score)).orElseThrow();
        return steps(last);
    }

    private void extend(List<State> beam, Candidate candidate, double odds, Map<Integer, State> states) {
        double[] scores = scores(candidate);
        double base = options.reward() - options.cut() * lattice.cuts(candidate.first(), candidate.end()) / 2.0
                - options.join() * lattice.gaps(candidate.first(), candidate.end());
        List<Integer> choices = choices(scores);
        for (State state : beam) {
            for (int space = odds <= -SURE ? 0 : odds >= SURE ? 1 : 0; space <= (odds <= -SURE ? 0 : 1); space++) {
                // Softplus: the logarithm of the probability of what is supposed here.
                double score = state.score + base - Math.log1p(Math.exp(space == 1 ? -odds : odds));
                int context = state.context;
                if (space == 1) {
                    score += language(context, ' ');
                    context = CharacterModel.next(context, ' ');
                }
                for (int clazz : choices) {
                    char character = symbol(clazz);
                    State next = new State(
                            score + scores[clazz] + language(context, character),
                            CharacterModel.next(context, character),
                            state,
                            candidate,
                            clazz,
                            space == 1);
                    states.merge(next.context, next, (old, better) -> better.score > old.score ? better : old);
                }
            }
        }
    }

    /** Looks and place of each class: {@code double[classes]}. */
    private double[] scores(Candidate candidate) {
        double[] scores = new double[stances.length];
        for (int clazz = 0; clazz < scores.length; clazz++) {
            scores[clazz] = candidate.logProbabilities()[clazz] + options.placeWeight() * stances[clazz].fit(candidate.box(), metrics);
        }
        return scores;
    }

    private static List<Integer> choices(double[] scores) {
        double most = IntStream.range(0, scores.length).mapToDouble(clazz -> scores[clazz]).max().orElseThrow();
        return IntStream.range(0, scores.length)
                .filter(clazz -> scores[clazz] >= most - WORST)
                .boxed()
                .sorted(Comparator.comparingDouble(clazz -> -scores[clazz]))
                .limit(CHOICES)
                .toList();
    }

    private double language(int context, char character) {
        if (options.languageWeight() == 0) {
            return 0;
        }
        double doubt = options.languageDoubt();
        return options.languageWeight()
                * Math.log((1 - doubt) * Math.exp(language.logProbability(context, character)) + doubt / 95);
    }

    private char symbol(int clazz) {
        return alphabet.symbols().get(clazz).charAt(0);
    }

    private List<Step> steps(State last) {
        List<Step> steps = new ArrayList<>();
        State after = null;
        for (State state = last; state.before != null; state = state.before) {
            steps.addFirst(new Step(state.candidate, state.clazz, state.spaceBefore, confidence(state, after)));
            after = state;
        }
        return steps;
    }

    /** The probability of the class that was chosen against all others, the rest of the path being as it is. */
    private double confidence(State state, State after) {
        double[] scores = scores(state.candidate);
        int context = state.spaceBefore ? CharacterModel.next(state.before.context, ' ') : state.before.context;
        double sum = 0;
        double chosen = 0;
        for (int clazz = 0; clazz < scores.length; clazz++) {
            double score = scores[clazz] - scores[state.clazz] + language(context, symbol(clazz));
            if (after != null) {
                int next = CharacterModel.next(context, symbol(clazz));
                score += language(next, after.spaceBefore ? ' ' : symbol(after.clazz));
            }
            double weight = Math.exp(score);
            sum += weight;
            chosen = clazz == state.clazz ? weight : chosen;
        }
        return chosen / sum;
    }
}
