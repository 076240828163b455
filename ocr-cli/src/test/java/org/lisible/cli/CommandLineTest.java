package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.LabelledImage;
import org.lisible.data.synthesis.StrokeCharacters;
import org.lisible.model.BundleReader;
import org.lisible.model.BundleWriter;
import org.lisible.model.Reference;
import org.lisible.spi.TestBundles;

class CommandLineTest {

    @TempDir
    static Path root;

    private static Path models;
    private static Path images;

    @BeforeAll
    static void makeAModelAndImages() {
        models = root.resolve("models");
        images = root.resolve("images");
        BundleWriter.write(models.resolve("small/1"), TestBundles.small(3), Json.createObjectBuilder().build(), "# Small");
        CommandRun run = CommandRun.of(
                "synthesize", images, "--count", 12, "--alphabet", "abcdefg", "--length", "2-4", "--size", "74x46");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("12 captchas and their labels in " + images.resolve("labels.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "crossvalidate", "evaluate", "recognize", "split", "synthesize", "models"})
    void everyCommandExplainsItselfWithExamples(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: lisible " + command, "Examples:", "  lisible " + command, "Exit codes:", "--json");
        assertThat(CommandRun.of("--help").out()).contains("  " + command + "  ");
    }

    @Test
    void aWrongCommandExitsWithTwoAndSaysWhatIsMissing() {
        assertUsage("Missing required subcommand");
        assertUsage("Unmatched argument at index 0: 'fly'", "fly");
        assertUsage("Missing required options and parameters: '--data=DATA', 'MANIFEST'", "train");
        assertUsage("Invalid value for option '--epochs'", "train", "m.json", "--data", images, "--epochs", "many");
        assertUsage("--folds is 1, not at least 2", "crossvalidate", "m.json", "--data", images, "--folds", 1);
        assertUsage("--only is 6, not 1 to 5", "crossvalidate", "m.json", "--data", images, "--only", 6);
        assertUsage("--size is 200, not WIDTHxHEIGHT", "synthesize", root.resolve("x"), "--size", 200);
        assertUsage("--threads is 0, not at least 1", "recognize", "x.png", "--models", models, "--model", "small", "--threads", 0);
        assertUsage("an alphabet names each symbol once", "synthesize", root.resolve("x"), "--alphabet", "aa");
        assertUsage("no pen form for \"é\"", "synthesize", root.resolve("x"), "--strokes", "--alphabet", "aé");
        assertUsage("--length is only for captchas", "synthesize", root.resolve("x"), "--strokes", "--length", "5");
        assertUsage("leave out --fonts", "synthesize", root.resolve("x"), "--strokes", "--fonts", "--pen-paths", "p.json");
        assertUsage("--framing is only for --strokes", "synthesize", root.resolve("x"), "--framing", "FILLED");
    }

    @Test
    void drawsCharactersWithThePathsOfTheirPen() throws IOException {
        Path drawn = root.resolve("drawn");
        CommandRun run = CommandRun.of("synthesize", drawn, "--strokes", "--count", 94, "--pen-paths", "paths.json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("94 characters and their labels in " + drawn.resolve("labels.csv"));
        List<String> labels = Dataset.open(drawn.resolve("labels.csv")).images().stream().map(LabelledImage::label).toList();
        assertThat(labels).isEqualTo(StrokeCharacters.ascii().symbols());
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(drawn.resolve("paths.json")))) {
            JsonArray paths = reader.readArray();
            assertThat(paths).hasSize(94);
            assertThat(paths.getJsonObject(0).getString("character")).isEqualTo("!");
            JsonArray point = paths.getJsonObject(0).getJsonArray("strokes").getJsonArray(0).getJsonArray(0);
            assertThat(point.getJsonNumber(0).doubleValue()).isBetween(0.0, 1.0);
        }
    }

    private static void assertUsage(String message, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.err()).contains(message);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void workThatFailsExitsWithOneAndPrintsOneLine() {
        assertFailure("error: unknown model \"large\"; there are: small/1", "recognize", "x.png", "--models", models, "--model", "large");
        assertFailure(
                "error: unknown engine \"quantum\"; there are: pure, tf",
                "recognize", "x.png", "--models", models, "--model", "small", "--engine", "quantum");
        assertFailure("error: there is no file nowhere.json", "train", "nowhere.json", "--data", images);
        assertFailure(
                "error: there is no image file nowhere.png", "recognize", "nowhere.png", "--models", models, "--model", "small");
        Path manifest = models.resolve("small/1/model.json");
        assertFailure("error: cannot read the label file nowhere", "train", manifest, "--data", "nowhere");
    }

    private static void assertFailure(String message, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.err()).startsWith(message).hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void recordsWhatAnEnginePutsOut() {
        CommandRun run = CommandRun.of("models", models.resolve("small/1"), "--refer", "pure");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(BundleReader.read(models.resolve("small/1")).references()).hasSize(2);
    }

    @Test
    void recordsWhatAnEnginePutsOutInThePlaceOfWhatDoesNotFit() throws IOException {
        Path bundle = models.resolve("small/1");
        Files.writeString(bundle.resolve(Reference.FILE), "of another network");
        assertThat(CommandRun.of("models", bundle).out()).contains("BROKEN");

        CommandRun run = CommandRun.of("models", bundle, "--refer", "pure");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(BundleReader.read(bundle).references()).hasSize(2);
    }

    @Test
    void verboseAddsTheStackTrace() {
        assertThat(CommandRun.of("train", "nowhere.json", "--data", images, "--verbose").err())
                .contains("error: there is no file nowhere.json", "at org.lisible.cli.TrainCommand.call");
    }

    @Test
    void recognizesImagesFromFileToText() {
        CommandRun run = CommandRun.of(
                "recognize", images.resolve("00.png"), images.resolve("01.png"), "--models", models, "--model", "small", "--length", 3);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.matches(".*0[01]\\.png\t[a-g]{3}\t[01]\\.\\d{4}"));
    }

    @Test
    void givesAlternativesAndCharactersAsJson() {
        JsonObject json = CommandRun.of(
                        "recognize", images.resolve("00.png"), "--models", models, "--model", "small/1",
                        "--alternatives", 3, "--length", 2, "--alphabet", "abc", "--json")
                .json();
        JsonObject result = json.getJsonArray("results").getJsonObject(0);
        assertThat(json.getString("engine")).isEqualTo("pure");
        assertThat(json.getString("model")).isEqualTo("small/1");
        assertThat(result.getString("text")).matches("[abc]{2}");
        assertThat(result.getJsonArray("characters")).hasSize(2);
        assertThat(result.getJsonArray("alternatives")).hasSize(3);
    }

    @Test
    void oneBadImageDoesNotHinderTheOthers() throws IOException {
        Path bad = Files.writeString(root.resolve("bad.png"), "<html>");
        CommandRun run = CommandRun.of(
                "recognize", bad, images.resolve("02.png"), "--models", models, "--model", "small", "--length", 2);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: bad.png: this is no image file that can be read here").hasLineCount(1);
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void anAlphabetThatMatchesNothingIsRefused() {
        assertThat(CommandRun.of(
                                "recognize", images.resolve("00.png"), "--models", models, "--model", "small", "--alphabet", "XYZ")
                        .err())
                .startsWith("error: ")
                .hasLineCount(1)
                .contains("XYZ");
    }

    @Test
    void aSplitIsTheSameEachTimeAndAnotherWithAnotherSeed() throws IOException {
        List<String> one = split("one", 1);
        assertThat(split("again", 1)).isEqualTo(one);
        assertThat(split("other", 2)).isNotEqualTo(one);
        assertThat(one).hasSize(4).first().isEqualTo("file,label");
    }

    private static List<String> split(String name, int seed) throws IOException {
        Path folder = root.resolve(name);
        CommandRun run = CommandRun.of("split", images, "--out", folder, "--seed", seed, "--validation", 0.25, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().getInt("training")).isEqualTo(9);
        assertThat(run.json().getInt("validation")).isEqualTo(3);
        assertThat(folder.resolve("train_split.csv")).exists();
        return Files.readAllLines(folder.resolve("val_split.csv"));
    }

    @Test
    void evaluatesOnEveryEngineAndComparesThem() {
        CommandRun run = CommandRun.of(
                "evaluate", "--data", images, "--models", models, "--model", "small", "--engine", "both", "--agree", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonObject json = run.json();
        assertThat(json.getJsonArray("engines").getValuesAs(engine -> engine.asJsonObject().getString("engine")))
                .containsExactly("pure", "tf");
        for (JsonObject engine : json.getJsonArray("engines").getValuesAs(JsonObject.class)) {
            assertThat(engine.getJsonObject("evaluation").getInt("images")).isEqualTo(12);
        }
        JsonObject agreement = json.getJsonArray("agreement").getJsonObject(0);
        assertThat(agreement.getBoolean("agree")).isTrue();
        assertThat(agreement.getJsonNumber("largestRelativeDifference").doubleValue()).isPositive().isLessThan(1e-4);
    }

    @Test
    void evaluationForPeopleNamesTheMeasures() {
        CommandRun run = CommandRun.of("evaluate", "--data", images, "--models", models, "--model", "small");
        assertThat(run.out()).contains("small/1 on pure", "95 % interval", "character error rate", "calibration error");
    }

    @Test
    void listsAndChecksModels() throws IOException {
        assertThat(CommandRun.of("models", "--models", models).out())
                .startsWith("small/1  ready  Random weights; ")
                .contains("7 characters; engines: pure, tf");
        Path broken = Files.createDirectories(root.resolve("other/bad/1"));
        Files.writeString(broken.resolve("model.json"), "{}");
        CommandRun run = CommandRun.of("models", "--models", root.resolve("other"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("BROKEN", "model.json: lacks the field format");
        assertThat(CommandRun.of("models", "--models", models, "--json").json().getJsonArray("models").getJsonObject(0).getString("state"))
                .isEqualTo("ready");
        assertThat(CommandRun.of("models", "--models", root.resolve("none")).out()).startsWith("there are no models in ");
    }
}
