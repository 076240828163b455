package org.lisible.data.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;

class ClassificationTest {

    private static final List<String> CLASSES = List.of("\"", ",", "1", "O", "o", "|");
    private static final List<Reading> READINGS = List.of(
            reading("1", "O", 0.9, "O", "o", "1"),
            reading("2", "O", 0.8, "o", "O", "1"),
            reading("3", "o", 0.7, "o", "O", "1"),
            reading("4", ",", 0.6, "|", "1", "\"", "O", "o", ","),
            reading("5", "|", 0.5, "1", "|"),
            reading("6", "1", 0.4, "1", "|"));

    private static final Evaluation EVALUATION = Evaluation.ofCharacters(READINGS, CLASSES);
    private static final Classification CLASSIFICATION = EVALUATION.classification().orElseThrow();

    private static Reading reading(String id, String expected, double confidence, String... ranked) {
        return new Reading(id, expected, ranked[0], confidence, List.of(ranked));
    }

    @Test
    void scoresStrictlyAmongFiveAndWithoutCase() {
        assertThat(CLASSIFICATION.top1()).isEqualTo(new Score(6, 3));
        assertThat(CLASSIFICATION.topFive()).as("the comma comes sixth").isEqualTo(new Score(6, 5));
        assertThat(CLASSIFICATION.withoutCase()).isEqualTo(new Score(6, 4));
    }

    @Test
    void scoresLettersDigitsAndSymbolsOnTheirOwn() {
        assertThat(CLASSIFICATION.letters()).isEqualTo(new Score(3, 2));
        assertThat(CLASSIFICATION.digits()).isEqualTo(new Score(1, 1));
        assertThat(CLASSIFICATION.symbols()).isEqualTo(new Score(2, 0));
    }

    @Test
    void scoresEachCharacterAndThoseWithoutImagesToo() {
        assertThat(CLASSIFICATION.classes()).containsExactly(
                new ClassScore("\"", new Score(0, 0), new Score(0, 0), 0),
                new ClassScore(",", new Score(1, 0), new Score(1, 0), 0),
                new ClassScore("1", new Score(1, 1), new Score(1, 1), 2),
                new ClassScore("O", new Score(2, 1), new Score(2, 2), 1),
                new ClassScore("o", new Score(1, 1), new Score(1, 1), 2),
                new ClassScore("|", new Score(1, 0), new Score(1, 1), 1));
        assertThat(CLASSIFICATION.classes().get(2).precision()).isEqualTo(0.5);
        assertThat(CLASSIFICATION.classes().getFirst().top1().interval()).isEqualTo(new Interval(0, 1));
        assertThat(CLASSIFICATION.meanOfClasses()).as("(0 + 1 + 1/2 + 1 + 0) / 5").isCloseTo(0.5, within(1e-12));
    }

    @Test
    void countsWhatWasReadAsWhat() {
        ConfusionMatrix matrix = CLASSIFICATION.matrix();
        assertThat(matrix.count(3, 4)).as("O read as o").isEqualTo(1);
        assertThat(matrix.count(4, 3)).isZero();
        assertThat(matrix.images(3)).isEqualTo(2);
        assertThat(matrix.readAs(2)).isEqualTo(2);
        assertThat(IntStream.range(0, 6).map(matrix::images).sum()).isEqualTo(6);
    }

    @Test
    void writesTheMatrixAsCsvThatNoCharacterBreaks() {
        assertThat(EvaluationCsv.of(CLASSIFICATION.matrix()))
                .isEqualTo("""
                        expected,#,",",1,O,o,|,unread
                        #,0,0,0,0,0,0,0
                        ",",0,0,0,0,0,1,0
                        1,0,0,1,0,0,0,0
                        O,0,0,0,1,1,0,0
                        o,0,0,0,0,1,0,0
                        |,0,0,1,0,0,0,0
                        """.replace("#", "\"\"\"\""));
    }

    @Test
    void writesCharactersAndReadingsAsCsv() {
        assertThat(EvaluationCsv.of(CLASSIFICATION.classes()).lines())
                .hasSize(7)
                .contains("character,images,right,rate,low,high,right_in_five,read_as,precision")
                .contains("O,2,1,0.500000,0.094531,0.905469,2,1,1.000000");
        assertThat(EvaluationCsv.ofReadings(READINGS).lines())
                .contains("id,expected,actual,confidence,ranked", "2,O,o,0.800000,oO1");
    }

