package org.lisible.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.lisible.cli.bench.Contender.Step;
import org.lisible.cli.bench.Match.Result;
import org.lisible.model.Manifest;

/** What the figures have to be at least, of the same run each. */
public final class Bars {

    /** How many times as long as the pure engine ONNX Runtime has to take with the reference network, by images at once. */
    private static final Map<Integer, Double> REFERENCE = Map.of(1, 2.0, 32, 2.2);
    /** Likewise with networks that name characters. */
    private static final double CHARACTERS = 1.5;
    /** How many times as long as with the Vector API the scalar twin may take. */
    private static final double SCALAR = 4;

    /**
     * Shares of the peak that the reference network's steps have to reach, by the layer that they begin with. Operations are
     * counted by the layers' definition, of which Winograd needs a quarter. About two thirds of what was measured when they were
     * set: a kernel that the JIT gives up on falls to a tenth.
     */
    private static final Map<String, Double> FLOORS =
            Map.of("conv1", 0.25, "conv2", 1.3, "conv3", 1.3, "fc", 0.5, "lstm", 0.28, "out", 0.5);

    private Bars() {}

    /** What falls short, a line each; empty if nothing does. */
    public static List<String> missed(Measured measured) {
        List<String> missed = new ArrayList<>();
        if (measured.first() == Peer.Kind.PURE) {
            measured.results().forEach(result -> ratios(measured, result, missed));
            measured.profiles().forEach(profile -> floors(measured, profile, missed));
        }
        return missed;
    }

    private static void ratios(Measured measured, Result result, List<String> missed) {
        String place = "%s, %d thread(s), %d images: ".formatted(measured.manifest().name(), result.threads(), result.images());
        double bar = bar(measured.manifest(), result.images());
        if (bar > 0 && result.times().containsKey(Peer.Kind.ONNXRUNTIME)) {
            double ratio = result.ratios(Peer.Kind.PURE, Peer.Kind.ONNXRUNTIME).median();
            if (ratio < bar) {
                missed.add(place + text("ONNX Runtime takes %.2f times as long; the bar is %.1f", ratio, bar));
            }
        }
        if (result.times().containsKey(Peer.Kind.SCALAR)) {
            double ratio = result.ratios(Peer.Kind.PURE, Peer.Kind.SCALAR).median();
            if (ratio > SCALAR) {
                missed.add(place + text("the scalar twin takes %.2f times as long; it may take %.1f", ratio, SCALAR));
            }
        }
    }

    /** 0 where there is none. */
    private static double bar(Manifest manifest, int images) {
        if (manifest.task().equals(Manifest.CHARACTER)) {
            return CHARACTERS;
        }
        return manifest.id().equals(Network.REFERENCE) ? REFERENCE.getOrDefault(images, 0.0) : 0;
    }

    private static void floors(Measured measured, Contender.Profile profile, List<String> missed) {
        if (!measured.manifest().id().equals(Network.REFERENCE)) {
            return;
        }
        for (Step step : profile.steps()) {
            double share = profile.rate(step) / profile.peak();
            double floor = FLOORS.getOrDefault(step.name().split(" ")[0], 0.0);
            if (share < floor) {
                missed.add(text(
                        "%s, %d images: %s reaches %.0f %% of the peak; its floor is %.0f %%",
                        measured.manifest().name(), profile.images(), step.name(), 100 * share, 100 * floor));
            }
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
