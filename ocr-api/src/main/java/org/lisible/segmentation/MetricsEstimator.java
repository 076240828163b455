package org.lisible.segmentation;

import java.util.List;
import java.util.stream.Stream;

import org.lisible.model.Alphabet;

/**
 * Finds a line's metrics from where its characters stand and what they seem to be, by expectation and maximisation: given
 * the metrics, what is each character (an o is an O only if it is high); given that, which metrics suit best (weighted
 * least squares of four unknowns).
 */
final class MetricsEstimator {

    private static final int ROUNDS = 6;
    /** How firmly the x-height is taken for {@link LineMetrics#USUAL_X_HEIGHT}, as so many letters would. */
    private static final double USUAL_WEIGHT = 1.5;
    private static final double USUAL_DEVIATION = 0.06;
    /** How firmly lines are taken for level: rows by column. */
    private static final double SLOPE_DEVIATION = 0.03;
    private static final double LEAST_WEIGHT = 0.02;

    private final List<Candidate> characters;
    private final Stance[] stances;

    private MetricsEstimator(List<Candidate> characters, Stance[] stances) {
        this.characters = characters;
        this.stances = stances;
    }

    /** Before anything is known of the characters: the usual letter is as high as capitals are. */
    static LineMetrics first(List<Component> line) {
        double highest = line.stream().mapToInt(component -> component.box().height()).max().orElseThrow();
        List<Box> letters = line.stream().map(Component::box).filter(box -> box.height() > 0.4 * highest).toList();
        int[] bottoms = letters.stream().mapToInt(Box::bottom).sorted().toArray();
        int[] heights = letters.stream().mapToInt(Box::height).sorted().toArray();
        double capHeight = heights[(heights.length - 1) * 4 / 5];
        return new LineMetrics(bottoms[bottoms.length / 2], 0, capHeight, LineMetrics.USUAL_X_HEIGHT * capHeight);
    }

    /**
     * @param characters of one line, with the classifier's opinion of each
     * @param first where to start from
     * @return the better of what one finds if the usual letter is as high as capitals, and if it is as high as an x
     */
    static LineMetrics estimate(List<Candidate> characters, Alphabet alphabet, LineMetrics first) {
        Stance[] stances = stances(alphabet);
        MetricsEstimator estimator = new MetricsEstimator(characters, stances);
        double cap = first.capHeight() / LineMetrics.USUAL_X_HEIGHT;
        LineMetrics small = new LineMetrics(first.baseline(), first.slope(), cap, first.capHeight());
        return Stream.of(first, small)
                .map(estimator::refine)
                .max(java.util.Comparator.comparingDouble(estimator::logLikelihood))
                .orElseThrow();
    }

    static Stance[] stances(Alphabet alphabet) {
        return alphabet.symbols().stream().map(symbol -> Stance.of(symbol.charAt(0))).toArray(Stance[]::new);
    }

    private LineMetrics refine(LineMetrics metrics) {
        for (int round = 0; round < ROUNDS; round++) {
            LineMetrics next = fit(metrics);
            if (!(next.capHeight() > 0.3 * metrics.capHeight() && next.capHeight() < 3 * metrics.capHeight()
                    && next.xHeight() > 0.3 * next.capHeight() && next.xHeight() < 0.95 * next.capHeight())) {
                return metrics;
            }
            metrics = next;
        }
        return metrics;
    }

    /** How probable the characters' looks and places are together, less what is the same for all metrics. */
    private double logLikelihood(LineMetrics metrics) {
        double sum = 0;
        for (Candidate character : characters) {
            double likelihood = 0;
            for (int clazz = 0; clazz < stances.length; clazz++) {
                likelihood += Math.exp(character.logProbabilities()[clazz] + stances[clazz].fit(character.box(), metrics));
            }
            sum += Math.log(likelihood + 1e-9);
        }
        double unusual = (metrics.xHeight() / metrics.capHeight() - LineMetrics.USUAL_X_HEIGHT) / USUAL_DEVIATION;
        return sum - 0.5 * USUAL_WEIGHT * unusual * unusual;
    }

    private LineMetrics fit(LineMetrics metrics) {
        double origin = characters.getFirst().box().centreX();
        double cap = metrics.capHeight();
        LeastSquares equations = new LeastSquares(4);
        equations.add(new double[] {0, 0, LineMetrics.USUAL_X_HEIGHT, -1}, 0, USUAL_WEIGHT / square(USUAL_DEVIATION * cap));
        equations.add(new double[] {0, 1, 0, 0}, 0, 1 / square(SLOPE_DEVIATION));
        for (Candidate character : characters) {
            Box box = character.box();
            double[] weights = weights(character, metrics);
            for (int clazz = 0; clazz < weights.length; clazz++) {
                if (weights[clazz] >= LEAST_WEIGHT) {
                    add(equations, stances[clazz].top(), box.y(), box.centreX() - origin, weights[clazz], metrics, box.centreX());
                    add(equations, stances[clazz].bottom(), box.bottom(), box.centreX() - origin, weights[clazz], metrics, box.centreX());
                }
            }
        }
        double[] solution = equations.solve();
        return new LineMetrics(solution[0] - solution[1] * origin, solution[1], solution[2], solution[3]);
    }

    /** An edge of a box should lie at {@code baseline + slope x - cap C - x X}; the farther off it is, the less it counts. */
    private static void add(
            LeastSquares equations, Stance.Height height, double row, double across, double weight, LineMetrics metrics, double x) {
        double deviation = height.deviation() * metrics.capHeight();
        double error = (metrics.baselineAt(x) - height.of(metrics) * metrics.capHeight() - row) / deviation;
        equations.add(
                new double[] {1, across, -height.cap(), -height.x()}, row, weight / square(deviation) / (1 + error * error / 4));
    }

    /** What the character is, given the metrics: {@code double[classes]}, summing to 1. */
    private double[] weights(Candidate character, LineMetrics metrics) {
        double[] weights = new double[stances.length];
        double sum = 0;
        for (int clazz = 0; clazz < weights.length; clazz++) {
            weights[clazz] = Math.exp(character.logProbabilities()[clazz] + stances[clazz].fit(character.box(), metrics));
            sum += weights[clazz];
        }
        for (int clazz = 0; clazz < weights.length; clazz++) {
            weights[clazz] /= sum + 1e-12;
        }
        return weights;
    }

    private static double square(double value) {
        return value * value;
    }
}
