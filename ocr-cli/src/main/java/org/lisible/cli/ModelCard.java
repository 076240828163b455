package org.lisible.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.EvaluationMarkdown;
import org.lisible.data.plot.ModelPlots;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;

/** The README.md of a bundle, written from its manifest and its metrics alone. */
final class ModelCard {

    private ModelCard() {}

    static String of(
            Manifest manifest, JsonObject metrics, Evaluation validation, Optional<CrossvalidationReport> folds) {
        StringBuilder card = new StringBuilder();
        InputSpec input = manifest.input();
        card.append("# ").append(manifest.title()).append("\n\n");
        card.append("`").append(manifest.name()).append("` ").append(reads(manifest)).append(" of the ")
                .append(manifest.alphabet().size()).append(" characters ").append(EvaluationMarkdown.code(manifest.alphabet().toString()))
                .append(" from images that are brought to ")
                .append(input.width()).append("x").append(input.height()).append(" pixels.\n\n");
        manifest.about().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> card.append("- **").append(entry.getKey()).append("**: ").append(entry.getValue()).append("\n"));
        JsonObject training = metrics.getJsonObject("training");
        card.append("\n## Training\n\n| | |\n|---|---|\n");
        training.forEach((name, value) -> {
            if (value.getValueType() == JsonValue.ValueType.OBJECT) {
                value.asJsonObject().forEach((key, inner) -> row(card, key, inner));
            } else {
                row(card, name, value);
            }
        });
        curve(card, metrics.getJsonArray("history"), manifest);
        card.append("\n## On the validation images\n\nThey decided which epoch was kept, and the temperature.\n\n");
        card.append(EvaluationMarkdown.of(validation));
        folds.ifPresent(report ->
                card.append("\n## On images that were never trained or tuned on\n\n").append(report.markdown()));
        pictures(card, folds.map(CrossvalidationReport::pooled).orElse(validation), "");
        return card.toString();
    }

    private static String reads(Manifest manifest) {
        return manifest.task().equals(Manifest.CHARACTER) ? "reads one character" : "reads one line of text";
    }

    /** The pictures of an evaluation, which lie in a folder beside the card, {@code ""} or ending with a slash. */
    static void pictures(StringBuilder card, Evaluation evaluation, String folder) {
        picture(card, "What was taken for what", folder + ModelPlots.CONFUSIONS);
        if (evaluation.classification().isPresent()) {
            picture(card, "How each character was read", folder + ModelPlots.CLASSES);
        }
        picture(card, "How often readings of each confidence are right", folder + ModelPlots.RELIABILITY);
    }

    static void picture(StringBuilder card, String title, String file) {
        card.append("\n![").append(title).append("](").append(file).append(")\n");
    }

    private static void row(StringBuilder card, String name, JsonValue value) {
        card.append("| ").append(name).append(" | ").append(value.toString().replace("\"", "")).append(" |\n");
    }

    /** At most twenty rows of the history, the last and the best among them. */
    private static void curve(StringBuilder card, JsonArray history, Manifest manifest) {
        if (history.isEmpty()) {
            return;
        }
        picture(card, "The losses and the exact match, epoch by epoch", ModelPlots.TRAINING_CURVE);
        boolean characters = manifest.task().equals(Manifest.CHARACTER);
        card.append("\n| epoch | training loss | validation loss | ")
                .append(characters ? "top-1" : "exact match | character error rate")
                .append(characters ? " |\n|---|---|---|---|\n" : " |\n|---|---|---|---|---|\n");
        int every = Math.max(1, (history.size() + 19) / 20);
        int best = 0;
        for (int i = 0; i < history.size(); i++) {
            best = history.getJsonObject(i).getBoolean("best") ? i : best;
        }
        for (int i = 0; i < history.size(); i++) {
            if ((i + 1) % every == 0 || i == best || i == 0 || i == history.size() - 1) {
                JsonObject epoch = history.getJsonObject(i);
                card.append(String.format(
                        Locale.ROOT,
                        "| %d%s | %.4f | %.4f | %.2f %% |",
                        epoch.getInt("epoch"),
                        i == best ? " (kept)" : "",
                        number(epoch, "trainingLoss"),
                        number(epoch, "validationLoss"),
                        100 * number(epoch, "exactMatch")));
                card.append(characters
                        ? "\n"
                        : String.format(Locale.ROOT, " %.2f %% |\n", 100 * number(epoch, "characterErrorRate")));
            }
        }
    }

    private static double number(JsonObject json, String name) {
        return json.getJsonNumber(name).doubleValue();
    }
}
