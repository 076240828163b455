package org.lisible.data.plot;

import java.util.Locale;

/** Writes an SVG picture, element by element. All text is escaped; coordinates have one decimal. */
final class Svg {

    /** Where a text stands at its position. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private static final String STYLE =
            """
            <style>
            text { font: 13px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1f2328; }
            .title { font-size: 15px; font-weight: 600; }
            .muted { fill: #59636e; }
            .paper { fill: #ffffff; }
            .grid { stroke: #d1d9e0; stroke-width: 1; }
            .axis { stroke: #59636e; stroke-width: 1; }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .stroke-1 { stroke: #0969da; } .fill-1 { fill: #0969da; }
            .stroke-2 { stroke: #bc4c00; } .fill-2 { fill: #bc4c00; }
            .dashed { stroke-dasharray: 5 4; }
            @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc; }
            .muted { fill: #9da7b3; }
            .paper { fill: #0d1117; }
            .grid { stroke: #30363d; }
            .axis { stroke: #9da7b3; }
            .stroke-1 { stroke: #4493f8; } .fill-1 { fill: #4493f8; }
            .stroke-2 { stroke: #f0883e; } .fill-2 { fill: #f0883e; }
            }
            </style>
            """;

    private final StringBuilder out = new StringBuilder();

    /** A picture without styles of its own. */
    Svg(int width, int height, String title) {
        this(width, height, title, "");
    }

    /**
     * @param title what the picture shows; also read out to those who do not see it
     * @param styles rules besides the common ones
     */
    Svg(int width, int height, String title, String styles) {
        out.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-label="%3$s">
                <title>%3$s</title>
                """
                        .formatted(width, height, escape(title)));
        out.append(STYLE.replace("</style>", styles + "</style>"));
        rectangle(0, 0, width, height, "paper", 1);
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        out.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), style));
    }

    void rectangle(double x, double y, double width, double height, String style, double opacity) {
        out.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"%s/>\n"
                .formatted(number(x), number(y), number(width), number(height), style, opacity(opacity)));
    }

    /** A rectangle that says what it is when pointed at. */
    void rectangle(double x, double y, double width, double height, String style, double opacity, String what) {
        out.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"%s><title>%s</title></rect>\n"
                .formatted(number(x), number(y), number(width), number(height), style, opacity(opacity), escape(what)));
    }

    void circle(double x, double y, double radius, String style) {
        out.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"%s\"/>\n"
                .formatted(number(x), number(y), number(radius), style));
    }

    /** @param points x and y in turn, at least one of each */
    void polyline(double[] points, String style) {
        out.append("<polyline points=\"");
        for (int i = 0; i < points.length; i += 2) {
            out.append(i == 0 ? "" : " ").append(number(points[i])).append(',').append(number(points[i + 1]));
        }
        out.append("\" class=\"").append(style).append("\"/>\n");
    }

    void text(double x, double y, Anchor anchor, String style, String text) {
        out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), anchor.name().toLowerCase(Locale.ROOT), style, escape(text)));
    }

    /** A text that runs upwards, centred at its position. */
    void upwards(double x, double y, String style, String text) {
        out.append("<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\" class=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), style, escape(text)));
    }

    /** The finished picture. */
    @Override
    public String toString() {
        return out + "</svg>\n";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String opacity(double opacity) {
        return opacity < 1 ? " opacity=\"" + String.format(Locale.ROOT, "%.2f", opacity) + "\"" : "";
    }

    /** Markup characters as entities; control characters, which XML cannot hold at all, as U+FFFD. */
    private static String escape(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n]]", "\ufffd")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
