package org.lisible.cli.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.lisible.cli.bench.Match.Result;

/** What was measured, as JSON. */
public final class MeasuredJson {

    private MeasuredJson() {}

    public static JsonObjectBuilder of(Measured measured) {
        JsonObjectBuilder peers = Json.createObjectBuilder();
        measured.descriptions().forEach((kind, description) -> peers.add(kind.title(), description));
        JsonArrayBuilder results = Json.createArrayBuilder();
        for (Result result : measured.results()) {
            measured.descriptions().keySet().forEach(kind -> results.add(of(measured, result, kind)));
        }
        JsonArrayBuilder profiles = Json.createArrayBuilder();
        measured.profiles().forEach(profile -> profiles.add(of(profile)));
        return Json.createObjectBuilder()
                .add("model", measured.manifest().name())
                .add("peers", peers)
                .add("results", results)
                .add("profiles", profiles);
    }

    private static JsonObjectBuilder of(Measured measured, Result result, Peer.Kind kind) {
        Sample all = result.all(kind);
        Sample ratios = result.ratios(measured.first(), kind);
        double each = 1e-6 / result.images();
        return Json.createObjectBuilder()
                .add("peer", kind.title())
                .add("threads", result.threads())
                .add("images", result.images())
                .add("runs", all.sorted().length)
                .add("medianMilliseconds", all.median() * each)
                .add("p95Milliseconds", all.quantile(0.95) * each)
                .add("spread", all.spread())
                .add("ratio", ratios.median())
                .add("ratioBounds", Json.createArrayBuilder().add(ratios.medianBounds()[0]).add(ratios.medianBounds()[1]));
    }

    private static JsonObjectBuilder of(Contender.Profile profile) {
        JsonArrayBuilder steps = Json.createArrayBuilder();
        profile.steps().forEach(step -> steps.add(Json.createObjectBuilder()
                .add("name", step.name())
                .add("flops", step.flops())
                .add("microseconds", step.nanos() / 1e3 / profile.images())
                .add("gigaflops", profile.rate(step))));
        return Json.createObjectBuilder()
                .add("images", profile.images())
                .add("peakGigaflops", profile.peak())
                .add("steps", steps);
    }
}
