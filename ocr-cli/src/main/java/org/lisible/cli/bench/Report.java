package org.lisible.cli.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import org.lisible.cli.bench.Contender.Step;
import org.lisible.cli.bench.Match.Result;

/** What was measured as tables that are Markdown, too: ratios first, then times, then steps. */
public final class Report {

    private final PrintWriter out;

    public Report(PrintWriter out) {
        this.out = out;
    }

    public void print(Measured measured) {
        line("%n## %s%n", measured.manifest().name());
        measured.descriptions().forEach((kind, description) -> line("- %s: %s", kind.title(), description));
        ratios(measured);
        times(measured);
        measured.profiles().forEach(this::steps);
        out.flush();
    }

    private void ratios(Measured measured) {
        line("%nTime of the others in times of %s: median over the rounds (95 %% bounds of the median)%n", measured.first().title());
        StringBuilder head = new StringBuilder("| threads | images |");
        measured.others().forEach(kind -> head.append(" %-24s |".formatted(kind.title())));
        line("%s", head);
        line("%s", "|---|---|" + "---|".repeat(measured.others().size()));
        for (Result result : measured.results()) {
            StringBuilder row = new StringBuilder("| %7d | %6d |".formatted(result.threads(), result.images()));
            for (Peer.Kind other : measured.others()) {
                Sample ratios = result.ratios(measured.first(), other);
                double[] bounds = ratios.medianBounds();
                row.append(text(" **%.2f** (%.2f to %.2f)    |", ratios.median(), bounds[0], bounds[1]));
            }
            line("%s", row);
        }
    }

    private void times(Measured measured) {
        line("%nMilliseconds an image (spread: the distance of the quartiles as a share of the median)%n");
        line("| threads | images | %-26s | median |    p95 | spread |", "");
        line("|---|---|---|---|---|---|");
        for (Result result : measured.results()) {
            for (Peer.Kind kind : measured.descriptions().keySet()) {
                Sample all = result.all(kind);
                double each = 1e-6 / result.images();
                line(
                        "| %7d | %6d | %-26s | %6.3f | %6.3f | %4.1f %% |",
                        result.threads(),
                        result.images(),
                        kind.title(),
                        all.median() * each,
                        all.quantile(0.95) * each,
                        100 * all.spread());
            }
        }
    }

    private void steps(Contender.Profile profile) {
        int images = profile.images();
        line("%nSteps of %s on one thread, images computed at once: %d; the peak of one core was %.1f GF/s%n", Peer.Kind.PURE.title(), images, profile.peak());
        line("| %-40s | MFLOP | us an image | share | GF/s | of the peak |", "step");
        line("|---|---|---|---|---|---|");
        double all = profile.steps().stream().mapToDouble(Step::nanos).sum();
        for (Step step : profile.steps()) {
            double rate = profile.rate(step);
            line(
                    "| %-40s | %5.1f | %11.1f | %3.0f %% | %4.0f | %9.0f %% |",
                    step.name(),
                    step.flops() / 1e6,
                    step.nanos() / 1e3 / images,
                    100 * step.nanos() / all,
                    rate,
                    100 * rate / profile.peak());
        }
        List<Step> steps = profile.steps();
        double flops = steps.stream().mapToDouble(Step::flops).sum();
        double rate = flops * images / all;
        line(
                "| %-40s | %5.1f | %11.1f | 100 %% | %4.0f | %9.0f %% |",
                "together", flops / 1e6, all / 1e3 / images, rate, 100 * rate / profile.peak());
    }

    private void line(String format, Object... values) {
        out.println(text(format, values));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
