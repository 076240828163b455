package org.lisible.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.Folds;
import org.lisible.data.dataset.LabelFile;
import org.lisible.data.dataset.Split;
import org.lisible.data.evaluation.Reading;
import org.lisible.decode.DecodeOptions;
import org.lisible.model.BundleWriter;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.training.TrainingJob;
import org.lisible.spi.training.TrainingOptionsJson;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible crossvalidate}. */
@Command(
        name = "crossvalidate",
        header = "Says how well a network reads images it never saw, by k-fold cross-validation.",
        description = {
            "",
            "Each fold is tested by a model that was trained on the other folds; a part of those is carved out for early"
                    + " stopping and the temperature, so that a fold is never tuned on. The readings of all folds are"
                    + " pooled into one report: exact match with its Wilson interval, character error rate, confusions,"
                    + " calibration.",
            "",
            "Each fold's folder keeps its model and test.csv, the images that this model never saw, so that other engines can be"
                    + " judged on them: lisible evaluate --model .../fold-1/model --data .../fold-1/test.csv --engine both",
            "",
            "Stopped at any moment, the same command goes on: finished folds are kept, a fold begun goes on from its checkpoint."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible crossvalidate captcha.json --data captchas --folds 5",
            "  lisible crossvalidate captcha.json --data captchas --only 3 --device gpu"
        })
final class CrossvalidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MANIFEST", description = "The network: a model.json, or the folder of a bundle.")
    private Path manifestFile;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "Labelled images: a folder of images named after their text, with a labels.tsv or with a pair of idx"
                    + " files, or a label file. May be given several times.")
    private List<Path> data;

    @Option(names = "--folds", paramLabel = "K", defaultValue = "5", description = "At least 2 (default: ${DEFAULT-VALUE}).")
    private int folds;

    @Option(names = "--only", paramLabel = "FOLD", description = "Train this fold alone, 1 to K; the report comes with the last one.")
    private Integer only;

    @Option(
            names = "--carve-out",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of the training folds that decides when to stop (default: ${DEFAULT-VALUE}).")
    private double carveOut;

    @Option(names = "--work", paramLabel = "FOLDER", description = "Folds and report (default: runs/<id>-<version>-folds).")
    private Path work;

    @Option(names = "--trainer", paramLabel = "ID", defaultValue = "tf", description = "Default: ${DEFAULT-VALUE}.")
    private String trainer;

    @Mixin
    private TrainingFlags training;

    @Mixin
    private CharacterFlags characters;

    @Mixin
    private EngineFlags engine;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (folds < 2 || only != null && (only < 1 || only > folds)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), folds < 2 ? "--folds is " + folds + ", not at least 2" : "--only is " + only + ", not 1 to " + folds);
        }
        Manifest manifest = ModelFiles.manifest(manifestFile);
        Path folder = work == null ? Path.of("runs", manifest.id() + "-" + manifest.version() + "-folds") : work;
        Dataset dataset = Dataset.join(data.stream().map(Dataset::open).toList());
        dataset.check(manifest.alphabet());
        Folds parts = Folds.of(dataset, folds, training.seed());
        JsonObject identity = identity(manifest, parts);
        WorkFolder.claim(folder, identity);
        PrintWriter err = command.commandLine().getErr();
        try (EngineFlags.Workshop workshop = engine.open(training.settings());
                TrainingRun run = new TrainingRun(trainer, workshop.context(), err)) {
            for (int fold = 1; fold <= folds; fold++) {
                if ((only == null || only == fold) && !Files.exists(FoldResult.file(folder, fold))) {
                    if (!train(manifest, parts.split(fold - 1), fold, folder, workshop, run)) {
                        err.println("stopped; what is done is in " + folder + ". The same command goes on from there.");
                        return Lisible.STOPPED;
                    }
                }
            }
        }
        return report(folder, identity, err);
    }

    private JsonObject identity(Manifest manifest, Folds parts) {
        return characters.addTo(Json.createObjectBuilder())
                .add("model", manifest.name())
                .add("folds", folds)
                .add("carveOut", carveOut)
                .add("data", SampleSplit.digest(String.join(
                        "", parts.parts().stream().map(part -> SampleSplit.lines("fold", part)).toList())))
                .add("augmentation", training.augmentationName(manifest))
                .add("synthetic", training.synthetic())
                .add("options", TrainingOptionsJson.of(training.options()))
                .add("start", training.startDigest())
                .build();
    }

    /** Trains and tests one fold; false if it was stopped. */
    private boolean train(
            Manifest manifest, Split fold, int number, Path folder, EngineFlags.Workshop workshop, TrainingRun run)
            throws IOException {
        Path foldFolder = FoldResult.folder(folder, number);
        SampleSplit split = SampleSplit.of(Split.of(fold.training(), carveOut, training.seed() + number), manifest.alphabet());
        List<Sample> test = Sample.decode(fold.validation());
        PrintWriter err = command.commandLine().getErr();
        err.println("fold " + number + " of " + folds + ": " + split.describe() + ", " + test.size() + " to test on");
        ModelBundle model = run.train(new TrainingJob(
                manifest,
                training.start(),
                TrainingSet.of(manifest, split.training(), training, characters),
                ImageExamples.plain(split.validation(), manifest.input()),
                training.options(),
                foldFolder,
                run.cancelled()));
        if (run.cancelled().getAsBoolean()) {
            return false;
        }
        try (TextReader reader = TextReader.open(trainer, model, workshop.context())) {
            List<Reading> readings = reader.read(test, DecodeOptions.GREEDY);
            FoldResult result = new FoldResult(
                    number, readings, WorkFolder.history(foldFolder).size(), model.manifest().decoder().temperature());
            BundleWriter.write(foldFolder.resolve("model"), model, JsonValue.EMPTY_JSON_OBJECT, result.describe());
            LabelFile.write(foldFolder.resolve("test.csv"), fold.validation());
            result.write(folder);
            err.println(result.describe());
        }
        return true;
    }

    private int report(Path folder, JsonObject identity, PrintWriter err) {
        List<FoldResult> results = new ArrayList<>();
        for (int fold = 1; fold <= folds; fold++) {
            if (Files.exists(FoldResult.file(folder, fold))) {
                results.add(FoldResult.read(folder, fold));
            }
        }
        if (results.size() < folds) {
            err.println(results.size() + " of " + folds + " folds are done; the report comes with the last one");
            return 0;
        }
        CrossvalidationReport report = new CrossvalidationReport(identity, results);
        WorkFolder.write(folder.resolve("report.json"), report.json().toString());
        WorkFolder.write(folder.resolve("report.md"), "# Cross-validation of " + identity.getString("model") + "\n\n" + report.markdown());
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? report.json().toString() : report.markdown());
        err.println("the report is in " + folder.resolve("report.json") + " and report.md");
        return 0;
    }
}
