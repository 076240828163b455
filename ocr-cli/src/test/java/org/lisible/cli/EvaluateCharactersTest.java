package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.Reading;
import org.lisible.decode.DecodeOptions;
import org.lisible.image.GrayImage;
import org.lisible.model.BundleWriter;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

class EvaluateCharactersTest {

    @TempDir
    static Path root;

    private static Path models;
    private static Path images;
    private static final Manifest MANIFEST = TestBundles.characters(5).getFirst().manifest();

    @BeforeAll
    static void makeModelsAndImages() {
        models = root.resolve("models");
        images = root.resolve("images");
        for (ModelBundle bundle : TestBundles.characters(5)) {
            Path folder = models.resolve(bundle.manifest().name());
            BundleWriter.write(folder, bundle, JsonValue.EMPTY_JSON_OBJECT, "# " + bundle.manifest().id());
        }
        CommandRun run = CommandRun.of(
                "synthesize", images, "--count", 40, "--alphabet", "aBc12", "--length", 1, "--size", "40x40");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void comparesModelsOfCharactersWithTheirEnsembleWithAndWithoutTheFrame() {
        CommandRun run = CommandRun.of(
                "evaluate", "--data", images, "--models", models, "--model", "flat", "--model", "averaged",
                "--frame", "shown,tight,none", "--engine", "both", "--agree", "--json");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        List<JsonObject> rows = run.json().getJsonArray("comparison").getValuesAs(JsonObject.class);
        assertThat(rows).hasSize(18).extracting(row -> row.getString("name")).contains(
                "flat/1 on pure",
                "averaged/1 on tf, without the frame",
                "ensemble of flat/1 and averaged/1 on pure, cut out tightly");
        for (JsonObject row : rows) {
            assertThat(row.getJsonObject("scores").getJsonObject("topFive").getInt("images")).isEqualTo(40);
        }
        assertThat(rows.get(0).getJsonObject("scores")).as("the frame makes a difference")
                .isNotEqualTo(rows.get(12).getJsonObject("scores"));
        for (JsonObject model : run.json().getJsonArray("models").getValuesAs(JsonObject.class)) {
            assertThat(model.getJsonArray("agreement").getJsonObject(0).getBoolean("agree")).isTrue();
        }
    }

    @Test
    void recordsTheMatrixTheCharactersAndTheNoteOfATest() throws IOException {
        Path note = Files.writeString(root.resolve("note.md"), "Drawn by nobody.\n");
        CommandRun run = CommandRun.of(
                "evaluate", "--data", images, "--models", models, "--model", "flat", "--record", "drawn", "--note", note);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("| **top-1**: read as what it is, case and all | ", "| top-1 of digits | ");
        Path bundle = models.resolve("flat/1");
        assertThat(ModelFiles.json(bundle.resolve("metrics.json"))
                        .getJsonObject("tests").getJsonObject("drawn").getJsonObject("evaluation")
                        .getJsonObject("classification").getJsonArray("classes"))
                .hasSize(9);
        assertThat(bundle.resolve("README.md")).content()
                .contains("Drawn by nobody.\n\n", "](drawn/confusions.svg)", "](drawn/classes.svg)", "| **top-5**");
        assertThat(bundle.resolve("drawn/confusion-matrix.csv")).content()
                .startsWith("expected,a,B,c,1,2,+,-,.,\"\"\"\",unread\n").hasLineCount(10);
        assertThat(bundle.resolve("drawn/classes.csv")).content().hasLineCount(10);
        assertThat(bundle.resolve("drawn/classes.svg")).exists();
    }

    @Test
    void countsAnEmptyImageAsAMistakeOfAllModels() throws IOException {
        Path sheets = Files.createDirectories(root.resolve("sheets"));
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY), "png", sheets.resolve("a.png").toFile());
        CommandRun run = CommandRun.of(
                "evaluate", "--data", sheets, "--models", models, "--model", "flat", "--model", "averaged", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        for (JsonObject row : run.json().getJsonArray("comparison").getValuesAs(JsonObject.class)) {
            assertThat(row.getJsonObject("scores").getInt("unread")).as(row.getString("name")).isEqualTo(1);
        }
    }

