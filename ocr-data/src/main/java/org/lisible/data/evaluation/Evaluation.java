package org.lisible.data.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * How well a set of images was read.
 *
 * @param images how many were read, at least 1
 * @param exact how many of them without a fault
 * @param exactInterval 95 % Wilson interval of the exact-match rate
 * @param characters expected characters in all
 * @param characterErrors characters replaced, dropped and added in all
 * @param correctCharacters expected characters that were read as they are
 * @param confusions what was taken for what, most frequent first
 * @param lengths by length of the expected text, shortest first
 * @param calibration whether the confidences are honest
 * @param mistakes the readings that are not exact, most confident first
 * @param classification how well each character was told from the others, if every image shows a single one
 */
public record Evaluation(
        int images,
        int exact,
        Interval exactInterval,
        int characters,
        int characterErrors,
        int correctCharacters,
        List<Confusion> confusions,
        List<LengthScore> lengths,
        Calibration calibration,
        List<Reading> mistakes,
        Optional<Classification> classification) {

    public Evaluation {
        confusions = List.copyOf(confusions);
        lengths = List.copyOf(lengths);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * The evaluation of readings of texts.
     *
     * @throws OcrException of kind {@code INVALID} if there are no readings
     */
    public static Evaluation of(List<Reading> readings) {
        return of(readings, Optional.empty());
    }

    /**
     * The evaluation of readings of single characters.
     *
     * @param readings each of one character
     * @param classes the characters that the reader tells apart, in class order
     * @throws OcrException of kind {@code INVALID} if there are no readings, or one of a character that is no class
     */
    public static Evaluation ofCharacters(List<Reading> readings, List<String> classes) {
        return of(readings, Optional.of(Classification.of(readings, classes)));
    }

    private static Evaluation of(List<Reading> readings, Optional<Classification> classification) {
        if (readings.isEmpty()) {
            throw new OcrException(Kind.INVALID, "empty-dataset", "there are no readings to evaluate");
        }
        int characters = 0;
        int errors = 0;
        int correct = 0;
        Map<Alignment.Pair, Integer> pairs = new HashMap<>();
        Map<Integer, List<Reading>> byLength = new TreeMap<>();
        for (Reading reading : readings) {
            Alignment alignment = Alignment.of(reading.expected(), reading.actual());
            int length = reading.expected().codePointCount(0, reading.expected().length());
            characters += length;
            errors += alignment.errors();
            correct += alignment.pairs().size() - alignment.errors();
            byLength.computeIfAbsent(length, _ -> new ArrayList<>()).add(reading);
            for (Alignment.Pair pair : alignment.pairs()) {
                if (!pair.equal()) {
                    pairs.merge(pair, 1, Integer::sum);
                }
            }
        }
        int exact = exact(readings);
        return new Evaluation(
                readings.size(),
                exact,
                Interval.wilson(exact, readings.size()),
                characters,
                errors,
                correct,
                confusions(pairs),
                byLength.entrySet().stream()
                        .map(group -> new LengthScore(
                                group.getKey(), group.getValue().size(), exact(group.getValue())))
                        .toList(),
                Calibration.of(readings),
                readings.stream()
                        .filter(reading -> !reading.exact())
                        .sorted(Comparator.comparingDouble(Reading::confidence)
                                .reversed()
                                .thenComparing(Reading::id))
                        .toList(),
                classification);
    }

    /** Share of images read without a fault. */
    public double exactMatch() {
        return exact / (double) images;
    }

    /** Edit distance over expected characters; above 1 if more is added than there should be. */
    public double characterErrorRate() {
        return characterErrors / (double) Math.max(1, characters);
    }

    /** Share of the expected characters that were read as they are. */
    public double characterAccuracy() {
        return correctCharacters / (double) Math.max(1, characters);
    }

    private static int exact(List<Reading> readings) {
        return (int) readings.stream().filter(Reading::exact).count();
    }

    private static List<Confusion> confusions(Map<Alignment.Pair, Integer> pairs) {
        return pairs.entrySet().stream()
                .map(entry -> new Confusion(entry.getKey().expected(), entry.getKey().actual(), entry.getValue()))
                .sorted(Comparator.comparingInt(Confusion::count)
                        .reversed()
                        .thenComparing(Confusion::expected)
                        .thenComparing(Confusion::actual))
                .toList();
    }
}
