package org.lisible.data.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lisible.data.evaluation.Confusion;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.plot.Svg.Anchor;

/**
 * What was taken for what: a table of the characters that were confused most, expected ones as rows, read ones as
 * columns; a character that was dropped or added stands against {@code none}.
 */
public final class ConfusionPicture {

    private static final int MOST_CHARACTERS = 24;
    private static final int CELL = 30;
    private static final int LEFT = 110;
    private static final int TOP = 100;
    private static final String NONE = "";

    private ConfusionPicture() {}

    /** The picture of an evaluation's confusions. */
    public static String svg(Evaluation evaluation) {
        List<Confusion> confusions = evaluation.confusions();
        List<String> rows = characters(confusions, true);
        List<String> columns = characters(confusions, false);
        int width = Math.max(460, LEFT + CELL * columns.size() + 30);
        var svg = new Svg(width, TOP + CELL * Math.max(1, rows.size()) + 30, "Confused characters");
        svg.text(24, 26, Anchor.START, "title", "Confused characters");
        if (confusions.isEmpty()) {
            svg.text(24, TOP, Anchor.START, "", "None in " + evaluation.characters() + " characters.");
            return svg.toString();
        }
        svg.text(24, 46, Anchor.START, "muted", "%d of %d characters in %d images"
                .formatted(evaluation.characterErrors(), evaluation.characters(), evaluation.images()));
        table(svg, confusions, rows, columns);
        return svg.toString();
    }

    private static void table(Svg svg, List<Confusion> confusions, List<String> rows, List<String> columns) {
        svg.text(LEFT, TOP - 32, Anchor.START, "", "read as");
        svg.upwards(30, TOP + CELL * rows.size() / 2.0, "", "expected");
        for (int row = 0; row <= rows.size(); row++) {
            svg.line(LEFT, TOP + CELL * row, LEFT + CELL * columns.size(), TOP + CELL * row, "grid");
        }
        for (int column = 0; column <= columns.size(); column++) {
            svg.line(LEFT + CELL * column, TOP, LEFT + CELL * column, TOP + CELL * rows.size(), "grid");
        }
        for (int row = 0; row < rows.size(); row++) {
            svg.text(LEFT - 10, TOP + CELL * row + 20, Anchor.END, "", name(rows.get(row)));
        }
        for (int column = 0; column < columns.size(); column++) {
            svg.text(LEFT + CELL * (column + 0.5), TOP - 8, Anchor.MIDDLE, "", name(columns.get(column)));
        }
        int most = confusions.getFirst().count();
        for (Confusion confusion : confusions) {
            int row = rows.indexOf(confusion.expected());
            int column = columns.indexOf(confusion.actual());
            if (row >= 0 && column >= 0) {
                double x = LEFT + CELL * column;
                double y = TOP + CELL * row;
                // Never stronger than what the text above it can be read on, in both themes.
                double strength = 0.1 + 0.45 * confusion.count() / most;
                svg.rectangle(x + 1, y + 1, CELL - 2, CELL - 2, "fill-1", strength);
                svg.text(x + CELL / 2.0, y + 20, Anchor.MIDDLE, "", Integer.toString(confusion.count()));
            }
        }
    }

    /** The characters of one side that were confused most, in code point order. */
    private static List<String> characters(List<Confusion> confusions, boolean expected) {
        Map<String, Integer> counts = new HashMap<>();
        for (Confusion confusion : confusions) {
            counts.merge(expected ? confusion.expected() : confusion.actual(), confusion.count(), Integer::sum);
        }
        List<String> characters = new ArrayList<>(counts.keySet());
        characters.sort(Comparator.<String>comparingInt(counts::get).reversed().thenComparing(Comparator.naturalOrder()));
        return characters.stream().limit(MOST_CHARACTERS).sorted().toList();
    }

    private static String name(String character) {
        return character.equals(NONE) ? "none" : character.isBlank() ? "space" : character;
    }
}
