package org.lisible.data.plot;

import java.util.List;
import java.util.Locale;

import org.lisible.data.evaluation.Classification;
import org.lisible.data.evaluation.Confusion;
import org.lisible.data.evaluation.ConfusionMatrix;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.plot.CharacterGroups.Group;
import org.lisible.data.plot.Svg.Anchor;

/**
 * The whole confusion matrix of a classifier of characters: a row for each character that is there, a column for each that
 * it was read as, sorted by kind so that a letter taken for its other case lies on the diagonal of a block. Colours tell, on
 * a logarithmic scale, the share of the row's images; what was confused most often is named below.
 */
final class ConfusionMatrixPicture {

    private static final double CELL = 10;
    private static final double GAP = 6;
    private static final double LEFT = 64;
    private static final double TOP = 124;
    private static final double RIGHT = 56;
    private static final int NAMED_COLUMNS = 5;
    private static final int NAMED_ROWS = 8;
    private static final double NAMED_LINE = 22;
    /** The share whose colour is the faintest. */
    private static final double FAINTEST = 0.001;

    private static final String STYLE =
            """
            .label { font: 9px "DejaVu Sans Mono", Consolas, Menlo, monospace; }
            .count { font-size: 7.5px; }
            .pair { font: 13px "DejaVu Sans Mono", Consolas, Menlo, monospace; }
            .field { fill: #f6f8fa; }
            @media (prefers-color-scheme: dark) { .field { fill: #151b23; } }
            """;

    private final Evaluation evaluation;
    private final ConfusionMatrix matrix;
    private final List<Group> groups;
    /** Where each class's row and column begin, from the matrix's corner. */
    private final double[] places;
    private final double side;
    private final Svg svg;

    private ConfusionMatrixPicture(Evaluation evaluation, Classification classification) {
        this.evaluation = evaluation;
        this.matrix = classification.matrix();
        this.groups = CharacterGroups.of(matrix.classes());
        this.places = new double[matrix.classes().size()];
        double place = 0;
        for (Group group : groups) {
            for (int clazz : group.classes()) {
                places[clazz] = place;
                place += CELL;
            }
            place += GAP;
        }
        this.side = place - GAP;
        this.svg = new Svg(
                (int) Math.max(620, LEFT + side + RIGHT),
                (int) (TOP + side + 100 + NAMED_LINE * NAMED_ROWS),
                "Confusion matrix of " + matrix.classes().size() + " characters",
                STYLE);
    }

    /** The picture of an evaluation of single characters. */
    static String svg(Evaluation evaluation, Classification classification) {
        return new ConfusionMatrixPicture(evaluation, classification).draw();
    }

    private String draw() {
        svg.text(LEFT, 28, Anchor.START, "title", "What was read as what");
        svg.text(LEFT, 48, Anchor.START, "muted", "%,d images of %d characters, %s of them read right".formatted(
                evaluation.images(), matrix.classes().size(), percent(evaluation.exactMatch())));
        legend(LEFT + side - 330, 20, "fill-1", "read right");
        legend(LEFT + side - 150, 20, "fill-2", "taken for another");
        fields();
        labels();
        for (int expected = 0; expected < places.length; expected++) {
            for (int actual = 0; actual < places.length; actual++) {
                cell(expected, actual);
            }
        }
        named(TOP + side + 70);
        return svg.toString();
    }

    /** A ramp from the faintest share to all. */
    private void legend(double x, double y, String style, String name) {
        svg.text(x, y + 4, Anchor.START, "muted", name);
        for (int i = 0; i < 15; i++) {
            double share = FAINTEST * Math.pow(1 / FAINTEST, i / 14.0);
            svg.rectangle(x + CELL * i, y + 12, CELL, CELL, style, strength(share));
        }
        svg.text(x, y + 36, Anchor.START, "muted label", percent(FAINTEST));
        svg.text(x + 15 * CELL, y + 36, Anchor.END, "muted label", "100 % of the row");
    }

