package org.lisible.data.plot;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.lisible.data.plot.Svg.Anchor;

/** What a server did under load: a row for each measurement, with a bar for its rate and a line for its latencies. */
public final class LoadPicture {

    private static final double ROW = 30;
    private static final double TOP = 96;
    private static final double PANEL = 230;
    private static final double GAP = 34;
    private static final double LETTER = 6.9;
    private static final String STYLE = ".value { font-size: 11px; }\n";

    private LoadPicture() {}

    /**
     * A measurement.
     *
     * @param name who was asked, by how many
     * @param rate answers a second
     * @param p50 milliseconds within which half of the answers came
     * @param p99 milliseconds within which 99 of 100 did
     */
    public record Row(String name, double rate, double p50, double p99) {}

    /** @param rows at least one */
    public static String svg(List<Row> rows) {
        double left = 24 + LETTER * rows.stream().mapToInt(row -> row.name().length()).max().orElse(0) + GAP;
        double height = ROW * rows.size();
        var svg = new Svg((int) (left + 2 * PANEL + GAP + 40), (int) (TOP + height + 48), "A server under load", STYLE);
        svg.text(24, 28, Anchor.START, "title", "Answers a second, and how long one takes");
        svg.text(24, 48, Anchor.START, "muted", "latency: dot at the median, line to the 99th percentile");
        for (int i = 0; i < rows.size(); i++) {
            svg.text(24, middle(i) + 4.5, Anchor.START, "", rows.get(i).name());
        }
        rates(svg, panel(left, height, rows, Row::rate), rows);
        latencies(svg, panel(left + PANEL + GAP, height, rows, Row::p99), rows);
        return svg.toString();
    }

    private static void rates(Svg svg, Panel panel, List<Row> rows) {
        grid(svg, panel, "answers a second");
        for (int i = 0; i < rows.size(); i++) {
            double end = panel.column(rows.get(i).rate());
            svg.rectangle(panel.x(), middle(i) - 8, end - panel.x(), 16, "fill-1", 1);
            svg.text(end + 5, middle(i) + 4, Anchor.START, "value", fixed(rows.get(i).rate()));
        }
    }

    private static void latencies(Svg svg, Panel panel, List<Row> rows) {
        grid(svg, panel, "milliseconds");
        for (int i = 0; i < rows.size(); i++) {
            double median = panel.column(rows.get(i).p50());
            double end = panel.column(rows.get(i).p99());
            svg.line(median, middle(i), end, middle(i), "line stroke-2");
            svg.circle(median, middle(i), 4, "fill-2");
            svg.text(end + 5, middle(i) + 4, Anchor.START, "value", fixed(rows.get(i).p50()) + " – " + fixed(rows.get(i).p99()));
        }
    }

    private static void grid(Svg svg, Panel panel, String name) {
        svg.text(panel.x(), TOP - 14, Anchor.START, "", name);
        for (double tick : panel.across().ticks()) {
            svg.line(panel.column(tick), TOP, panel.column(tick), TOP + panel.height(), "grid");
            svg.text(panel.column(tick), TOP + panel.height() + 18, Anchor.MIDDLE, "muted value", panel.across().label(tick));
        }
    }

    /** With room for the values behind the longest bar. */
    private static Panel panel(double x, double height, List<Row> rows, ToDoubleFunction<Row> value) {
        double most = 1.3 * rows.stream().mapToDouble(value).max().orElseThrow();
        return new Panel(x, TOP, PANEL, height, new Scale.Linear(0, most, 4, false), new Scale.Linear(0, 1, 1, false));
    }

    private static double middle(int row) {
        return TOP + ROW * (row + 0.5);
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
