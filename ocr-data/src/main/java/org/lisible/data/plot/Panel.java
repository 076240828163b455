package org.lisible.data.plot;

import java.util.Arrays;

import org.lisible.data.plot.Svg.Anchor;

/**
 * A rectangle of a picture with two axes.
 *
 * @param x left side
 * @param y upper side
 * @param width to the right side
 * @param height to the lower side
 * @param across the horizontal axis
 * @param up the vertical axis
 */
record Panel(double x, double y, double width, double height, Scale across, Scale up) {

    double column(double value) {
        return x + width * across.place(value);
    }

    double row(double value) {
        return y + height * (1 - up.place(value));
    }

    /** Draws grid, ticks and names. */
    void axes(Svg svg, String acrossName, String upName) {
        for (double tick : up.ticks()) {
            svg.line(x, row(tick), x + width, row(tick), "grid");
            svg.text(x - 8, row(tick) + 4.5, Anchor.END, "muted", up.label(tick));
        }
        for (double tick : across.ticks()) {
            svg.line(column(tick), y + height, column(tick), y + height + 5, "axis");
            svg.text(column(tick), y + height + 20, Anchor.MIDDLE, "muted", across.label(tick));
        }
        svg.line(x, y + height, x + width, y + height, "axis");
        svg.text(x + width / 2, y + height + 40, Anchor.MIDDLE, "", acrossName);
        svg.upwards(x - 62, y + height / 2, "", upName);
    }

    /** Draws one value after the other as a line; values that are no numbers are left out. */
    void curve(Svg svg, double[] columns, double[] values, String style) {
        int count = 0;
        double[] points = new double[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                points[count++] = column(columns[i]);
                points[count++] = row(values[i]);
            }
        }
        if (count == 2) {
            svg.circle(points[0], points[1], 3, style.replace("stroke-", "fill-").replace("line", ""));
        } else if (count > 2) {
            svg.polyline(Arrays.copyOf(points, count), style);
        }
    }

    /** Draws a legend entry above the upper right corner, {@code offset} away from the right side. */
    void legend(Svg svg, double offset, String style, String name) {
        double end = x + width - offset;
        svg.text(end, y - 8, Anchor.END, "", name);
        double start = end - 7.2 * name.length() - 8;
        svg.line(start - 24, y - 12, start, y - 12, "line " + style);
    }
}
