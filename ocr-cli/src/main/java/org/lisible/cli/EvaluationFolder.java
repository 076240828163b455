package org.lisible.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.json.JsonValue;

import org.lisible.data.evaluation.Classification;
import org.lisible.data.evaluation.Comparison;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.EvaluationCsv;
import org.lisible.data.evaluation.EvaluationJson;
import org.lisible.data.plot.ComparisonPicture;
import org.lisible.data.plot.ModelPlots;

/** Evaluations as files: tables for programs and pictures for people. */
final class EvaluationFolder {

    /** Everything that was judged, side by side. */
    static final String COMPARISON = "comparison.svg";

    private EvaluationFolder() {}

    /** A folder for everything that was judged, and the comparison of all beside them. */
    static void write(Path folder, Trial trial) {
        Comparison comparison = trial.comparison();
        try {
            for (int i = 0; i < trial.judged().size(); i++) {
                Judged judged = trial.judged().get(i);
                Path own = folder.resolve(fileName(comparison.entries().get(i).name()));
                write(own, judged.evaluation());
                Files.writeString(own.resolve("evaluation.json"), EvaluationJson.of(judged.evaluation()) + "\n");
                Files.writeString(own.resolve("readings.csv"), EvaluationCsv.ofReadings(judged.readings()));
            }
            Files.writeString(folder.resolve(COMPARISON), ComparisonPicture.svg(comparison));
            Files.writeString(folder.resolve("comparison.md"), comparison.markdown());
            Files.writeString(folder.resolve("comparison.csv"), comparison.csv());
            Files.writeString(folder.resolve("comparison.json"), comparison.json() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the evaluation cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The pictures and tables of one evaluation. */
    static void write(Path folder, Evaluation evaluation) throws IOException {
        Files.createDirectories(folder);
        ModelPlots.write(folder, JsonValue.EMPTY_JSON_ARRAY, evaluation);
        if (evaluation.classification().isPresent()) {
            Classification classification = evaluation.classification().get();
            Files.writeString(folder.resolve("confusion-matrix.csv"), EvaluationCsv.of(classification.matrix()));
            Files.writeString(folder.resolve("classes.csv"), EvaluationCsv.of(classification.classes()));
        }
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-|-$", "");
    }
}
