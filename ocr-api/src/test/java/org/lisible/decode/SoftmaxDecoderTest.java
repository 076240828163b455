package org.lisible.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.lisible.decode.DecodeOptions.GREEDY;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.result.Alternative;
import org.lisible.result.Logits;
import org.lisible.result.Range;
import org.lisible.result.Recognition;
import org.lisible.result.Span;

class SoftmaxDecoderTest {

    /** Probabilities 0.1, 0.6, 0.25 and 0.05 of a, B, 3 and é. */
    private static final Logits LOGITS = new Logits(
            1, 4, new float[] {log(0.1), log(0.6), log(0.25), log(0.05)});

    @Test
    void readsTheMostProbableCharacter() {
        Recognition read = decode(GREEDY);
        assertThat(read.text()).isEqualTo("B");
        assertThat(read.confidence()).isCloseTo(0.6, within(1e-6));
        assertThat(read.alternatives()).extracting(Alternative::text).containsExactly("B");
        Span span = read.spans().getFirst();
        assertThat(span.text()).isEqualTo("B");
        assertThat(span.confidence()).isEqualTo(read.confidence());
        assertThat(span.alternatives()).extracting(Alternative::text).containsExactly("B", "3", "a");
        assertThat(span.steps()).isEqualTo(new Range(0, 1));
        assertThat(span.columns()).isEmpty();
    }

    @Test
    void namesAsManyOthersAsAreAskedForAndThere() {
        Recognition read = decode(GREEDY.withNBest(2).withCharacterAlternatives(9));
        assertThat(read.alternatives()).extracting(Alternative::text).containsExactly("B", "3");
        assertThat(read.spans().getFirst().alternatives())
                .extracting(Alternative::text)
                .containsExactly("B", "3", "a", "é");
        assertThat(read.spans().getFirst().alternatives().stream().mapToDouble(Alternative::confidence).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void sharesTheProbabilityOutAmongTheAllowedCharacters() {
        Recognition read = decode(GREEDY.withAllowed("éa?").withNBest(5));
        assertThat(read.text()).isEqualTo("a");
        assertThat(read.confidence()).isCloseTo(0.1 / 0.15, within(1e-6));
        assertThat(read.alternatives()).extracting(Alternative::text).containsExactly("a", "é");
        assertThat(read.spans().getFirst().alternatives()).extracting(Alternative::text).containsExactly("a", "é");
    }

    @Test
    void anAllowedCharacterThatIsNextToImpossibleIsStillReadForSure() {
        Logits hopeless = new Logits(1, 4, new float[] {0, 3e4f, 0, -3e4f});
        assertThat(Decoder.decode(hopeless, manifest(1), GREEDY.withAllowed("é")).confidence()).isEqualTo(1);
    }

    @Test
    void wordsOfOneCharacterAreAllowedCharacters() {
        assertThat(decode(GREEDY.withWords(List.of("3", "a", "BB"))).text()).isEqualTo("3");
    }

    @Test
    void theTemperatureFlattens() {
        Recognition read = Decoder.decode(LOGITS, manifest(2), GREEDY);
        double sum = Math.sqrt(0.1) + Math.sqrt(0.6) + Math.sqrt(0.25) + Math.sqrt(0.05);
        assertThat(read.confidence()).isCloseTo(Math.sqrt(0.6) / sum, within(1e-6));
    }

    @Test
    void saysInWhichColumnsTheCharacterStands() {
        Recognition read = Decoder.decode(LOGITS, manifest(1), GREEDY, _ -> steps -> new Range(10 + steps.start(), 20));
        assertThat(read.spans().getFirst().columns()).isEqualTo(Optional.of(new Range(10, 20)));
    }

    @Test
    void aLengthOfOneIsNoConstraintAndAnyOtherIsRefused() {
        assertThat(decode(GREEDY.withExactLength(1).withMaxLength(7).withBeam(5))).isEqualTo(decode(GREEDY));
        assertRefused(
                GREEDY.withExactLength(5),
                "length-out-of-range",
                "length is 5, but the model test/1 reads one character; leave it out");
    }

    @Test
    void refusesConstraintsThatNoCharacterFulfils() {
        assertRefused(
                GREEDY.withAllowed("xyz"),
                "alphabet-matches-nothing",
                "none of the allowed characters \"xyz\" is in the model's alphabet: aB3é");
        assertRefused(
                GREEDY.withWords(List.of("aB")),
                "words-match-nothing",
                "none of the 1 words fits the length, the allowed characters and the model's alphabet: aB3é");
    }

    @Test
    void constrainedLogitsLeaveNothingToWhatIsNotAllowed() {
        Logits constrained = Decoder.constrain(LOGITS, manifest(1), GREEDY.withAllowed("éa"));
        double[] row = constrained.logProbabilities(1)[0];
        assertThat(Math.exp(row[0])).isCloseTo(0.1 / 0.15, within(1e-6));
        assertThat(Math.exp(row[1])).isZero();
        assertThat(Math.exp(row[2])).isZero();
        assertThat(Decoder.constrain(LOGITS, manifest(1), GREEDY)).isSameAs(LOGITS);
        assertThatThrownBy(() -> Decoder.constrain(LOGITS, manifest(1), GREEDY.withAllowed("?")))
                .hasMessageContaining("none of the allowed characters");
    }

    @Test
    void refusesSeveralSteps() {
        assertThatThrownBy(() -> Decoder.decode(new Logits(2, 4, new float[8]), manifest(1), GREEDY))
                .hasMessage("model test/1 has one step, but the engine gave 2")
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.code()).isEqualTo("logits-do-not-fit"));
    }

    private static Recognition decode(DecodeOptions options) {
        return Decoder.decode(LOGITS, manifest(1), options);
    }

    private static void assertRefused(DecodeOptions options, String code, String message) {
        assertThatThrownBy(() -> decode(options)).isInstanceOfSatisfying(OcrException.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(OcrException.Kind.INVALID);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessage(message);
        });
    }

    private static Manifest manifest(double temperature) {
        return Samples.manifest("aB3é", DecoderSpec.SOFTMAX, temperature);
    }

    private static float log(double probability) {
        return (float) Math.log(probability);
    }
}
