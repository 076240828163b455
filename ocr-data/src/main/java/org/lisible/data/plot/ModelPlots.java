package org.lisible.data.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

import org.lisible.data.evaluation.Classification;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.spi.training.TrainingEvent.Epoch;

/** The pictures that stand beside a model card. */
public final class ModelPlots {

    /** The losses and the exact match, epoch by epoch. */
    public static final String TRAINING_CURVE = "training-curve.svg";

    /** What was taken for what; of single characters the whole matrix. */
    public static final String CONFUSIONS = "confusions.svg";

    /** Whether the confidences are honest. */
    public static final String RELIABILITY = "reliability.svg";

    /** How each character was read, if they are read one at a time. */
    public static final String CLASSES = "classes.svg";

    private ModelPlots() {}

    /**
     * Draws into a model's folder.
     *
     * @param folder is there
     * @param history the rows of {@code history.json}; without any there is no curve
     * @param evaluation what the confusions and the reliability are of
     */
    public static void write(Path folder, JsonArray history, Evaluation evaluation) throws IOException {
        if (!history.isEmpty()) {
            Files.writeString(folder.resolve(TRAINING_CURVE), TrainingCurve.svg(epochs(history)));
        }
        if (evaluation.classification().isPresent()) {
            Classification classification = evaluation.classification().get();
            Files.writeString(folder.resolve(CONFUSIONS), ConfusionMatrixPicture.svg(evaluation, classification));
            Files.writeString(folder.resolve(CLASSES), ClassesPicture.svg(classification));
        } else {
            Files.writeString(folder.resolve(CONFUSIONS), ConfusionPicture.svg(evaluation));
        }
        Files.writeString(folder.resolve(RELIABILITY), ReliabilityDiagram.svg(evaluation.calibration()));
    }

    private static List<Epoch> epochs(JsonArray history) {
        List<Epoch> epochs = new ArrayList<>();
        for (JsonObject row : history.getValuesAs(JsonObject.class)) {
            epochs.add(new Epoch(
                    row.getInt("epoch"),
                    number(row, "trainingLoss"),
                    number(row, "validationLoss"),
                    number(row, "exactMatch"),
                    number(row, "characterErrorRate"),
                    number(row, "learningRate"),
                    number(row, "seconds"),
                    row.getBoolean("best", false)));
        }
        return epochs;
    }

    /** A number that is missing, as JSON cannot hold those of a training that diverged, is none. */
    private static double number(JsonObject row, String name) {
        return row.get(name) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    }
}
