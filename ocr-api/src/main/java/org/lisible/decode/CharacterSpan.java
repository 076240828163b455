package org.lisible.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.lisible.result.Alternative;
import org.lisible.result.Range;
import org.lisible.result.Span;

/** Describes one character of a reading by the step of its span where the network is surest of it. */
final class CharacterSpan {

    private CharacterSpan() {}

    /**
     * @param clazz the character's class
     * @param place the steps that the best alignment gives it
     * @param logProbabilities {@code [steps][classes]}; not modified
     * @param symbols what each class stands for
     * @param most how many alternatives to name; impossible ones are left out
     * @param sourceColumns from steps to columns, if known
     */
    static Span of(
            int clazz,
            Range place,
            double[][] logProbabilities,
            List<String> symbols,
            int most,
            Optional<UnaryOperator<Range>> sourceColumns) {
        int surest = IntStream.range(place.start(), place.end())
                .boxed()
                .max(Comparator.comparingDouble(step -> logProbabilities[step][clazz]))
                .orElseThrow();
        double[] row = logProbabilities[surest];
        return new Span(
                symbols.get(clazz),
                Math.exp(row[clazz]),
                alternatives(clazz, row, symbols, most),
                place,
                sourceColumns.map(columns -> columns.apply(place)));
    }

    /** The {@code most} most probable classes; the character itself takes the last place if it is not among them. */
    private static List<Alternative> alternatives(int clazz, double[] row, List<String> symbols, int most) {
        if (most == 0) {
            return List.of();
        }
        List<Integer> classes = new ArrayList<>(IntStream.range(0, row.length)
                .filter(other -> row[other] > Double.NEGATIVE_INFINITY)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer other) -> row[other]).reversed())
                .limit(most)
                .toList());
        if (!classes.contains(clazz)) {
            classes.set(classes.size() - 1, clazz);
        }
        return classes.stream()
                .map(other -> new Alternative(symbols.get(other), Math.exp(row[other])))
                .toList();
    }
}
