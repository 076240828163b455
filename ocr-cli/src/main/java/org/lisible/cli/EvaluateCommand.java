package org.lisible.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.evaluation.EvaluationJson;
import org.lisible.data.evaluation.EvaluationMarkdown;
import org.lisible.decode.DecodeOptions;
import org.lisible.result.EngineResult;
import org.lisible.spi.OcrEngineProvider;

import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lisible evaluate}. */
@Command(
        name = "evaluate",
        header = "Says how well a model reads labelled images.",
        description = {
            "",
            "Prints the share of images read without a fault with its 95 %% interval (Wilson), the character error rate,"
                    + " what was taken for what, the result by length, and whether the confidences are honest"
                    + " (expected calibration error). Of models that read single characters: top-1 and top-5, top-1 in either"
                    + " case, of letters, digits and symbols alone, and by character. Give images that the model was never"
                    + " trained on.",
            "",
            "Several models are compared on the same images, together with their ensemble: the mean of their calibrated"
                    + " probabilities."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible evaluate --data runs/captcha-v2-1/val_split.csv",
            "  lisible evaluate --data captchas --engine both --agree",
            "  lisible evaluate --data captchas --model captcha-v2/1 --length 5 --json",
            "  lisible evaluate --data splits/unipen/val_split.csv --model characters-cnn --model characters-resnet"
                    + " --baseline runs/linear/model --frame shown,tight,none --out runs/compared --record unipen"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "Labelled images: a folder of images named after their text, with a labels.tsv or with a pair of idx"
                    + " files, or a label file.")
    private Path data;

    @Mixin
    private ModelsFlags models;

    @Option(names = "--engine", paramLabel = "ID", defaultValue = "pure", description = "pure, tf, … or both for all that there are (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Option(names = "--agree", description = "Compare the engines' logits and texts with each other's; where they agree, the first one's figures stand for all.")
    private boolean agree;

    @Option(names = "--ignore-case", description = "Take upper and lower case for the same.")
    private boolean ignoreCase;

    @Option(
            names = "--frame",
            split = ",",
            paramLabel = "FRAME",
            defaultValue = "shown",
            description = "What a model of single characters sees of their place and size: all that the image has (shown), what is"
                    + " left when the ink is cut out (tight), or nothing (none); several to compare, as shown,tight,none"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<Frame> frames;

    @Mixin
    private DecodeFlags decode;

    @Mixin
    private EngineFlags hardware;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Write all evaluations there: JSON, tables as CSV, pictures.")
    private Path out;

    @Option(
            names = "--record",
            paramLabel = "NAME",
            description = "Put the result into the metrics and the model card of each model's folder, as the test of that name."
                    + " Another record of the name takes its place; training the model anew drops it.")
    private String record;

    @Option(
            names = "--note",
            paramLabel = "FILE",
            description = "Markdown for the model card beside --record: what the images are, what the result can be compared with.")
    private Path note;

    @Option(names = "--json", description = "Print the evaluation as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        requireRecordable();
        String noted = note();
        List<ModelsFlags.Named> named = models.read();
        named.forEach(model -> frames.forEach(frame -> frame.requireIn(model.bundle().manifest())));
        DecodeOptions options = decode.options(1);
        Dataset dataset = Dataset.open(data);
        List<Sample> samples = Sample.decode(dataset);
        List<ModelRun> runs = named.stream()
                .flatMap(model -> engines().stream().flatMap(id -> run(model, id, samples)))
                .toList();
        Trial trial = new Trial(samples, runs, options, ignoreCase);
        print(trial);
        if (out != null) {
            EvaluationFolder.write(out, trial);
        }
        if (record != null) {
            new TestRecord(record, noted, dataset, options.allowed(), trial, agree).write();
        }
        return !agree || agrees(trial) ? 0 : 1;
    }

    private static boolean agrees(Trial trial) {
        return trial.models().stream().map(trial::agreement).allMatch(Agreement::holds);
    }

    private void requireRecordable() {
        if (record != null && !TestRecord.isName(record)) {
            throw usage("--record is \"" + record + "\", not a name of a-z, 0-9 and -");
        }
        if (record == null && note != null) {
            throw usage("--note goes with --record");
        }
        if (record != null && ignoreCase) {
            throw usage("--record keeps strict figures, of which --ignore-case would make others");
        }
    }

    private String note() {
        try {
            return note == null ? "" : Files.readString(note).strip() + "\n\n";
        } catch (IOException e) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "the note " + note + " cannot be read: " + e, e);
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }

    private List<String> engines() {
        return engine.equals("both") || engine.equals("all")
                ? Plugins.engines().stream().map(OcrEngineProvider::id).sorted().toList()
                : List.of(engine);
    }

    /** A model on one engine, with each frame. */
    private Stream<ModelRun> run(ModelsFlags.Named model, String id, List<Sample> samples) {
        List<ModelRun> runs = new ArrayList<>();
        try (EngineFlags.Workshop workshop = hardware.open();
                TextReader reader = TextReader.open(id, model.bundle(), workshop.context())) {
            for (Frame frame : frames) {
                runs.add(new ModelRun(model, reader.info(), frame, run(reader, samples, frame)));
            }
        }
        return runs.stream();
    }

    private static List<EngineResult> run(TextReader reader, List<Sample> samples, Frame frame) {
        if (TrainingProgress.onTerminal()) {
            try (ProgressBar bar = new ProgressBar(reader.info().engine(), samples.size())) {
                return reader.run(samples, frame, bar::stepTo);
            }
        }
        return reader.run(samples, frame, _ -> {});
    }

    private void print(Trial trial) {
        PrintWriter printer = command.commandLine().getOut();
        if (json) {
            printer.println((trial.isComparison() ? comparison(trial) : single(trial)).build());
            return;
        }
        if (trial.isComparison()) {
            boolean alike = agree && agrees(trial);
            printer.println((alike ? trial.comparisonOfOneEngine() : trial.comparison()).markdown());
        } else {
            trial.judged().forEach(one -> printer.printf(
                    Locale.ROOT,
                    "%s on %s (%s, %s)%n%n%s%n",
                    one.name() + one.frame().note(),
                    one.engine().engine(),
                    one.engine().device(),
                    one.engine().kernels(),
                    EvaluationMarkdown.of(one.evaluation())));
        }
        if (agree) {
            trial.models().forEach(run -> printer.println(
                    (trial.isComparison() ? run.name() + ": " : "") + trial.agreement(run).text()));
        }
    }

    /** One model, on each engine. */
    private JsonObjectBuilder single(Trial trial) {
        ModelRun model = trial.models().getFirst();
        JsonArrayBuilder engines = Json.createArrayBuilder();
        trial.judged().forEach(one -> engines.add(Json.createObjectBuilder()
                .add("engine", one.engine().engine())
                .add("version", one.engine().version())
                .add("device", one.engine().device())
                .add("kernels", one.engine().kernels())
                .add("evaluation", EvaluationJson.of(one.evaluation()))));
        JsonObjectBuilder all = Json.createObjectBuilder()
                .add("model", model.manifest().name())
                .add("digest", model.model().bundle().digest())
                .add("data", data.toString())
                .add("engines", engines);
        return agree ? all.add("agreement", trial.agreement(model).json()) : all;
    }

    /** Several models, or one seeing different things: what is said of each as a whole. */
    private JsonObjectBuilder comparison(Trial trial) {
        JsonArrayBuilder digests = Json.createArrayBuilder();
        for (ModelRun model : trial.models()) {
            JsonObjectBuilder row = Json.createObjectBuilder()
                    .add("model", model.name())
                    .add("digest", model.model().bundle().digest());
            digests.add(agree ? row.add("agreement", trial.agreement(model).json()) : row);
        }
        return Json.createObjectBuilder()
                .add("data", data.toString())
                .add("models", digests)
                .add("comparison", trial.comparison().json());
    }
}
