package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.model.BundleReader;
import org.lisible.model.BundleWriter;
import org.lisible.spi.TestBundles;

class EvaluateCommandTest {

    @TempDir
    Path root;

    private Path models;
    private Path images;

    @BeforeEach
    void makeModelsAndImages() {
        models = root.resolve("models");
        images = root.resolve("images");
        JsonObject metrics = Json.createObjectBuilder().add("training", "none").build();
        BundleWriter.write(models.resolve("small/1"), TestBundles.small(3), metrics, "# Small");
        BundleWriter.write(root.resolve("other"), TestBundles.small(4), metrics, "# Other");
        CommandRun.of("synthesize", images, "--count", 5, "--alphabet", "abcdefg", "--length", "2", "--size", "74x46");
    }

    private CommandRun evaluate(Object... more) {
        Object[] arguments = new Object[5 + more.length];
        System.arraycopy(new Object[] {"evaluate", "--data", images, "--models", models}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void comparesModelsOnTheSameImages() {
        CommandRun run = evaluate("--model", "small", "--baseline", root.resolve("other"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(
                "| | read without a fault | calibration error |",
                "| small | 0.00 % (0.00 % to 43.45 %) |",
                "| " + root.resolve("other") + " (baseline) | 20.00 % (3.62 % to 62.45 %) |");
        assertThat(run.out()).as("text lines have no mean").doesNotContain("ensemble");
    }

    @Test
    void comparesEnginesOfSeveralModels() {
        CommandRun run = evaluate("--model", "small", "--model", root.resolve("other"), "--engine", "both", "--agree", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonObject json = run.json();
        assertThat(json.getJsonArray("comparison").getValuesAs(row -> row.asJsonObject().getString("name"))).containsExactly(
                "small on pure",
                root.resolve("other") + " on pure",
                "small on tf",
                root.resolve("other") + " on tf");
        for (JsonObject model : json.getJsonArray("models").getValuesAs(JsonObject.class)) {
            assertThat(model.getJsonArray("agreement").getJsonObject(0).getBoolean("agree")).isTrue();
        }
    }

    @Test
    void printsTheFirstEngineForAllThatAgree() {
        CommandRun run = evaluate("--model", "small", "--model", root.resolve("other"), "--engine", "both", "--agree");
        assertThat(run.out()).contains("| small | ", "small: pure and tf agree on 5 images").doesNotContain(" on tf");
    }

    @Test
    void writesTablesAndPicturesIntoAFolder() {
        assertThat(evaluate("--model", "small", "--out", root.resolve("out")).code()).isZero();
        assertThat(root.resolve("out/comparison.csv")).content().startsWith("name,score,images,right,rate,low,high\nsmall/1,");
        assertThat(root.resolve("out/comparison.svg")).content().contains("small/1");
        assertThat(root.resolve("out/comparison.md")).content().contains("| small/1 | 0.00 % (");
        assertThat(root.resolve("out/small-1/readings.csv")).content().hasLineCount(6);
        assertThat(ModelFiles.json(root.resolve("out/small-1/evaluation.json")).getInt("images")).isEqualTo(5);
        assertThat(root.resolve("out/small-1/confusions.svg")).content().contains("Confused characters");
    }

    @Test
    void recordsATestInTheBundleAndLeavesTheModelAsItIs() throws IOException {
        Path bundle = models.resolve("small/1");
        String digest = BundleReader.read(bundle).digest();
        CommandRun run = evaluate("--model", "small", "--record", "captchas", "--engine", "both", "--agree");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(BundleReader.read(bundle).digest()).isEqualTo(digest);
        JsonObject metrics = ModelFiles.json(bundle.resolve("metrics.json"));
        assertThat(metrics.getString("training")).isEqualTo("none");
        JsonObject test = metrics.getJsonObject("tests").getJsonObject("captchas");
        assertThat(test.getInt("images")).isEqualTo(5);
        assertThat(test.getString("model")).isEqualTo(digest);
        assertThat(test.getString("list")).startsWith("sha256:");
        assertThat(test.getString("engine")).isEqualTo("pure");
        assertThat(test.getJsonObject("evaluation").getInt("images")).isEqualTo(5);
        assertThat(test.getJsonArray("agreement").getJsonObject(0).getBoolean("agree")).isTrue();
        assertThat(Files.readString(bundle.resolve("README.md")))
                .startsWith("# Small\n\n<!-- test captchas -->\n## On the test images: captchas\n\n5 images (sha256:")
                .contains("| read without a fault | 0.00 % (0 of 5;", "pure and tf agree on 5 images")
                .contains("](captchas/confusions.svg)");
        assertThat(bundle.resolve("captchas/confusions.svg")).exists();
    }

    @Test
    void putsAnotherRecordOfANameInThePlaceOfTheFirstAndKeepsOtherNames() throws IOException {
        evaluate("--model", "small", "--record", "one");
        evaluate("--model", "small", "--record", "two");
        CommandRun.of("evaluate", "--data", images, "--models", models, "--model", "small", "--record", "one", "--alphabet", "a");
        String card = Files.readString(models.resolve("small/1/README.md"));
        assertThat(card.split("## On the test images: ")).hasSize(3);
        assertThat(card).containsSubsequence("test images: one", "Nothing but `a` could be read.", "test images: two");
        JsonObject tests = ModelFiles.json(models.resolve("small/1/metrics.json")).getJsonObject("tests");
        assertThat(tests.keySet()).containsExactlyInAnyOrder("one", "two");
        assertThat(tests.getJsonObject("one").getString("allowed")).isEqualTo("a");
    }

    @Test
    void recordsAllModelsOfARunInEachOfThem() throws IOException {
        evaluate("--model", "small", "--baseline", root.resolve("other"), "--record", "both", "--engine", "both");
        for (Path bundle : List.of(models.resolve("small/1"), root.resolve("other"))) {
            assertThat(Files.readString(bundle.resolve("README.md")))
                    .doesNotContain(" on tf")
                    .contains("In the same run:", "](both/comparison.svg)", "| small | ", root.resolve("other") + " (baseline)");
            assertThat(ModelFiles.json(bundle.resolve("metrics.json"))
                            .getJsonObject("tests")
                            .getJsonObject("both")
                            .getJsonArray("sameRun"))
                    .as("the first engine's rows alone")
                    .hasSize(2);
            assertThat(bundle.resolve("both/comparison.svg")).exists();
        }
    }

    @Test
    void refusesWhatCannotBeRecordedOrShown() {
        assertFailure(2, "--record is \"My test\", not a name of a-z, 0-9 and -", "--model", "small", "--record", "My test");
        assertFailure(2, "--record keeps strict figures, of which --ignore-case would make others", "--model", "small",
                "--record", "x", "--ignore-case");
        assertFailure(2, "--note goes with --record", "--model", "small", "--note", root.resolve("none.md"));
        assertFailure(2, "the note " + root.resolve("none.md") + " cannot be read", "--model", "small", "--record", "x",
                "--note", root.resolve("none.md"));
        assertFailure(1, "error: small/1 sees no frame that could be left out", "--model", "small", "--frame", "shown,none");
        assertFailure(2, "Invalid value for option '--frame'", "--model", "small", "--frame", "round");
    }

    private void assertFailure(int code, String message, Object... arguments) {
        CommandRun run = evaluate(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(message);
    }
}
