package org.lisible.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.lisible.decode.Samples.manifest;
import static org.lisible.decode.Samples.path;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.result.Alternative;
import org.lisible.result.Logits;
import org.lisible.result.Range;
import org.lisible.result.Recognition;
import org.lisible.result.Span;

class CtcDecoderTest {

    private static final DecodeOptions GREEDY = DecodeOptions.GREEDY;

    @Test
    void joinsRepeatsDropsBlanksAndKeepsDoubledCharacters() {
        Recognition read = Decoder.decode(path("-aa-ab--b", "ab", 9), manifest("ab"), GREEDY);
        assertThat(read.text()).isEqualTo("aabb");
        assertThat(read.spans()).extracting(Span::text).containsExactly("a", "a", "b", "b");
        assertThat(read.spans()).extracting(Span::steps)
                .containsExactly(new Range(1, 3), new Range(4, 5), new Range(5, 6), new Range(8, 9));
        assertThat(read.alternatives()).containsExactly(new Alternative("aabb", read.confidence()));
    }

    @Test
    void readsNothingFromBlanksAlone() {
        Recognition read = Decoder.decode(path("----", "ab", 9), manifest("ab"), GREEDY);
        assertThat(read.text()).isEmpty();
        assertThat(read.spans()).isEmpty();
        assertThat(read.confidence()).isCloseTo(1, within(0.01));
    }

    @Test
    void givesTheProbabilityOfTheTextOverAllItsPathsEvenWhenGreedy() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            Logits logits = Samples.noise(random, 1 + random.nextInt(6), 4, 2);
            Recognition read = Decoder.decode(logits, manifest("abc"), GREEDY);
            assertThat(read.confidence())
                    .isCloseTo(Samples.allTexts(logits, "abc").get(read.text()), within(1e-9));
        }
    }

    @Test
    void namesTheLikeliestAlternativesOfACharacterWithTheBlankAsEmptyText() {
        Logits logits = new Logits(1, 4, logs(0.3, 0.1, 0.4, 0.2));
        Span span = Decoder.decode(logits, manifest("abc"), GREEDY).spans().getFirst();
        assertThat(span.confidence()).isCloseTo(0.4, within(1e-6));
        assertThat(span.alternatives()).extracting(Alternative::text).containsExactly("b", "", "c");
        assertThat(span.alternatives().get(1).confidence()).isCloseTo(0.3, within(1e-6));
    }

    @Test
    void namesTheCharacterItselfEvenWhereAConstraintMadeItUnlikely() {
        Logits logits = new Logits(1, 4, logs(0.3, 0.1, 0.4, 0.2));
        DecodeOptions options = GREEDY.withAllowed("a").withExactLength(1).withCharacterAlternatives(2);
        Span span = Decoder.decode(logits, manifest("abc"), options).spans().getFirst();
        assertThat(span.alternatives()).extracting(Alternative::text).containsExactly("b", "a");
        assertThat(Decoder.decode(logits, manifest("abc"), options.withCharacterAlternatives(0))
                        .spans().getFirst().alternatives()).isEmpty();
    }

    @Test
    void flattensConfidencesByTheTemperature() {
        Logits logits = new Logits(1, 2, logs(0.1, 0.9));
        double plain = Decoder.decode(logits, manifest("a"), GREEDY).confidence();
        double flat = Decoder.decode(logits, manifest("a", "ctc", 2), GREEDY).confidence();
        assertThat(plain).isCloseTo(0.9, within(1e-6));
        assertThat(flat).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void tellsTheColumnsOfEachCharacterWhereTheyAreKnown() {
        Logits logits = path("-aa-", "ab", 9);
        Recognition read = Decoder.decode(
                logits, manifest("ab"), GREEDY, count -> steps -> new Range(count * steps.start(), count * steps.end()));
        assertThat(read.spans().getFirst().columns()).contains(new Range(4, 12));
        assertThat(Decoder.decode(logits, manifest("ab"), GREEDY).spans().getFirst().columns()).isEmpty();
    }

    @Test
    void readsCharactersBeyondTheBasicPlane() {
        Logits logits = new Logits(2, 3, new float[] {0, 9, 0, 0, 0, 9});
        Recognition read = Decoder.decode(logits, manifest("😀é"), GREEDY.withAllowed("é😀").withExactLength(2));
        assertThat(read.text()).isEqualTo("😀é");
    }

    @Test
    void sumsConfidentAndHopelessCasesWithoutOverflow() {
        Logits logits = path("a".repeat(400), "ab", 3000);
        assertThat(Decoder.decode(logits, manifest("ab"), GREEDY).confidence()).isEqualTo(1);
        Recognition unlikely = Decoder.decode(logits, manifest("ab"), GREEDY.withAllowed("b").withExactLength(3));
        assertThat(unlikely.text()).isEqualTo("bbb");
        assertThat(unlikely.confidence()).isZero();
    }

    @Test
    void refusesLogitsThatDoNotFitTheModel() {
        assertBroken(() -> Decoder.decode(path("a", "ab", 1), manifest("abc"), GREEDY),
                "logits-do-not-fit", "model test/1 has 4 classes, but the engine gave 3");
    }

    @Test
    void refusesLogitsThatAreNotFinite() {
        assertBroken(() -> Decoder.decode(new Logits(1, 2, new float[] {0, Float.NaN}), manifest("a"), GREEDY),
                "logits-not-finite", "the engine gave NaN as a logit of model test/1");
    }

    @Test
    void refusesAModelWithAnotherDecoder() {
        assertBroken(() -> Decoder.decode(path("a", "ab", 1), manifest("ab-", "beads", 1), GREEDY),
                "decoder-unknown", "model test/1 asks for the decoder beads; there are: ctc, softmax");
    }

    private static void assertBroken(Runnable call, String code, String message) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(OcrException.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(OcrException.Kind.BROKEN);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessage(message);
        });
    }

    private static float[] logs(double... probabilities) {
        float[] logs = new float[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log(probabilities[i]);
        }
        return logs;
    }
}
