package org.lisible.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.EvaluationJson;
import org.lisible.data.evaluation.EvaluationMarkdown;
import org.lisible.data.evaluation.Reading;
import org.lisible.data.plot.ModelPlots;
import org.lisible.decode.DecodeOptions;
import org.lisible.model.BundleWriter;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.model.Reference;
import org.lisible.spi.training.TrainingJob;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible train}. */
@Command(
        name = "train",
        header = "Trains a model from labelled images.",
        description = {
            "",
            "Reads the network from a manifest and the images from a folder, trains, and writes a model bundle with its"
                    + " metrics and its model card. The best epoch on the validation images is kept.",
            "",
            "The folder holds images named after their text, a labels.tsv, or a pair of idx files. If it holds train_split.csv"
                    + " and val_split.csv too, those are the split; otherwise one is drawn from the seed. Several --data are"
                    + " learned together.",
            "",
            "Stopped by Ctrl-C or killed, the same command goes on from the last checkpoint in the work folder."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible train docs/manifests/captcha-v2.json --data captchas",
            "  lisible train captcha.json --data captchas --synthetic 2000 --epochs 120",
            "  lisible train captcha.json --data more --start models/captcha-v2/1 --learning-rate 3e-4",
            "  lisible train docs/manifests/characters-cnn.json --data emnist --data splits/unipen/train_split.csv --balance 300"
        })
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MANIFEST", description = "The network: a model.json, or the folder of a bundle.")
    private Path manifestFile;

    @Mixin
    private DataFlags data;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the bundle goes (default: models/<id>/<version>).")
    private Path out;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description = "Checkpoints, history and log (default: runs/<id>-<version>).")
    private Path work;

    @Option(
            names = "--crossvalidation",
            paramLabel = "FILE",
            description = "A report.json of lisible crossvalidate to put into the metrics and the model card.")
    private Path crossvalidation;

    @Option(names = "--trainer", paramLabel = "ID", defaultValue = "tf", description = "Default: ${DEFAULT-VALUE}.")
    private String trainer;

    @Mixin
    private TrainingFlags training;

    @Mixin
    private CharacterFlags characters;

    @Mixin
    private EngineFlags engine;

    @Option(names = "--json", description = "Print the metrics as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Manifest manifest = ModelFiles.manifest(manifestFile);
        Path folder = work == null ? Path.of("runs", manifest.id() + "-" + manifest.version()) : work;
        Path target = out == null ? Path.of("models", manifest.id(), manifest.version()) : out;
        Optional<CrossvalidationReport> folds = Optional.ofNullable(crossvalidation).map(CrossvalidationReport::read);
        SampleSplit split = SampleSplit.of(data.split(training.seed()), manifest.alphabet());
        PrintWriter err = command.commandLine().getErr();
        try (EngineFlags.Workshop workshop = engine.open(training.settings());
                TrainingRun run = new TrainingRun(trainer, workshop.context(), err)) {
            err.println(split.describe());
            WorkFolder.claim(folder, TrainingRecord.identity(manifest, split, training, characters));
            split.write(folder);
            ModelBundle model = run.train(new TrainingJob(
                    manifest,
                    training.start(),
                    TrainingSet.of(manifest, split.training(), training, characters),
                    ImageExamples.plain(split.validation(), manifest.input()),
                    training.options(),
                    folder,
                    run.cancelled()));
            if (run.cancelled().getAsBoolean()) {
                err.println("stopped; the checkpoint is in " + folder + ". The same command goes on from there.");
                return Lisible.STOPPED;
            }
            return finish(model, split, folder, target, folds, workshop, run);
        }
    }

    private int finish(
            ModelBundle model,
            SampleSplit split,
            Path folder,
            Path target,
            Optional<CrossvalidationReport> folds,
            EngineFlags.Workshop workshop,
            TrainingRun run) {
        List<Reading> readings;
        List<Reference> references;
        try (TextReader reader = TextReader.open(trainer, model, workshop.context())) {
            readings = reader.read(split.validation(), DecodeOptions.GREEDY);
            references = reader.references(model);
        }
        Evaluation validation = Readings.judge(readings, model.manifest());
        JsonObjectBuilder metrics = Json.createObjectBuilder()
                .add("training", TrainingRecord.json(model, split, training, characters, trainer, run.device()))
                .add("validation", EvaluationJson.of(validation))
                .add("history", WorkFolder.history(folder));
        folds.ifPresent(report -> metrics.add("crossvalidation", report.summary()));
        JsonObject all = metrics.build();
        ModelBundle written = BundleWriter.write(
                target, model.with(references), all, ModelCard.of(model.manifest(), all, validation, folds));
        draw(target, all.getJsonArray("history"), folds.map(CrossvalidationReport::pooled).orElse(validation));
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(all);
        } else {
            out.println(EvaluationMarkdown.of(validation));
            out.println("wrote " + written.manifest().name() + " to " + target);
        }
        return 0;
    }

    private static void draw(Path folder, JsonArray history, Evaluation evaluation) {
        try {
            ModelPlots.write(folder, history, evaluation);
        } catch (IOException e) {
            throw new UncheckedIOException("the pictures of " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }
}
