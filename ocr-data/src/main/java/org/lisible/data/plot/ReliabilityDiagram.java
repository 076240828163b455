package org.lisible.data.plot;

import java.util.Locale;

import org.lisible.data.evaluation.Calibration;
import org.lisible.data.evaluation.Calibration.Bin;
import org.lisible.data.plot.Svg.Anchor;

/**
 * Whether confidences are honest (DeGroot and Fienberg 1983): the share of exact readings in each range of confidence,
 * which lies on the diagonal if they are, and below it how many readings each range has.
 */
public final class ReliabilityDiagram {

    private static final int WIDTH = 520;
    private static final int HEIGHT = 600;
    private static final int LEFT = 88;
    private static final int SIDE = 400;
    private static final double GAP = 2;

    private ReliabilityDiagram() {}

    /** The picture of a calibration. */
    public static String svg(Calibration calibration) {
        String error = String.format(Locale.ROOT, "%.2f %%", 100 * calibration.expectedError());
        var svg = new Svg(WIDTH, HEIGHT, "Reliability of the confidences; expected calibration error " + error);
        svg.text(LEFT, 26, Anchor.START, "title", "Reliability");
        svg.text(LEFT + SIDE, 26, Anchor.END, "", "expected calibration error " + error);

        var share = new Scale.Linear(0, 1, 5, true);
        var accuracy = new Panel(LEFT, 44, SIDE, 320, share, share);
        accuracy.axes(svg, "confidence", "read without a fault");
        int most = calibration.bins().stream().mapToInt(Bin::count).max().orElse(0);
        var counts = new Panel(LEFT, 430, SIDE, 110, share, new Scale.Linear(0, Math.max(1, most), 3, false));
        counts.axes(svg, "confidence", "images");
        for (Bin bin : calibration.bins()) {
            if (bin.count() > 0) {
                bar(svg, accuracy, bin, bin.accuracy(), 0.55);
                bar(svg, counts, bin, bin.count(), 0.55);
            }
        }
        accuracy.curve(svg, new double[] {0, 1}, new double[] {0, 1}, "line dashed stroke-2");
        svg.text(accuracy.column(0.03), accuracy.row(0.95), Anchor.START, "muted", "dashed: perfectly honest");
        for (Bin bin : calibration.bins()) {
            if (bin.count() > 0) {
                svg.circle(accuracy.column(bin.confidence()), accuracy.row(bin.accuracy()), 4, "fill-1");
            }
        }
        return svg.toString();
    }

    private static void bar(Svg svg, Panel panel, Bin bin, double value, double opacity) {
        double left = panel.column(bin.low()) + GAP / 2;
        double top = panel.row(value);
        svg.rectangle(left, top, panel.column(bin.high()) - left - GAP / 2, panel.y() + panel.height() - top, "fill-1",
                opacity);
    }
}
