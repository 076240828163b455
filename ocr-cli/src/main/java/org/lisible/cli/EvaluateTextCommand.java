package org.lisible.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.EvaluationJson;
import org.lisible.data.evaluation.EvaluationMarkdown;
import org.lisible.data.evaluation.Reading;
import org.lisible.language.CharacterModel;
import org.lisible.model.ModelBundle;
import org.lisible.segmentation.SegmentationOptions;
import org.lisible.segmentation.SegmentedText;
import org.lisible.segmentation.TextSegmenter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lisible evaluate-text}. */
@Command(
        name = "evaluate-text",
        header = "Says how well text is read by cutting it into characters.",
        description = {
            "",
            "As evaluate, for a model of single characters and images of whole texts. The character error rate counts spaces."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lisible evaluate-text --data lines --model characters-resnet"})
final class EvaluateTextCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--data", required = true, paramLabel = "DATA", description = "Images of texts with their labels.")
    private Path data;

    @Mixin
    private ModelFlags model;

    @Option(names = "--engine", paramLabel = "ID", defaultValue = "pure", description = "pure, tf, … (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Mixin
    private EngineFlags hardware;

    @Option(names = "--json", description = "Print the evaluation as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        ModelBundle bundle = model.read();
        TextSegmenter segmenter = new TextSegmenter(bundle.manifest(), CharacterModel.load(), SegmentationOptions.DEFAULTS);
        try (EngineFlags.Workshop workshop = hardware.open();
                TextReader reader = TextReader.open(engine, bundle, workshop.context())) {
            long start = System.nanoTime();
            List<Reading> readings =
                    Sample.decode(Dataset.open(data)).stream().map(sample -> read(sample, segmenter, reader)).toList();
            double millis = (System.nanoTime() - start) / 1e6 / readings.size();
            Evaluation evaluation = Evaluation.of(readings);
            command.commandLine().getOut().println(json
                    ? EvaluationJson.of(evaluation).toString()
                    : "%s%n%.0f ms a text".formatted(EvaluationMarkdown.of(evaluation), millis));
        }
        return 0;
    }

    private static Reading read(Sample sample, TextSegmenter segmenter, TextReader reader) {
        SegmentedText text = segmenter.read(sample.image(), reader::classify);
        return new Reading(sample.id(), sample.label(), text.text(), text.confidence());
    }
}
