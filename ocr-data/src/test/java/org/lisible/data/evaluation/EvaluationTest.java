package org.lisible.data.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.OcrException;

class EvaluationTest {

    private static final List<Reading> READINGS = List.of(
            new Reading("1.png", "abc", "abc", 0.95),
            new Reading("2.png", "abd", "abc", 0.9),
            new Reading("3.png", "bd", "bcc", 0.4),
            new Reading("4.png", "mn|", "m|", 0.3));

    @Test
    void countsWhatWasReadWithoutAFault() {
        Evaluation evaluation = Evaluation.of(READINGS);
        assertThat(evaluation.images()).isEqualTo(4);
        assertThat(evaluation.exact()).isEqualTo(1);
        assertThat(evaluation.exactMatch()).isEqualTo(0.25);
        assertThat(evaluation.lengths()).containsExactly(new LengthScore(2, 1, 0), new LengthScore(3, 3, 1));
        assertThat(evaluation.mistakes()).extracting(Reading::id).containsExactly("2.png", "3.png", "4.png");
    }

    @Test
    void countsCharacterErrorsByAlignment() {
        Evaluation evaluation = Evaluation.of(READINGS);
        assertThat(evaluation.characters()).isEqualTo(11);
        assertThat(evaluation.characterErrorRate()).isCloseTo(4 / 11.0, within(1e-12));
        assertThat(evaluation.characterAccuracy()).isCloseTo(8 / 11.0, within(1e-12));
        assertThat(evaluation.confusions())
                .containsExactly(new Confusion("d", "c", 2), new Confusion("", "c", 1), new Confusion("n", "", 1));
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, '', 3", "'', '', 0", "flaw, lawn, 2", "a\uD83D\uDE00b, ab, 1",
        "abcdef, azced, 3"})
    void measuresTheEditDistance(String from, String to, int distance) {
        assertThat(Alignment.of(from, to).errors()).isEqualTo(distance);
        assertThat(Alignment.of(to, from).errors()).isEqualTo(distance);
    }

    @Test
    void keepsBothTextsInTheirOrderWhenAligning() {
        Alignment alignment = Alignment.of("kitten", "sitting");
        assertThat(alignment.pairs().stream().map(Alignment.Pair::expected).reduce("", String::concat))
                .isEqualTo("kitten");
        assertThat(alignment.pairs().stream().map(Alignment.Pair::actual).reduce("", String::concat))
                .isEqualTo("sitting");
    }

    // statsmodels.stats.proportion.proportion_confint(x, n, method="wilson")
    @ParameterizedTest
    @CsvSource({"0, 10, 0.0, 0.2775328", "10, 10, 0.7224672, 1.0", "7, 10, 0.3967781, 0.8922087",
        "203, 208, 0.9449717, 0.9896895"})
    void givesTheWilsonInterval(int successes, int trials, double low, double high) {
        Interval interval = Interval.wilson(successes, trials);
        assertThat(interval.low()).isCloseTo(low, within(1e-6));
        assertThat(interval.high()).isCloseTo(high, within(1e-6));
    }

    @Test
    void findsHonestConfidencesHonestAndOthersNot() {
        List<Reading> honest = new ArrayList<>();
        List<Reading> boasting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            honest.add(new Reading("h" + i, "a", i < 70 ? "a" : "b", 0.7));
            boasting.add(new Reading("b" + i, "a", i < 70 ? "a" : "b", 1));
        }
        assertThat(Calibration.of(honest).expectedError()).isCloseTo(0, within(1e-12));
        Calibration calibration = Calibration.of(boasting);
        assertThat(calibration.expectedError()).isCloseTo(0.3, within(1e-12));
        assertThat(calibration.bins()).hasSize(15);
        assertThat(calibration.bins().getLast().count()).isEqualTo(100);
        assertThat(calibration.bins().getLast().accuracy()).isEqualTo(0.7);
        assertThat(calibration.bins().getFirst().count()).isZero();
    }

    @Test
    void writesJson() {
        JsonObject json = EvaluationJson.of(Evaluation.of(READINGS));
        assertThat(json.getInt("images")).isEqualTo(4);
        assertThat(json.getJsonNumber("exactMatch")).hasToString("0.250000");
        assertThat(json.getJsonObject("exactMatchInterval")).hasToString("{\"low\":0.045587,\"high\":0.699358}");
        assertThat(json.getJsonNumber("characterErrorRate")).hasToString("0.363636");
        assertThat(json.getJsonArray("confusions").getFirst())
                .hasToString("{\"expected\":\"d\",\"actual\":\"c\",\"count\":2}");
        assertThat(json.getJsonArray("byLength").getFirst()).hasToString("{\"length\":2,\"images\":1,\"exact\":0}");
        assertThat(json.getJsonObject("calibration").getJsonArray("bins")).hasSize(15);
        assertThat(json.getJsonArray("mistakes").getJsonObject(0).getString("id")).isEqualTo("2.png");
    }

    @Test
    void writesMarkdownThatNoTextCanBreak() {
        assertThat(EvaluationMarkdown.of(Evaluation.of(READINGS)))
                .contains("| read without a fault | 25.00 % (1 of 4; 95 % interval 4.56 % to 69.94 %) |\n")
                .contains("| 3 | 3 | 33.33 % |\n")
                .contains("| `d` | `c` | 2 |\n| nothing | `c` | 1 |\n| `n` | nothing | 1 |\n")
                .contains("| `4.png` | `mn\\|` | `m\\|` | 30.00 % |\n");
        Reading ticks = new Reading("5", "`", " ", 1);
        assertThat(EvaluationMarkdown.of(Evaluation.of(List.of(ticks)))).contains("| `` ` `` | `   ` | 1 |");
    }

    @Test
    void comparesWithoutCaseOnDemand() {
        Reading reading = new Reading("1", "aBc", "AbC", 1);
        assertThat(reading.exact()).isFalse();
        assertThat(reading.withoutCase().exact()).isTrue();
    }

    @Test
    void refusesToEvaluateNothing() {
        assertThatThrownBy(() -> Evaluation.of(List.of()))
                .isInstanceOf(OcrException.class)
                .hasMessage("there are no readings to evaluate");
        assertThatThrownBy(() -> new Reading("1", "a", "b", Double.NaN))
                .hasMessage("the confidence of 1 is NaN, not 0 to 1");
    }
}
