package org.lisible.data.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.lisible.data.evaluation.ClassScore;
import org.lisible.data.evaluation.Classification;
import org.lisible.data.evaluation.Interval;
import org.lisible.data.plot.CharacterGroups.Group;
import org.lisible.data.plot.Svg.Anchor;

/** How each character was read: the share that was read right, with its 95 % interval, worst first within each kind. */
final class ClassesPicture {

    private static final double STEP = 11;
    private static final double GAP = 22;
    private static final double LEFT = 88;
    private static final double TOP = 84;
    private static final double HEIGHT = 320;

    private static final String STYLE =
            """
            .label { font: 10px "DejaVu Sans Mono", Consolas, Menlo, monospace; }
            .whisker { stroke-width: 2; opacity: 0.45; }
            """;

    private ClassesPicture() {}

    /** The picture; characters without images are left out. */
    static String svg(Classification classification) {
        List<ClassScore> shown = classification.classes().stream()
                .filter(score -> score.top1().images() > 0)
                .toList();
        List<Group> groups = CharacterGroups.of(shown.stream().map(ClassScore::character).toList());
        double width = STEP * shown.size() + GAP * groups.size();
        var svg = new Svg(
                (int) Math.max(620, LEFT + width + 24), (int) (TOP + HEIGHT + 72), "How each character was read", STYLE);
        svg.text(LEFT, 28, Anchor.START, "title", "How each character was read");
        svg.text(LEFT, 48, Anchor.START, "muted", "dot: share read right; bar: 95 % interval (Wilson); mean of the characters "
                + percent(classification.meanOfClasses()));
        var share = new Scale.Linear(0, 1, 5, true);
        var panel = new Panel(LEFT, TOP, width, HEIGHT, share, share);
        for (double tick : share.ticks()) {
            svg.line(LEFT, panel.row(tick), LEFT + width, panel.row(tick), "grid");
            svg.text(LEFT - 8, panel.row(tick) + 4.5, Anchor.END, "muted", share.label(tick));
        }
        svg.upwards(LEFT - 62, TOP + HEIGHT / 2, "", "read right");
        double x = LEFT + GAP / 2;
        for (Group group : groups) {
            List<ClassScore> scores = group.classes().stream()
                    .map(shown::get)
                    .sorted(Comparator.comparingDouble(score -> score.top1().rate()))
                    .toList();
            svg.text(x + STEP * scores.size() / 2, TOP + HEIGHT + 50, Anchor.MIDDLE, "muted", group.title());
            for (ClassScore score : scores) {
                draw(svg, panel, x + STEP / 2, score);
                x += STEP;
            }
            x += GAP;
        }
        return svg.toString();
    }

    private static void draw(Svg svg, Panel panel, double x, ClassScore score) {
        Interval interval = score.top1().interval();
        svg.line(x, panel.row(interval.low()), x, panel.row(interval.high()), "line stroke-1 whisker");
        svg.circle(x, panel.row(score.top1().rate()), 3.5, "fill-1");
        svg.text(x, TOP + HEIGHT + 18, Anchor.MIDDLE, "label", score.character());
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * rate);
    }
}
