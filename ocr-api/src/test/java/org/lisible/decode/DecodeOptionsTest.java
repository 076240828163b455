package org.lisible.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lisible.decode.DecodeOptions.GREEDY;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.result.Logits;

/** What a caller can ask wrongly, and what he is told. */
class DecodeOptionsTest {

    private static final Logits LOGITS = Samples.path("ab-a", "ab", 5);

    @Test
    void refusesABeamOutOfRange() {
        assertRefused(() -> GREEDY.withBeam(0), "beam-out-of-range", "beam is 0, not between 1 and 1000");
        assertRefused(() -> GREEDY.withBeam(1001), "beam-out-of-range", "beam is 1001, not between 1 and 1000");
    }

    @Test
    void refusesANumberOfReadingsOutOfRange() {
        assertRefused(
                () -> GREEDY.withNBest(101), "alternatives-out-of-range",
                "alternatives is 101, not between 1 and 100");
    }

    @Test
    void refusesALengthOutOfRange() {
        assertRefused(
                () -> GREEDY.withExactLength(-3), "length-out-of-range", "length is -3, not between 1 and 10000");
    }

    @Test
    void refusesALengthThatNoTextCanHave() {
        assertRefused(
                () -> decode(GREEDY.withExactLength(5)), "length-out-of-range",
                "length 5 is more than the model's 4 time steps");
        assertRefused(
                () -> decode(GREEDY.withExactLength(3).withAllowed("a")), "length-out-of-range",
                "length 3 of one character needs 5 time steps; the model has 4");
        assertRefused(
                () -> decode(GREEDY.withExactLength(3).withMaxLength(2)), "length-out-of-range",
                "the exact length 3 is more than the maximal length 2");
    }

    @Test
    void refusesAllowedCharactersThatTheModelDoesNotKnow() {
        assertRefused(
                () -> decode(GREEDY.withAllowed("xyz")), "alphabet-matches-nothing",
                "none of the allowed characters \"xyz\" is in the model's alphabet: ab");
    }

    @Test
    void refusesWordsOfWhichNoneCanBeRead() {
        assertRefused(
                () -> decode(GREEDY.withWords(List.of("xa", "aaa", "ababa"))), "words-match-nothing",
                "none of the 3 words fits the length, the allowed characters and the model's alphabet: ab");
    }

    private static void decode(DecodeOptions options) {
        Decoder.decode(LOGITS, Samples.manifest("ab"), options);
    }

    private static void assertRefused(Runnable call, String code, String message) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(OcrException.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(OcrException.Kind.INVALID);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessage(message);
        });
    }
}
