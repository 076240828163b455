package org.lisible.data.plot;

import java.util.List;

import org.lisible.data.plot.Svg.Anchor;

/** Groups of bars that run from left to right, all to one scale. */
public final class BarsPicture {

    private static final double ROW = 22;
    private static final double GAP = 34;
    private static final double TOP = 72;
    private static final double WIDTH = 420;
    /** Room for the text behind the longest bar. */
    private static final double VALUES = 190;

    private static final double LETTER = 6.9;

    private static final String STYLE =
            """
            .whisker { stroke-width: 2; opacity: 0.6; }
            .mark { stroke-width: 2; }
            """;

    private BarsPicture() {}

    /**
     * @param value where it ends, at least 0
     * @param to where a thin line that begins at the bar's end leads; {@code value} for none
     * @param text stands behind it
     * @param own whether it is drawn in the first colour, else in the second
     */
    public record Bar(String name, double value, double to, String text, boolean own) {}

    /** Bars that belong together. */
    public record Group(String name, List<Bar> bars) {}

    /**
     * The picture.
     *
     * @param groups at least one, of at least one bar each
     * @param mark a value that a line marks in all groups; 0 for none
     */
    public static String svg(String title, String subtitle, List<Group> groups, double mark) {
        List<Bar> all = groups.stream().flatMap(group -> group.bars().stream()).toList();
        double left = 40 + LETTER * all.stream().mapToInt(bar -> bar.name().length()).max().orElseThrow();
        double height = groups.size() * GAP + all.size() * ROW;
        double largest = all.stream().mapToDouble(bar -> Math.max(bar.value(), bar.to())).max().orElseThrow();
        var scale = new Scale.Linear(0, Math.max(largest, mark), 1, false);
        var panel = new Panel(left, TOP, WIDTH, height, scale, scale);
        var svg = new Svg((int) (left + WIDTH + VALUES), (int) (TOP + height + 20), title, STYLE);
        svg.text(24, 28, Anchor.START, "title", title);
        svg.text(24, 48, Anchor.START, "muted", subtitle);
        double y = TOP;
        for (Group group : groups) {
            svg.text(24, y + 18, Anchor.START, "title", group.name());
            y += GAP - 6;
            double first = y;
            for (Bar bar : group.bars()) {
                draw(svg, panel, y, bar);
                y += ROW;
            }
            if (mark > 0) {
                svg.line(panel.column(mark), first, panel.column(mark), y - 4, "axis mark dashed");
            }
            y += 6;
        }
        return svg.toString();
    }

    private static void draw(Svg svg, Panel panel, double y, Bar bar) {
        String colour = bar.own() ? "-1" : "-2";
        double end = panel.column(bar.value());
        svg.text(panel.x() - 8, y + 13, Anchor.END, "", bar.name());
        svg.rectangle(panel.x(), y, end - panel.x(), ROW - 4, "fill" + colour, 0.85, bar.name() + ": " + bar.text());
        svg.line(end, y + 9, panel.column(bar.to()), y + 9, "whisker stroke" + colour);
        svg.text(panel.column(Math.max(bar.value(), bar.to())) + 8, y + 13, Anchor.START, "", bar.text());
    }
}