    @Test
    void writesJson() {
        JsonObject json = EvaluationJson.of(EVALUATION).getJsonObject("classification");
        assertThat(json.getJsonObject("top1"))
                .hasToString("{\"images\":6,\"right\":3,\"rate\":0.500000,\"low\":0.187616,\"high\":0.812384}");
        assertThat(json.getJsonObject("topFive").getInt("right")).isEqualTo(5);
        assertThat(json.getJsonObject("symbols").getInt("images")).isEqualTo(2);
        assertThat(json.getJsonNumber("meanOfClasses")).hasToString("0.500000");
        assertThat(json.getJsonArray("classes").getJsonObject(3).getString("character")).isEqualTo("O");
        assertThat(json.getJsonArray("classes").getJsonObject(3).getInt("rightInFive")).isEqualTo(2);
    }

    @Test
    void keepsThousandsOfMistakesOutOfTheJsonOfCharactersAlone() {
        List<Reading> wrong = IntStream.range(0, 150)
                .mapToObj(i -> reading("i" + i, "O", 0.5, "o", "O"))
                .toList();
        assertThat(EvaluationJson.of(Evaluation.ofCharacters(wrong, CLASSES)).getJsonArray("mistakes")).hasSize(40);
        assertThat(EvaluationJson.of(Evaluation.of(wrong)).getJsonArray("mistakes")).hasSize(150);
        assertThat(EvaluationJson.of(Evaluation.of(wrong))).doesNotContainKey("classification");
    }

    @Test
    void writesMarkdown() {
        assertThat(EvaluationMarkdown.of(EVALUATION))
                .contains("| **top-1**: read as what it is, case and all | 50.00 % | 3 | 6 | 18.76 % to 81.24 % |\n")
                .contains("| top-1 of symbols | 0.00 % | 0 | 2 | 0.00 % to 65.76 % |\n")
                .contains("| `,` | 0.00 % | 0 | 1 | 0.00 % to 79.35 % | 0.00 % | 0.00 % |\n| `\\|` |")
                .contains("| `O` | `o` | 1 |\n")
                .doesNotContain("read without a fault | ", "character error rate", "| `\"` |");
    }

    @Test
    void comparesReadersOfTheSameImages() {
        Evaluation better = Evaluation.ofCharacters(
                READINGS.stream().map(r -> reading(r.id(), r.expected(), 0.9, r.expected())).toList(), CLASSES);
        Comparison comparison = new Comparison(
                List.of(new Comparison.Entry("plain", EVALUATION), new Comparison.Entry("better", better)));
        assertThat(comparison.markdown())
                .startsWith("| | top-1 | top-5 | either case | letters | digits | symbols | calibration error |\n")
                .contains("| plain | 50.00 % (18.76 % to 81.24 %) | 83.33 % | 66.67 % | 66.67 % | 100.00 % | 0.00 % |")
                .contains("| better | 100.00 % (60.97 % to 100.00 %) | 100.00 % |");
        assertThat(comparison.csv()).contains("plain,symbols,2,0,0.000000,0.000000,0.657620\n");
        assertThat(comparison.json().getJsonObject(1).getJsonObject("scores").getJsonObject("top1").getInt("right"))
                .isEqualTo(6);
    }

    @Test
    void comparesReadersOfTexts() {
        Evaluation texts = Evaluation.of(List.of(new Reading("1", "ab", "ab", 1), new Reading("2", "ab", "a", 1)));
        assertThat(new Comparison(List.of(new Comparison.Entry("crnn", texts))).markdown())
                .contains("| | read without a fault | calibration error |\n", "| crnn | 50.00 % (9.45 % to 90.55 %) | 50.00 % |");
    }

    @Test
    void countsWhatWasNotReadAsAMistake() {
        Evaluation evaluation = Evaluation.ofCharacters(
                List.of(reading("1", "O", 0.9, "O"), new Reading("2", "|", "", 0), new Reading("3", "|", "", 0)), CLASSES);
        Classification classification = evaluation.classification().orElseThrow();
        assertThat(classification.top1()).isEqualTo(new Score(3, 1));
        assertThat(classification.topFive()).isEqualTo(new Score(3, 1));
        assertThat(classification.matrix().images(5)).isEqualTo(2);
        assertThat(classification.matrix().unread(5)).isEqualTo(2);
        assertThat(EvaluationMarkdown.of(evaluation)).contains("| refused: nothing drawn was found |  | 2 | 3 |  |\n");
        assertThat(EvaluationJson.of(evaluation).getJsonObject("classification").getInt("unread")).isEqualTo(2);
        assertThat(EvaluationCsv.of(classification.matrix())).endsWith("|,0,0,0,0,0,0,2\n");
    }

    @Test
    void refusesCharactersThatAreNoClass() {
        List<Reading> unknown = List.of(reading("7", "é", 0.5, "O"));
        assertThatThrownBy(() -> Evaluation.ofCharacters(unknown, CLASSES))
                .isInstanceOf(OcrException.class)
                .hasMessage("\"é\" of 7 is none of the 6 characters \",1Oo|");
    }
}
