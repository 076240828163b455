package org.lisible.data.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.data.evaluation.Calibration;
import org.lisible.data.evaluation.Comparison;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.Reading;
import org.lisible.spi.training.TrainingEvent.Epoch;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {

    @Test
    void drawsBothLossesAndMarksTheBestEpoch() throws Exception {
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            epochs.add(new Epoch(i, 20.0 / i, 25.0 / i, 1 - 1.0 / i, 0.1, 1e-3, 5, i == 1 || i == 28));
        }
        Document picture = parse(TrainingCurve.svg(epochs));
        assertThat(count(picture, "polyline")).isEqualTo(3);
        assertThat(points(picture, 1)).hasSize(30).first().asString().startsWith("84.0,");
        assertThat(points(picture, 2)).last().asString().startsWith("736.0,");
        assertThat(texts(picture))
                .contains("epoch", "loss", "training", "validation", "best: 96.43 % after epoch 28", "0.1", "100", "20 %");
    }

    @Test
    void drawsATrainingOfOneEpochAndOneThatDiverged() throws Exception {
        Epoch only = new Epoch(1, 3, Double.NaN, 0, 1, 1e-3, 5, true);
        Document picture = parse(TrainingCurve.svg(List.of(only)));
        assertThat(count(picture, "polyline")).isZero();
        assertThat(count(picture, "circle")).isEqualTo(3);
        assertThat(parse(TrainingCurve.svg(List.of(only, new Epoch(2, 0, Double.POSITIVE_INFINITY, 1, 0, 1, 1, true))))
                        .getDocumentElement()
                        .getTextContent())
                .doesNotContain("NaN");
        assertThatThrownBy(() -> TrainingCurve.svg(List.of())).hasMessage("a training curve needs at least one epoch");
    }

    @Test
    void drawsBarsOfAllGroupsToOneScale() throws Exception {
        var picture = parse(BarsPicture.svg(
                "Speed",
                "less is better",
                List.of(
                        new BarsPicture.Group("one", List.of(new BarsPicture.Bar("a", 2, 4, "2 ms", true))),
                        new BarsPicture.Group(
                                "many", List.of(new BarsPicture.Bar("b", 1, 1, "1 ms", false), new BarsPicture.Bar("c", 0, 0, "0 ms", false)))),
                3));
        NodeList bars = picture.getElementsByTagName("rect");
        assertThat(List.of(1, 2, 3)).extracting(i -> ((Element) bars.item(i)).getAttribute("width"))
                .containsExactly("210.0", "105.0", "0.0");
        assertThat(texts(picture)).contains("Speed", "less is better", "one", "many", "a", "b", "c", "2 ms", "1 ms");
        assertThat(count(picture, "line")).isEqualTo(3 + 2);
        assertThat(((Element) bars.item(1)).getAttribute("class")).isEqualTo("fill-1");
    }

    @Test
    void drawsABarForEachRangeOfConfidenceThatHasReadings() throws Exception {
        List<Reading> readings = List.of(
                new Reading("1", "a", "a", 1), new Reading("2", "a", "b", 0.98), new Reading("3", "a", "b", 0.1));
        Document picture = parse(ReliabilityDiagram.svg(Calibration.of(readings)));
        assertThat(count(picture, "rect")).as("the paper, two accuracies, two counts").isEqualTo(5);
        Element highest = (Element) picture.getElementsByTagName("rect").item(3);
        assertThat(highest.getAttribute("height")).as("half of 320").isEqualTo("160.0");
        assertThat(texts(picture)).contains("confidence", "read without a fault", "images")
                .contains("expected calibration error 36.00 %");
    }

    @Test
    void drawsConfusionsWithWhatWasDroppedAndAdded() throws Exception {
        List<Reading> readings = List.of(
                new Reading("1", "n<", "m&", 1), new Reading("2", "nn", "mn", 1), new Reading("3", "ab", "a\u0001", 1),
                new Reading("4", "ab", "a", 1), new Reading("5", "a", "a ", 1));
        Document picture = parse(ConfusionPicture.svg(Evaluation.of(readings)));
        assertThat(texts(picture)).contains("expected", "read as", "none", "space", "<", "&", "\ufffd", "2")
                .contains("6 of 9 characters in 5 images");
        assertThat(count(picture, "rect")).isEqualTo(6);
    }

    @Test
    void saysThatNothingWasConfused() throws Exception {
        Document picture = parse(ConfusionPicture.svg(Evaluation.of(List.of(new Reading("1", "abc", "abc", 1)))));
        assertThat(texts(picture)).contains("None in 3 characters.");
    }

    private static final Evaluation CHARACTERS = Evaluation.ofCharacters(
            List.of(
                    new Reading("1", "o", "O", 0.9), new Reading("2", "o", "o", 0.8), new Reading("3", "<", "<", 0.7),
                    new Reading("4", "0", "o", 0.6), new Reading("5", "o", "O", 0.5), new Reading("6", "O", "O", 0.4)),
            List.of("&", "0", "<", "O", "o"));

    @Test
    void drawsTheWholeMatrixOfAClassifierSortedByKind() throws Exception {
        Document picture = parse(ConfusionMatrixPicture.svg(CHARACTERS, CHARACTERS.classification().orElseThrow()));
        assertThat(texts(picture))
                .containsSubsequence("digits", "capitals", "small letters", "symbols")
                .contains("6 images of 5 characters, 50.00 % of them read right", "read as", "what it is");
        assertThat(names(picture)).containsExactlyInAnyOrder(
                "0 read as o: 1 of 1 (100.00 %)",
                "O read as O: 1 of 1 (100.00 %)",
                "o read as O: 2 of 3 (66.67 %)",
                "o read as o: 1 of 3 (33.33 %)",
                "< read as <: 1 of 1 (100.00 %)");
        assertThat(named(picture, "o read as O: 2 of 3 (66.67 %)").getAttribute("class")).isEqualTo("fill-2");
        assertThat(named(picture, "o read as o: 1 of 3 (33.33 %)").getAttribute("class")).isEqualTo("fill-1");
        assertThat(place(picture, "0 read as o: 1 of 1 (100.00 %)", "x"))
                .as("digits stand left of capitals, those left of small letters")
                .isGreaterThan(place(picture, "o read as O: 2 of 3 (66.67 %)", "x"));
        assertThat(place(picture, "< read as <: 1 of 1 (100.00 %)", "y"))
                .isGreaterThan(place(picture, "o read as o: 1 of 3 (33.33 %)", "y"));
    }

    @Test
    void makesAFrequentConfusionStrongerThanARareOneAndNamesIt() throws Exception {
        Document picture = parse(ConfusionMatrixPicture.svg(CHARACTERS, CHARACTERS.classification().orElseThrow()));
        assertThat(Double.parseDouble(named(picture, "o read as O: 2 of 3 (66.67 %)").getAttribute("opacity")))
                .isBetween(Double.parseDouble(named(picture, "o read as o: 1 of 3 (33.33 %)").getAttribute("opacity")), 1.0)
                .isLessThan(1);
        assertThat(texts(picture)).containsSubsequence("o → O", "2 of 3", "0 → o", "1 of 1");
        Evaluation right = Evaluation.ofCharacters(List.of(new Reading("1", "a", "a", 1)), List.of("a", "b"));
        assertThat(texts(parse(ConfusionMatrixPicture.svg(right, right.classification().orElseThrow()))))
                .contains("Nothing was.");
    }

    @Test
    void drawsEachCharacterWithItsIntervalWorstFirst() throws Exception {
        Document picture = parse(ClassesPicture.svg(CHARACTERS.classification().orElseThrow()));
        assertThat(count(picture, "circle")).as("the ampersand has no images").isEqualTo(4);
        assertThat(texts(picture))
                .containsSubsequence("digits", "0", "capitals", "O", "small letters", "o", "symbols", "<")
                .contains("dot: share read right; bar: 95 % interval (Wilson); mean of the characters 58.33 %");
    }

    @Test
    void drawsReadersOfTheSameImagesSideBySide() throws Exception {
        Evaluation right = Evaluation.ofCharacters(
                List.of(new Reading("1", "o", "o", 0.9), new Reading("4", "0", "0", 0.6)), List.of("0", "o"));
        Document picture = parse(ComparisonPicture.svg(new Comparison(
                List.of(new Comparison.Entry("first", CHARACTERS), new Comparison.Entry("second", right)))));
        assertThat(texts(picture)).contains("first", "second", "top-1", "symbols", "50.0", "100.0");
        assertThat(count(picture, "circle")).as("six scores, and five of the reader without symbols").isEqualTo(11);
    }

    @Test
    void drawsAServerUnderLoad() throws Exception {
        Document picture = parse(LoadPicture.svg(
                List.of(new LoadPicture.Row("pure, 1 connection", 250, 3.9, 7), new LoadPicture.Row("pure, 50 connections", 812.4, 61, 98))));
        assertThat(texts(picture)).contains("pure, 1 connection", "pure, 50 connections", "812", "3.9 – 7.0", "61 – 98");
        assertThat(count(picture, "circle")).isEqualTo(2);
    }

    @Test
    void drawsTheMatrixAndTheCharactersBesideTheCardOfAClassifier(@TempDir Path folder) throws Exception {
        ModelPlots.write(folder, JsonValue.EMPTY_JSON_ARRAY, CHARACTERS);
        assertThat(texts(parse(Files.readString(folder.resolve("confusions.svg"))))).contains("What was read as what");
        assertThat(texts(parse(Files.readString(folder.resolve("classes.svg"))))).contains("How each character was read");
        assertThat(folder.resolve("reliability.svg")).exists();
    }

    @Test
    void drawsBesideAModelCard(@TempDir Path folder) throws Exception {
        Evaluation evaluation = Evaluation.of(List.of(new Reading("1", "abc", "abd", 0.9)));
        ModelPlots.write(folder, JsonValue.EMPTY_JSON_ARRAY, evaluation);
        assertThat(folder).isDirectoryNotContaining("glob:**{curve,classes}.svg");
        JsonArray history = Json.createReader(new StringReader(
                        """
                        [{"epoch": 1, "trainingLoss": 9, "validationLoss": null, "exactMatch": 0.5, "best": true},
                         {"epoch": 2, "trainingLoss": 8, "validationLoss": 7, "exactMatch": 0.4, "best": false}]"""))
                .readArray();
        ModelPlots.write(folder, history, evaluation);
        assertThat(texts(parse(Files.readString(folder.resolve("training-curve.svg")))))
                .contains("best: 50.00 % after epoch 1");
        assertThat(texts(parse(Files.readString(folder.resolve("confusions.svg"))))).contains("c", "d");
        assertThat(texts(parse(Files.readString(folder.resolve("reliability.svg"))))).contains("Reliability");
    }

    @Test
    void choosesRoundTicks() {
        assertThat(new Scale.Linear(1, 100, 10, false).ticks()).containsExactly(
                10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0);
        assertThat(new Scale.Linear(0, 1, 5, true).ticks().stream().map(new Scale.Linear(0, 1, 5, true)::label))
                .containsExactly("0 %", "20 %", "40 %", "60 %", "80 %", "100 %");
        var loss = Scale.Logarithmic.around(new double[] {0.03, 20, Double.NaN, 0});
        assertThat(loss.ticks().stream().map(loss::label)).containsExactly("0.01", "0.1", "1", "10", "100");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static int count(Document picture, String element) {
        return picture.getElementsByTagName(element).getLength();
    }

    /** What the cells say when pointed at. */
    private static List<String> names(Document picture) {
        NodeList titles = picture.getElementsByTagName("title");
        List<String> names = new ArrayList<>();
        for (int i = 1; i < titles.getLength(); i++) {
            names.add(titles.item(i).getTextContent());
        }
        return names;
    }

    private static Element named(Document picture, String name) {
        int index = names(picture).indexOf(name);
        return (Element) picture.getElementsByTagName("title").item(index + 1).getParentNode();
    }

    private static double place(Document picture, String name, String axis) {
        return Double.parseDouble(named(picture, name).getAttribute(axis));
    }

    private static List<String> points(Document picture, int line) {
        Element polyline = (Element) picture.getElementsByTagName("polyline").item(line);
        return List.of(polyline.getAttribute("points").split(" "));
    }

    private static List<String> texts(Document picture) {
        NodeList nodes = picture.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
