package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.model.BundleReader;
import org.lisible.model.ManifestJson;
import org.lisible.spi.TestBundles;

/** Trains for real, on a handful of images and a small network. */
class TrainingTest {

    @TempDir
    Path root;

    private Path manifest;
    private Path images;

    @BeforeEach
    void makeImages() throws IOException {
        manifest = root.resolve("small.json");
        Files.writeString(manifest, ManifestJson.write(TestBundles.small(1).manifest()).toString());
        images = root.resolve("images");
        CommandRun.of("synthesize", images, "--count", 12, "--alphabet", "abcdefg", "--length", "2", "--size", "74x46");
    }

    @Test
    void writesABundleWithItsMetricsAndItsCard() throws IOException {
        CommandRun run = train("--epochs", 2, "--synthetic", 3, "--validation", 0.25);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("9 images to train on, 3 to validate on", "epoch   2/2  loss ");
        assertThat(run.out()).contains("wrote small/1 to ");
        Path bundle = root.resolve("out");
        assertThat(BundleReader.read(bundle).manifest().id()).isEqualTo("small");
        JsonObject metrics = ModelFiles.json(bundle.resolve("metrics.json"));
        assertThat(metrics.getJsonObject("training").getInt("trainingImages")).isEqualTo(9);
        assertThat(metrics.getJsonObject("training").getString("split")).startsWith("sha256:");
        assertThat(metrics.getJsonArray("history")).hasSize(2);
        assertThat(metrics.getJsonObject("validation").getInt("images")).isEqualTo(3);
        assertThat(bundle.resolve("README.md")).content().contains("# Random weights", "| epochs | 2 |", "## On the validation images");
        assertThat(bundle.resolve("README.md")).content().contains("](training-curve.svg)");
        assertThat(bundle.resolve("training-curve.svg")).content().contains("Training curve over 2 epochs");
        assertThat(root.resolve("work/val_split.csv")).exists();
    }

    @Test
    void goesOnAfterTheLastEpochAndRefusesOtherOptionsInTheSameFolder() {
        assertThat(train("--epochs", 1).code()).isZero();
        CommandRun again = train("--epochs", 1);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("going on after epoch 1");
        CommandRun other = train("--epochs", 1, "--augment", "none");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("holds work that was begun with another augmentation (\"moderate\", now \"none\")");
    }

    @Test
    void fineTunesFromABundle() {
        assertThat(train("--epochs", 1).code()).isZero();
        CommandRun run = CommandRun.of(
                "train", manifest, "--data", images, "--start", root.resolve("out"), "--epochs", 1,
                "--work", root.resolve("work2"), "--out", root.resolve("out2"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void refusesWrongOptionsAndLabelsOutsideTheAlphabet() throws IOException {
        CommandRun wrong = train("--epochs", 0);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("epochs is 0, not at least 1");
        assertThat(train("--augment", "wild").err()).contains("unknown augmentation 'wild'; there are: none, light, moderate, strong, characters");
        Files.writeString(images.resolve("labels.csv"), "file,label\n00.png,ax\n01.png,bc\n");
        CommandRun outside = train("--epochs", 1);
        assertThat(outside.code()).isEqualTo(1);
        assertThat(outside.err()).contains("the label \"ax\" of 00.png has 'x'");
    }

    @Test
    void crossValidatesEveryImageOnceAndKeepsFinishedFolds() throws IOException {
        CommandRun first = crossvalidate("--only", 2);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("fold 2 of 3: ", "1 of 3 folds are done");
        CommandRun rest = crossvalidate("--json");
        assertThat(rest.code()).as(rest.err()).isZero();
        assertThat(rest.err()).contains("fold 1 of 3: ", "fold 3 of 3: ").doesNotContain("fold 2 of 3: ");
        JsonObject report = rest.json();
        assertThat(report.getJsonObject("pooled").getInt("images")).isEqualTo(12);
        List<String> ids = report.getJsonArray("folds").getValuesAs(JsonObject.class).stream()
                .flatMap(fold -> fold.getJsonArray("readings").getValuesAs(JsonObject.class).stream())
                .map(reading -> reading.getString("id"))
                .toList();
        assertThat(ids).hasSize(12).doesNotHaveDuplicates();
        assertThat(root.resolve("folds/report.md")).content().contains("Pooled over 3 folds", "95 % interval");

        Path fold = root.resolve("folds/fold-1");
        CommandRun judged = CommandRun.of("evaluate", "--model", fold.resolve("model"), "--data", fold.resolve("test.csv"), "--json");
        assertThat(judged.code()).as(judged.err()).isZero();
        assertThat(judged.json().getJsonArray("engines").getJsonObject(0).getJsonObject("evaluation").getInt("images"))
                .isEqualTo(4);

        CommandRun trained = train("--epochs", 1, "--crossvalidation", root.resolve("folds/report.json"));
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(root.resolve("out/README.md")).content().contains("Pooled over 3 folds");
    }

    private CommandRun crossvalidate(Object... more) {
        return run("crossvalidate", List.of("--folds", 3, "--epochs", 1, "--carve-out", 0.25, "--work", root.resolve("folds")), more);
    }

    private CommandRun train(Object... more) {
        return run("train", List.of("--work", root.resolve("work"), "--out", root.resolve("out")), more);
    }

    private CommandRun run(String command, List<Object> options, Object... more) {
        List<Object> all = new ArrayList<>(List.of(command, manifest, "--data", images));
        all.addAll(options);
        all.addAll(List.of(more));
        return CommandRun.of(all.toArray());
    }
}
