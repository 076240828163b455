package org.lisible.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.lisible.cli.bench.Contender.Step;
import org.lisible.cli.bench.Match.Result;
import org.lisible.data.plot.BarsPicture;
import org.lisible.data.plot.BarsPicture.Bar;
import org.lisible.data.plot.BarsPicture.Group;

/** What was measured, as SVG. */
public final class Pictures {

    private Pictures() {}

    /** The time of an image, peer by peer. */
    public static String peers(Measured measured) {
        return BarsPicture.svg(
                measured.manifest().name() + ": milliseconds an image",
                "bar: median; line: to the 95th percentile; in brackets: times as long as " + measured.first().title(),
                measured.results().stream().map(result -> group(measured, result)).toList(),
                0);
    }

    private static Group group(Measured measured, Result result) {
        List<Bar> bars = new ArrayList<>();
        for (Peer.Kind kind : measured.descriptions().keySet()) {
            Sample all = result.all(kind);
            double each = 1e-6 / result.images();
            String text = text("%.2f", all.median() * each);
            if (kind != measured.first()) {
                text += text(" (%.2f)", result.ratios(measured.first(), kind).median());
            }
            bars.add(new Bar(kind.title(), all.median() * each, all.quantile(0.95) * each, text, kind == measured.first()));
        }
        return new Group(counted(result.threads(), "thread") + ", " + counted(result.images(), "image"), bars);
    }

    /** What each step makes of the machine, of a network that was profiled. */
    public static String steps(Measured measured) {
        return BarsPicture.svg(
                measured.manifest().name() + ": GF/s of each step of " + measured.first().title(),
                "operations by the layers' definition, of which Winograd needs a quarter; line: FMA peak of one core",
                measured.profiles().stream().map(Pictures::group).toList(),
                measured.profiles().getFirst().peak());
    }

    private static Group group(Contender.Profile profile) {
        List<Bar> bars = profile.steps().stream()
                .filter(step -> step.flops() > 0)
                .map(step -> bar(step, profile))
                .toList();
        return new Group("1 thread, " + counted(profile.images(), "image"), bars);
    }

    private static Bar bar(Step step, Contender.Profile profile) {
        double rate = profile.rate(step);
        String text = text(
                "%.0f, %.0f us an image", rate, step.nanos() / 1e3 / profile.images());
        return new Bar(step.name(), rate, rate, text, true);
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
