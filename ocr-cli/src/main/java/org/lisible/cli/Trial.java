package org.lisible.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lisible.data.evaluation.Comparison;
import org.lisible.data.evaluation.Reading;
import org.lisible.decode.DecodeOptions;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.result.EngineResult;

/** All that was run on the same samples: judged one by one, together as an ensemble, and against each other. */
final class Trial {

    private final List<Sample> samples;
    private final List<ModelRun> runs;
    private final DecodeOptions options;
    private final boolean ignoreCase;
    private final List<Judged> judged = new ArrayList<>();

    /** @param runs at least one, all of the same samples */
    Trial(List<Sample> samples, List<ModelRun> runs, DecodeOptions options, boolean ignoreCase) {
        this.samples = samples;
        this.runs = runs;
        this.options = options;
        this.ignoreCase = ignoreCase;
        Map<List<?>, List<ModelRun>> together = new LinkedHashMap<>();
        runs.stream()
                .sorted(Comparator.comparing(ModelRun::frame))
                .forEach(run -> together
                        .computeIfAbsent(List.of(run.frame(), run.engine().engine()), _ -> new ArrayList<>())
                        .add(run));
        together.values().forEach(this::judge);
    }

    /** The runs of one engine with the same frame: the models, their ensemble, and what they are compared with. */
    private void judge(List<ModelRun> side) {
        List<ModelRun> members = side.stream().filter(run -> !run.model().baseline()).toList();
        members.forEach(run -> judge(run.name(), run.manifest(), run, run.results()));
        ensemble(members).ifPresent(ensemble -> judge(
                "ensemble of " + String.join(" and ", members.stream().map(ModelRun::name).toList()),
                ensemble.manifest(),
                members.getFirst(),
                ensemble.results(members.stream().map(ModelRun::results).toList())));
        side.stream()
                .filter(run -> run.model().baseline())
                .forEach(run -> judge(run.name(), run.manifest(), run, run.results()));
    }

    private void judge(String name, Manifest manifest, ModelRun run, List<EngineResult> results) {
        List<Reading> readings = Readings.of(samples, results, manifest, options);
        judged.add(Judged.of(
                name,
                manifest,
                run.engine(),
                run.frame(),
                ignoreCase ? readings.stream().map(Reading::withoutCase).toList() : readings));
    }

    /** None of a single model, nor of models of text lines: those have no probabilities that could be averaged. */
    private static Optional<Ensemble> ensemble(List<ModelRun> members) {
        return members.size() < 2
                        || members.stream().noneMatch(run -> run.manifest().decoder().type().equals(DecoderSpec.SOFTMAX))
                ? Optional.empty()
                : Optional.of(new Ensemble(members.stream().map(ModelRun::manifest).toList()));
    }

    /** In the order of the tables. */
    List<Judged> judged() {
        return judged;
    }

    /** Everything in one table. */
    Comparison comparison() {
        boolean engines = judged.stream().map(one -> one.engine().engine()).distinct().count() > 1;
        return new Comparison(judged.stream().map(one -> one.entry(engines)).toList());
    }

    /** What the first engine gave, in one table: the others are to give the same. */
    Comparison comparisonOfOneEngine() {
        String engine = judged.getFirst().engine().engine();
        return new Comparison(judged.stream()
                .filter(one -> one.engine().engine().equals(engine))
                .map(one -> one.entry(false))
                .toList());
    }

    /** Whether more than engines is compared. */
    boolean isComparison() {
        return judged.stream().map(one -> one.name() + one.frame()).distinct().count() > 1;
    }

    /** How a run's model was judged, on that engine and with that frame. */
    Judged judged(ModelRun run) {
        return judged.stream()
                .filter(one -> one.name().equals(run.name()) && one.frame() == run.frame())
                .filter(one -> one.engine().engine().equals(run.engine().engine()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the engines agree on a run's model. */
    Agreement agreement(ModelRun run) {
        return new Agreement(runs.stream()
                .filter(other -> other.name().equals(run.name()) && other.frame() == run.frame())
                .toList());
    }

    /** One run of each model: the first engine, the first frame. */
    List<ModelRun> models() {
        Map<String, ModelRun> models = new LinkedHashMap<>();
        runs.forEach(run -> models.putIfAbsent(run.name(), run));
        return List.copyOf(models.values());
    }
}
