package org.lisible.data.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.lisible.data.evaluation.Comparison;
import org.lisible.data.evaluation.Score;
import org.lisible.data.plot.Svg.Anchor;

/** Several readers of the same images: a row for each, a panel for each score, with its 95 % interval. */
public final class ComparisonPicture {

    private static final double ROW = 26;
    private static final double TOP = 96;
    private static final double PANEL = 150;
    private static final double GAP = 34;
    private static final double LETTER = 6.9;

    private static final String STYLE =
            """
            .whisker { stroke-width: 5; opacity: 0.35; stroke-linecap: round; }
            .value { font-size: 11px; }
            .label { font-size: 11px; }
            """;

    private ComparisonPicture() {}

    /** The picture of a comparison; a score that a reader has no images for is left out of its row. */
    public static String svg(Comparison comparison) {
        List<Comparison.Entry> entries = comparison.entries();
        List<String> names = entries.getFirst().scores().stream().map(Map.Entry::getKey).toList();
        double left = 24 + LETTER * entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        double height = ROW * entries.size();
        var svg = new Svg(
                (int) Math.max(620, left + names.size() * (PANEL + GAP) + 28),
                (int) (TOP + height + 48),
                "Comparison of " + entries.size() + " readers of the same images",
                STYLE);
        svg.text(24, 28, Anchor.START, "title", "The same images, in the same run");
        svg.text(24, 48, Anchor.START, "muted", "%,d images; dot: share read right; bar: 95 %% interval (Wilson)".formatted(
                entries.getFirst().evaluation().images()));
        for (int row = 0; row < entries.size(); row++) {
            svg.text(24, TOP + ROW * (row + 0.5) + 4.5, Anchor.START, "", entries.get(row).name());
        }
        for (int i = 0; i < names.size(); i++) {
            panel(svg, left + GAP + i * (PANEL + GAP), height, entries, names.get(i));
        }
        return svg.toString();
    }

    private static void panel(Svg svg, double x, double height, List<Comparison.Entry> entries, String name) {
        List<Score> scores = entries.stream().map(entry -> score(entry, name)).toList();
        var panel = new Panel(x, TOP, PANEL, height, around(scores), new Scale.Linear(0, 1, 1, true));
        svg.text(x, TOP - 14, Anchor.START, "", name);
        for (double tick : panel.across().ticks()) {
            svg.line(panel.column(tick), TOP, panel.column(tick), TOP + height, "grid");
            svg.text(panel.column(tick), TOP + height + 18, Anchor.MIDDLE, "muted label", panel.across().label(tick));
        }
        for (int row = 0; row < scores.size(); row++) {
            Score score = scores.get(row);
            if (score.images() > 0) {
                double y = TOP + ROW * (row + 0.5);
                svg.line(
                        panel.column(score.interval().low()), y, panel.column(score.interval().high()), y,
                        "line stroke-1 whisker");
                svg.circle(panel.column(score.rate()), y, 3.5, "fill-1");
                svg.text(
                        panel.column(score.rate()),
                        y - 6,
                        Anchor.MIDDLE,
                        "value",
                        String.format(Locale.ROOT, "%.1f", 100 * score.rate()));
            }
        }
    }

    /** From the lowest bound to the highest, with a little room for the values. */
    private static Scale.Linear around(List<Score> scores) {
        List<Double> bounds = new ArrayList<>();
        scores.stream().filter(score -> score.images() > 0).map(Score::interval).forEach(interval -> {
            bounds.add(interval.low());
            bounds.add(interval.high());
        });
        double low = bounds.stream().mapToDouble(bound -> bound).min().orElse(0);
        double high = bounds.stream().mapToDouble(bound -> bound).max().orElse(1);
        double room = Math.max(0.002, 0.06 * (high - low));
        return new Scale.Linear(Math.max(0, low - room), Math.min(1, high + room), 3, true);
    }

    private static Score score(Comparison.Entry entry, String name) {
        return entry.scores().stream()
                .filter(score -> score.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Score(0, 0));
    }
}
