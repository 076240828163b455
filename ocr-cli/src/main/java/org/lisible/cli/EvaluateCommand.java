package org.lisible.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.EvaluationJson;
import org.lisible.data.evaluation.EvaluationMarkdown;
import org.lisible.data.evaluation.Reading;
import org.lisible.decode.DecodeOptions;
import org.lisible.model.ModelBundle;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngineProvider;

import me.tongfei.progressbar.ProgressBar;
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
                    + " (expected calibration error). Give images that the model was never trained on."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible evaluate --data runs/captcha-v2-1/val_split.csv",
            "  lisible evaluate --data captchas --engine both --agree",
            "  lisible evaluate --data captchas --model captcha-v2/1 --length 5 --json"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "Labelled images: a folder of images named after their text or with a labels.tsv, or a label file.")
    private Path data;

    @Mixin
    private ModelFlags model;

    @Option(names = "--engine", paramLabel = "ID", defaultValue = "pure", description = "pure, tf, … or both for all that there are (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Option(names = "--agree", description = "Compare the engines' log-probabilities and texts with each other's.")
    private boolean agree;

    @Option(names = "--ignore-case", description = "Take upper and lower case for the same.")
    private boolean ignoreCase;

    @Mixin
    private DecodeFlags decode;

    @Mixin
    private EngineFlags hardware;

    @Option(names = "--json", description = "Print the evaluation as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        ModelBundle bundle = model.read();
        DecodeOptions options = decode.options(1);
        List<Sample> samples = Sample.decode(Dataset.open(data));
        Map<EngineInfo, Evaluation> evaluations = new LinkedHashMap<>();
        Agreement agreement = new Agreement(bundle.manifest());
        for (String id : engines()) {
            try (EngineFlags.Workshop workshop = hardware.open();
                    TextReader reader = TextReader.open(id, bundle, workshop.context())) {
                evaluations.put(reader.info(), evaluate(reader, samples, options));
                if (agree) {
                    agreement.add(reader, samples);
                }
            }
        }
        print(bundle, evaluations, agreement);
        return agreement.holds() ? 0 : 1;
    }

    private List<String> engines() {
        return engine.equals("both") || engine.equals("all")
                ? Plugins.engines().stream().map(OcrEngineProvider::id).sorted().toList()
                : List.of(engine);
    }

    private Evaluation evaluate(TextReader reader, List<Sample> samples, DecodeOptions options) {
        List<Reading> readings;
        if (TrainingProgress.onTerminal()) {
            try (ProgressBar bar = new ProgressBar(reader.info().engine(), samples.size())) {
                readings = reader.read(samples, options, bar::stepTo);
            }
        } else {
            readings = reader.read(samples, options, _ -> {});
        }
        return Evaluation.of(ignoreCase ? readings.stream().map(Reading::withoutCase).toList() : readings);
    }

    private void print(ModelBundle bundle, Map<EngineInfo, Evaluation> evaluations, Agreement agreement) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            JsonArrayBuilder engines = Json.createArrayBuilder();
            evaluations.forEach((info, evaluation) -> engines.add(Json.createObjectBuilder()
                    .add("engine", info.engine())
                    .add("version", info.version())
                    .add("device", info.device())
                    .add("kernels", info.kernels())
                    .add("evaluation", EvaluationJson.of(evaluation))));
            JsonObjectBuilder all = Json.createObjectBuilder()
                    .add("model", bundle.manifest().name())
                    .add("digest", bundle.digest())
                    .add("data", data.toString())
                    .add("engines", engines);
            if (agree) {
                all.add("agreement", agreement.json());
            }
            out.println(all.build());
        } else {
            evaluations.forEach((info, evaluation) -> out.printf(
                    Locale.ROOT,
                    "%s on %s (%s, %s)%n%n%s%n",
                    bundle.manifest().name(),
                    info.engine(),
                    info.device(),
                    info.kernels(),
                    EvaluationMarkdown.of(evaluation)));
            if (agree) {
                out.println(agreement.text());
            }
        }
    }
}