    @Test
    void ranksWhatACharacterMayBe() {
        float[] logits = {1, 9, 3, 4, 5, 6, 7, 8, 2};
        List<Sample> samples = List.of(new Sample("1", () -> null, "2"), new Sample("2", () -> null, "c"));
        EngineResult result = new Logits(1, 9, logits);
        List<Reading> readings = Readings.of(samples, List.of(result, result), MANIFEST, DecodeOptions.GREEDY);
        assertThat(readings.getFirst().actual()).isEqualTo("B");
        assertThat(readings.getFirst().ranked()).containsExactly("B", ".", "-", "+", "2");
        Evaluation evaluation = Readings.judge(readings, MANIFEST);
        assertThat(evaluation.classification().orElseThrow().topFive().right()).as("2 is fifth, c is not among five").isEqualTo(1);
    }

    @Test
    void averagesCalibratedProbabilities() {
        Manifest sharp = MANIFEST.with(new DecoderSpec(DecoderSpec.SOFTMAX, 0.5), MANIFEST.about());
        double rest = Math.log(1e-6);
        EngineResult first = logits(rest, Math.log(0.8), Math.log(0.2));
        EngineResult second = logits(rest / 2, Math.log(0.1) / 2, Math.log(0.9) / 2);
        Ensemble ensemble = new Ensemble(List.of(MANIFEST, sharp));
        Logits mean = (Logits) ensemble.results(List.of(List.of(first), List.of(second))).getFirst();
        double[] probabilities = Arrays.stream(mean.logProbabilities(ensemble.manifest().decoder().temperature())[0])
                .map(Math::exp)
                .toArray();
        assertThat(probabilities[0]).isCloseTo(0.45, within(1e-4));
        assertThat(probabilities[1]).isCloseTo(0.55, within(1e-4));
    }

    /** The first two classes as given, the others alike. */
    private static Logits logits(double rest, double first, double second) {
        float[] values = new float[9];
        Arrays.fill(values, (float) rest);
        values[0] = (float) first;
        values[1] = (float) second;
        return new Logits(1, 9, values);
    }

    @Test
    void refusesToAverageWhatDoesNotFit() {
        Manifest text = TestBundles.small(1).manifest();
        assertThatThrownBy(() -> new Ensemble(List.of(MANIFEST, text)))
                .isInstanceOf(OcrException.class)
                .hasMessage("flat/1 and small/1 cannot be averaged: an ensemble is of models that classify the same characters."
                        + " Name what is to be compared alone with --baseline");
    }

    @Test
    void hidesPlaceAndSize() {
        byte[] pixels = new byte[64 * 64];
        for (int y = 40; y < 52; y++) {
            Arrays.fill(pixels, y * 64 + 8, y * 64 + 20, (byte) 255);
        }
        Sample sample = new Sample("dot", () -> new GrayImage(64, 64, pixels), ".");
        Tensor shown = Frame.SHOWN.input(sample, MANIFEST.input());
        Tensor none = Frame.NONE.input(sample, MANIFEST.input());
        Tensor tight = Frame.TIGHT.input(sample, MANIFEST.input());
        assertThat(plane(none, 0)).isEqualTo(plane(shown, 0));
        assertThat(plane(none, 1)).containsOnly(0);
        assertThat(plane(shown, 1)).contains(1);
        assertThat(sum(plane(tight, 1))).as("the ink fills more of its frame").isGreaterThan(3 * sum(plane(shown, 1)));
        assertThat(Frame.TIGHT.input(sample, MANIFEST.input()).data()).isEqualTo(tight.data());
    }

    private static float[] plane(Tensor tensor, int channel) {
        int size = tensor.data().length / 2;
        return Arrays.copyOfRange(tensor.data(), channel * size, (channel + 1) * size);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
