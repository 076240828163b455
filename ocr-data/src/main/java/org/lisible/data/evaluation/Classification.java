package org.lisible.data.evaluation;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How well single characters were told apart. All scores are strict but {@link #withoutCase}; those of letters, digits and
 * symbols are of the images that show one, each read among all classes.
 *
 * @param top1 read as what they show
 * @param topFive with what they show among the five most probable
 * @param withoutCase read as what they show, or as the same letter of the other case
 * @param letters of the images of letters, those read as what they show
 * @param digits of the images of digits, likewise
 * @param symbols of the images of anything else, likewise
 * @param classes by character, in class order; those without images included
 * @param matrix what was read as what
 */
public record Classification(
        Score top1,
        Score topFive,
        Score withoutCase,
        Score letters,
        Score digits,
        Score symbols,
        List<ClassScore> classes,
        ConfusionMatrix matrix) {

    /** How many alternatives the second score looks at. */
    public static final int FIVE = 5;

    public Classification {
        classes = List.copyOf(classes);
    }

    static Classification of(List<Reading> readings, List<String> classes) {
        ConfusionMatrix matrix = ConfusionMatrix.of(readings, classes);
        return new Classification(
                score(readings, Reading::exact),
                score(readings, reading -> reading.among(FIVE)),
                score(readings, reading -> reading.withoutCase().exact()),
                score(showing(readings, Character::isLetter), Reading::exact),
                score(showing(readings, Character::isDigit), Reading::exact),
                score(showing(readings, character -> !Character.isLetterOrDigit(character)), Reading::exact),
                IntStream.range(0, classes.size())
                        .mapToObj(i -> {
                            List<Reading> own = readings.stream()
                                    .filter(reading -> reading.expected().equals(classes.get(i)))
                                    .toList();
                            return new ClassScore(
                                    classes.get(i),
                                    score(own, Reading::exact),
                                    score(own, reading -> reading.among(FIVE)),
                                    matrix.readAs(i));
                        })
                        .toList(),
                matrix);
    }

    /** The mean of the classes' rates, over those that have images: rare characters weigh as much as frequent ones. */
    public double meanOfClasses() {
        return classes.stream()
                .map(ClassScore::top1)
                .filter(score -> score.images() > 0)
                .mapToDouble(Score::rate)
                .average()
                .orElse(0);
    }

    /** Of how many images nothing was read. */
    public int unread() {
        return IntStream.range(0, classes.size()).map(matrix::unread).sum();
    }

    private static List<Reading> showing(List<Reading> readings, IntPredicate kind) {
        return readings.stream()
                .filter(reading -> kind.test(reading.expected().codePointAt(0)))
                .toList();
    }

    private static Score score(List<Reading> readings, Predicate<Reading> right) {
        return new Score(readings.size(), (int) readings.stream().filter(right).count());
    }
}
