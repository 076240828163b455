package org.lisible.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.lisible.OcrException;
import org.lisible.data.dataset.Dataset;
import org.lisible.data.evaluation.EvaluationJson;
import org.lisible.data.evaluation.EvaluationMarkdown;
import org.lisible.data.plot.ComparisonPicture;
import org.lisible.model.BundleWriter;

/**
 * Puts how a model read test images into its bundle: under {@code tests} in {@code metrics.json}, as a section of the
 * model card, and as pictures and tables in a folder of the test's name. Another record of that name takes its place.
 */
final class TestRecord {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final String name;
    private final String note;
    private final String digest;
    private final String allowed;
    private final Trial trial;
    private final boolean agree;

    /**
     * @param name of the test, for people and as a folder
     * @param note Markdown on what the images are; may be empty
     * @param dataset the test images
     * @param allowed the only characters that could be read; empty for all
     * @param trial of the test images
     * @param agree whether to say how far the engines agree
     */
    TestRecord(String name, String note, Dataset dataset, String allowed, Trial trial, boolean agree) {
        this.name = name;
        this.note = note;
        this.digest = SampleSplit.digest(SampleSplit.lines("test", dataset));
        this.allowed = allowed;
        this.trial = trial;
        this.agree = agree;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Writes what was judged of each model into its folder. */
    void write() {
        trial.models().forEach(this::write);
    }

    private void write(ModelRun run) {
        Path folder = run.model().folder();
        Judged judged = trial.judged(run);
        JsonObject metrics = ModelFiles.json(folder.resolve(BundleWriter.METRICS));
        JsonObject tests = metrics.getOrDefault("tests", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        JsonObject recorded = Json.createObjectBuilder(metrics)
                .add("tests", Json.createObjectBuilder(tests).add(name, json(judged, run)))
                .build();
        try {
            String card = Files.readString(folder.resolve(BundleWriter.MODEL_CARD));
            EvaluationFolder.write(folder.resolve(name), judged.evaluation());
            if (trial.isComparison()) {
                Files.writeString(
                        folder.resolve(name).resolve(EvaluationFolder.COMPARISON),
                        ComparisonPicture.svg(trial.comparisonOfOneEngine()));
            }
            BundleWriter.describe(folder, recorded, inserted(card, section(judged, run)));
        } catch (IOException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "bundle-unwritable", "the bundle " + folder + " cannot be written: " + e, e);
        }
    }

    private JsonObjectBuilder json(Judged judged, ModelRun run) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("images", judged.readings().size())
                .add("list", digest)
                .add("model", run.model().bundle().digest())
                .add("engine", judged.engine().engine())
                .add("device", judged.engine().device())
                .add("kernels", judged.engine().kernels())
                .add("frame", judged.frame().name().toLowerCase(Locale.ROOT))
                .add("allowed", allowed)
                .add("evaluation", EvaluationJson.of(judged.evaluation()));
        if (trial.isComparison()) {
            json.add("sameRun", trial.comparisonOfOneEngine().json());
        }
        if (agree) {
            json.add("agreement", trial.agreement(run).json());
        }
        return json;
    }

    private String section(Judged judged, ModelRun run) {
        StringBuilder text = new StringBuilder();
        text.append("## On the test images: ").append(name).append("\n\n").append(note);
        text.append(String.format(
                Locale.ROOT,
                "%,d images (%s), read by `%s` (%s, %s)%s.%s\n\n",
                judged.readings().size(),
                digest,
                judged.engine().engine(),
                judged.engine().device(),
                judged.engine().kernels(),
                judged.frame().note(),
                allowed.isEmpty() ? "" : " Nothing but `" + allowed + "` could be read."));
        text.append(EvaluationMarkdown.of(judged.evaluation()));
        if (trial.isComparison()) {
            text.append("\nIn the same run:\n\n").append(trial.comparisonOfOneEngine().markdown());
            ModelCard.picture(text, "All of them, with their intervals", name + "/" + EvaluationFolder.COMPARISON);
        }
        if (agree) {
            text.append("\n").append(trial.agreement(run).text()).append(".\n");
        }
        ModelCard.pictures(text, judged.evaluation(), name + "/");
        return text.toString();
    }

    /** The card with the section in the place of an earlier one of the same name, or else at its end. */
    private String inserted(String card, String section) {
        String begin = "<!-- test " + name + " -->\n";
        String end = "<!-- end of test " + name + " -->\n";
        String text = begin + section + end;
        int from = card.indexOf(begin);
        int to = card.indexOf(end);
        return from < 0 || to < from
                ? card.stripTrailing() + "\n\n" + text
                : card.substring(0, from) + text + card.substring(to + end.length());
    }
}
