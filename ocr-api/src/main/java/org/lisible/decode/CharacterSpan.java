package org.lisible.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.lisible.model.Alphabet;
import org.lisible.result.Alternative;
import org.lisible.result.Range;
import org.lisible.result.Span;

/** Describes one character of a reading by the step of its span where the network is surest of it. */
final class CharacterSpan {

    private CharacterSpan() {}

    /**
     * @param clazz the character's class, above 0
     * @param place the steps that the best alignment gives it
     * @param logProbabilities {@code [steps][classes]}; not modified
     * @param most how many alternatives to name
     * @param sourceColumns from steps to columns, or null if unknown
     */
    static Span of(
            int clazz,
            Range place,
            double[][] logProbabilities,
            Alphabet alphabet,
            int most,
            UnaryOperator<Range> sourceColumns) {
        int surest = IntStream.range(place.start(), place.end())
                .boxed()
                .max(Comparator.comparingDouble(step -> logProbabilities[step][clazz]))
                .orElseThrow();
        double[] row = logProbabilities[surest];
        return new Span(
                symbol(clazz, alphabet),
                Math.exp(row[clazz]),
                alternatives(clazz, row, alphabet, most),
                place,
                Optional.ofNullable(sourceColumns).map(columns -> columns.apply(place)));
    }

    /** The {@code most} most probable classes; the character itself takes the last place if it is not among them. */
    private static List<Alternative> alternatives(int clazz, double[] row, Alphabet alphabet, int most) {
        if (most == 0) {
            return List.of();
        }
        List<Integer> classes = new ArrayList<>(IntStream.range(0, row.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer other) -> row[other]).reversed())
                .limit(most)
                .toList());
        if (!classes.contains(clazz)) {
            classes.set(classes.size() - 1, clazz);
        }
        return classes.stream()
                .map(other -> new Alternative(symbol(other, alphabet), Math.exp(row[other])))
                .toList();
    }

    private static String symbol(int clazz, Alphabet alphabet) {
        return clazz == 0 ? "" : alphabet.symbols().get(clazz - 1);
    }
}