    /** A ground for each pair of kinds, which are named at its sides. */
    private void fields() {
        svg.text(LEFT + side / 2, TOP - 42, Anchor.MIDDLE, "", "read as");
        svg.upwards(LEFT - 44, TOP + side / 2, "", "what it is");
        for (Group row : groups) {
            double start = places[row.classes().getFirst()];
            double middle = start + CELL * row.classes().size() / 2;
            svg.text(LEFT + middle, TOP - 24, Anchor.MIDDLE, "muted", row.title());
            svg.upwards(LEFT - 24, TOP + middle, "muted", row.title());
            for (Group column : groups) {
                svg.rectangle(
                        LEFT + places[column.classes().getFirst()],
                        TOP + start,
                        CELL * column.classes().size(),
                        CELL * row.classes().size(),
                        "field",
                        1);
            }
        }
    }

    private void labels() {
        svg.text(LEFT + side + 4, TOP - 8, Anchor.START, "muted count", "images");
        for (int clazz = 0; clazz < places.length; clazz++) {
            String name = matrix.classes().get(clazz);
            double middle = places[clazz] + CELL / 2;
            svg.text(LEFT - 8, TOP + middle + 3, Anchor.MIDDLE, "label", name);
            svg.text(LEFT + middle, TOP - 6, Anchor.MIDDLE, "label", name);
            svg.text(LEFT + middle, TOP + side + 12, Anchor.MIDDLE, "label", name);
            svg.text(LEFT + side + 30, TOP + middle + 3, Anchor.END, "muted count", Integer.toString(matrix.images(clazz)));
            svg.text(LEFT + side + 42, TOP + middle + 3, Anchor.MIDDLE, "label", name);
        }
    }

    private void cell(int expected, int actual) {
        int count = matrix.count(expected, actual);
        if (count > 0) {
            double share = count / (double) matrix.images(expected);
            svg.rectangle(
                    LEFT + places[actual] + 0.5,
                    TOP + places[expected] + 0.5,
                    CELL - 1,
                    CELL - 1,
                    expected == actual ? "fill-1" : "fill-2",
                    strength(share),
                    "%s read as %s: %d of %d (%s)".formatted(
                            matrix.classes().get(expected),
                            matrix.classes().get(actual),
                            count,
                            matrix.images(expected),
                            percent(share)));
        }
    }

    /** The most frequent confusions, column by column, each with a bar as long as it is frequent. */
    private void named(double y) {
        svg.text(LEFT, y, Anchor.START, "title", "Most often taken for another");
        List<Confusion> confusions = evaluation.confusions();
        if (confusions.isEmpty()) {
            svg.text(LEFT, y + NAMED_LINE, Anchor.START, "", "Nothing was.");
        }
        double width = (side + RIGHT - 20) / NAMED_COLUMNS;
        for (int i = 0; i < Math.min(confusions.size(), NAMED_COLUMNS * NAMED_ROWS); i++) {
            Confusion confusion = confusions.get(i);
            int images = matrix.images(matrix.classes().indexOf(confusion.expected()));
            double x = LEFT + width * (i / NAMED_ROWS);
            double line = y + NAMED_LINE * (i % NAMED_ROWS + 1.2);
            double length = (width - 20) * confusion.count() / confusions.getFirst().count();
            svg.rectangle(x, line - 14, length, NAMED_LINE - 3, "fill-2", 0.25);
            svg.text(x + 6, line, Anchor.START, "pair", confusion.expected() + " → " + (confusion.actual().isEmpty() ? "nothing" : confusion.actual()));
            svg.text(x + width - 26, line, Anchor.END, "", confusion.count() + " of " + images);
        }
    }

    /** From faint to full by the share's logarithm; the bend keeps what is rare from looking frequent. */
    private static double strength(double share) {
        return 0.12 + 0.88 * Math.pow(new Scale.Logarithmic(FAINTEST, 1).place(share), 1.6);
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, rate < 0.01 ? "%.1f %%" : "%.2f %%", 100 * rate);
    }
}
