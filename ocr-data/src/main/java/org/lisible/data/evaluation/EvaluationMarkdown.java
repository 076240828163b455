package org.lisible.data.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An evaluation as Markdown tables, for model cards and terminals. */
public final class EvaluationMarkdown {

    private static final int MOST_ROWS = 20;
    private static final String MISSING = "nothing";

    private EvaluationMarkdown() {}

    /**
     * Tables without a title: totals, by length if there are several, confusions, confidences, mistakes; of single
     * characters besides those that were read worst.
     */
    public static String of(Evaluation evaluation) {
        var text = new StringBuilder();
        evaluation.classification().ifPresentOrElse(
                classification -> classification(text, classification, evaluation), () -> totals(text, evaluation));
        if (evaluation.lengths().size() > 1) {
            lengths(text, evaluation.lengths());
        }
        if (!evaluation.confusions().isEmpty()) {
            confusions(text, evaluation.confusions());
        }
        calibration(text, evaluation.calibration());
        if (!evaluation.mistakes().isEmpty()) {
            mistakes(text, evaluation.mistakes());
        }
        return text.toString();
    }

    private static void totals(StringBuilder text, Evaluation evaluation) {
        Interval interval = evaluation.exactInterval();
        text.append("| measure | value |\n|---|---|\n");
        row(text, "images", evaluation.images());
        row(text, "read without a fault", "%s (%d of %d; 95 %% interval %s to %s)".formatted(
                percent(evaluation.exactMatch()), evaluation.exact(), evaluation.images(),
                percent(interval.low()), percent(interval.high())));
        row(text, "character error rate", percent(evaluation.characterErrorRate()));
        row(text, "character accuracy", percent(evaluation.characterAccuracy()));
        row(text, "expected calibration error",
                percent(evaluation.calibration().expectedError()));
    }

    private static void classification(StringBuilder text, Classification classification, Evaluation evaluation) {
        text.append("| measure | share | right | images | 95 % interval |\n|---|---|---|---|---|\n");
        score(text, "**top-1**: read as what it is, case and all", classification.top1());
        score(text, "**top-5**: what it is, among the five most probable", classification.topFive());
        score(text, "top-1, either case", classification.withoutCase());
        score(text, "top-1 of letters", classification.letters());
        score(text, "top-1 of digits", classification.digits());
        score(text, "top-1 of symbols", classification.symbols());
        row(text, "mean of the characters' top-1", percent(classification.meanOfClasses()), "", "", "");
        row(text, "expected calibration error", percent(evaluation.calibration().expectedError()), "", "", "");
        if (classification.unread() > 0) {
            row(text, "refused: nothing drawn was found", "", classification.unread(), evaluation.images(), "");
        }
        List<ClassScore> shown = classification.classes().stream()
                .filter(score -> score.top1().images() > 0)
                .sorted(Comparator.comparingDouble(score -> score.top1().rate()))
                .toList();
        text.append("\n| worst read | top-1 | right | images | 95 % interval | top-5 | precision |\n|---|---|---|---|---|---|---|\n");
        for (ClassScore score : shown.subList(0, Math.min(MOST_ROWS, shown.size()))) {
            row(text, cell(score.character()), percent(score.top1().rate()), score.top1().right(), score.top1().images(),
                    interval(score.top1()), percent(score.topFive().rate()), percent(score.precision()));
        }
        rest(text, shown.size());
    }

    private static void score(StringBuilder text, String name, Score score) {
        if (score.images() > 0) {
            row(text, name, percent(score.rate()), score.right(), score.images(), interval(score));
        }
    }

    static String interval(Score score) {
        return percent(score.interval().low()) + " to " + percent(score.interval().high());
    }

    private static void lengths(StringBuilder text, List<LengthScore> lengths) {
        text.append("\n| length | images | read without a fault |\n|---|---|---|\n");
        for (LengthScore score : lengths) {
            row(text, score.length(), score.images(), percent(score.exact() / (double) score.images()));
        }
    }

    private static void confusions(StringBuilder text, List<Confusion> confusions) {
        text.append("\n| expected | read as | times |\n|---|---|---|\n");
        for (Confusion confusion : confusions.subList(0, Math.min(MOST_ROWS, confusions.size()))) {
            row(text, cell(confusion.expected()), cell(confusion.actual()), confusion.count());
        }
        rest(text, confusions.size());
    }

    private static void calibration(StringBuilder text, Calibration calibration) {
        text.append("\n| confidence | images | mean confidence | read without a fault |\n|---|---|---|---|\n");
        for (Calibration.Bin bin : calibration.bins()) {
            if (bin.count() > 0) {
                row(text, percent(bin.low()) + " to " + percent(bin.high()), bin.count(), percent(bin.confidence()),
                        percent(bin.accuracy()));
            }
        }
    }

    private static void mistakes(StringBuilder text, List<Reading> mistakes) {
        text.append("\n| image | expected | read as | confidence |\n|---|---|---|---|\n");
        for (Reading reading : mistakes.subList(0, Math.min(MOST_ROWS, mistakes.size()))) {
            row(text, cell(reading.id()), cell(reading.expected()), cell(reading.actual()),
                    percent(reading.confidence()));
        }
        rest(text, mistakes.size());
    }

    private static void rest(StringBuilder text, int size) {
        if (size > MOST_ROWS) {
            text.append("\nand ").append(size - MOST_ROWS).append(" more.\n");
        }
    }

    static void row(StringBuilder text, Object... cells) {
        for (Object cell : cells) {
            text.append("| ").append(cell).append(' ');
        }
        text.append("|\n");
    }

    /** A text as code in a cell, whatever it holds: a bar would end the cell. */
    private static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** A text as code, whatever it holds: a backtick would end it. */
    public static String code(String text) {
        if (text.isEmpty()) {
            return MISSING;
        }
        String fence = text.contains("`") ? "``" : "`";
        String padding = text.contains("`") || text.isBlank() ? " " : "";
        return fence + padding + text + padding + fence;
    }

    static String percent(double rate) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * rate);
    }
}
